#include "ledger_gather.h"

#include "ledger_levels.h"

// Plain loops, of which the compiler makes vectors for each instruction set. Only what goes over the numbers themselves
// gains from them: to look up rows one by one is as fast as to have them gathered.

#define LEDGER_LARGEST(NAME, ATTRIBUTE, LOOP)                                       \
  ATTRIBUTE static uint32_t NAME(const uint32_t *numbers, size_t count) {           \
    uint32_t largest = 0;                                                           \
    LOOP for (size_t i = 0; i < count; i++) {                                       \
      largest = numbers[i] > largest ? numbers[i] : largest;                        \
    }                                                                               \
    return largest;                                                                 \
  }

#define LEDGER_LOWER(NAME, ATTRIBUTE, LOOP)                                         \
  ATTRIBUTE static uint32_t NAME(                                                   \
      const uint32_t *restrict numbers, size_t count, uint32_t first, uint32_t lower, uint32_t *restrict found) { \
    uint32_t differing = 0;                                                         \
    LOOP for (size_t i = 0; i < count; i++) {                                       \
      differing |= numbers[i] ^ first;                                              \
      found[i] = numbers[i] & lower;                                                \
    }                                                                               \
    return differing & ~lower;                                                      \
  }

#define LEDGER_EXTREMES(NAME, ATTRIBUTE, LOOP)                                      \
  ATTRIBUTE static void NAME(const uint64_t *values, size_t count, uint64_t *least, uint64_t *largest) { \
    uint64_t low = UINT64_MAX, high = 0;                                            \
    LOOP for (size_t i = 0; i < count; i++) {                                       \
      low = values[i] < low ? values[i] : low;                                      \
      high = values[i] > high ? values[i] : high;                                   \
    }                                                                               \
    *least = low;                                                                   \
    *largest = high;                                                                \
  }

#define LEDGER_BOUNDED(NAME, ATTRIBUTE, LOOP)                                       \
  ATTRIBUTE static void NAME(                                                       \
      const int64_t *restrict values, int64_t turned, const int64_t *restrict limits, \
      const uint16_t *restrict flags, uint16_t bits, uint16_t so, size_t count, int64_t *restrict found) { \
    LOOP for (size_t i = 0; i < count; i++) {                                       \
      const int64_t value = values[i] ^ turned;                                     \
      const int is_known = (value >= 1) & (value <= limits[i]) & ((flags[i] & bits) == so); \
      found[i] = is_known ? value : 0;                                              \
    }                                                                               \
  }                                                                                 \
  ATTRIBUTE static void NAME##_unlimited(                                           \
      const int64_t *restrict values, int64_t turned, const uint16_t *restrict flags, uint16_t bits, uint16_t so, \
      size_t count, int64_t *restrict found) {                                      \
    LOOP for (size_t i = 0; i < count; i++) {                                       \
      const int64_t value = values[i] ^ turned;                                     \
      const int is_known = (value >= 1) & ((flags[i] & bits) == so);                \
      found[i] = is_known ? value : 0;                                              \
    }                                                                               \
  }

#define LEDGER_LOOPS(LEVEL, ATTRIBUTE, LOOP)              \
  LEDGER_LARGEST(largest_##LEVEL, ATTRIBUTE, LOOP)        \
  LEDGER_LOWER(lower_##LEVEL, ATTRIBUTE, LOOP)            \
  LEDGER_EXTREMES(extremes_##LEVEL, ATTRIBUTE, LOOP)      \
  LEDGER_BOUNDED(bounded_##LEVEL, ATTRIBUTE, LOOP)

LEDGER_LOOPS(scalar, , LEDGER_SCALAR_LOOP)
LEDGER_LOOPS(base, , LEDGER_VECTOR_LOOP)
#if LEDGER_MASKS_SSE2
LEDGER_LOOPS(avx2, LEDGER_AVX2, LEDGER_VECTOR_LOOP)
LEDGER_LOOPS(avx512, LEDGER_AVX512, LEDGER_VECTOR_LOOP)

#define LEDGER_BY_LEVEL(CALL)                            \
  switch (level) {                                       \
    case LEDGER_LEVEL_SCALAR: CALL(scalar); break;       \
    case LEDGER_LEVEL_AVX2: CALL(avx2); break;           \
    case LEDGER_LEVEL_AVX512: CALL(avx512); break;       \
    default: CALL(base); break;                          \
  }
#else
#define LEDGER_BY_LEVEL(CALL)                            \
  switch (level) {                                       \
    case LEDGER_LEVEL_SCALAR: CALL(scalar); break;       \
    default: CALL(base); break;                          \
  }
#endif

static uint32_t largest(int level, const uint32_t *numbers, size_t count) {
  uint32_t found = 0;
#define LEDGER_CALL(LEVEL) found = largest_##LEVEL(numbers, count)
  LEDGER_BY_LEVEL(LEDGER_CALL)
#undef LEDGER_CALL
  return found;
}

// Rows are mostly asked for in the order of the column: memory is asked for those of a while later, which it does not
// always find out by itself. Nothing depends on these being there, because asking never fails.
enum { LEDGER_AHEAD = 4096 };

LEDGER_INLINE void ask_ahead(const void *at) {
  __builtin_prefetch((const void *)((uintptr_t)at + LEDGER_AHEAD), 0, 3);
}

#define LEDGER_GATHER(TYPE)                                                                \
  {                                                                                        \
    const TYPE *restrict from = column;                                                    \
    TYPE *restrict to = found;                                                             \
    size_t i = 0;                                                                          \
    for (; i + 8 <= count; i += 8) {                                                       \
      ask_ahead(from + at[i]);                                                             \
      for (size_t n = 0; n < 8; n++) to[i + n] = from[at[i + n]];                          \
    }                                                                                      \
    for (; i < count; i++) to[i] = from[at[i]];                                            \
    return 1;                                                                              \
  }

int ledger_gather(
    int level, const void *column, size_t rows, size_t width, const uint32_t *at, size_t count, void *found) {
  if (count == 0) return 1;
  if (largest(level, at, count) >= rows) return 0;
  switch (width) {
    case 1: LEDGER_GATHER(uint8_t)
    case 2: LEDGER_GATHER(uint16_t)
    case 4: LEDGER_GATHER(uint32_t)
    default: LEDGER_GATHER(uint64_t)
  }
}

#define LEDGER_ADD(TYPE)                                                                   \
  {                                                                                        \
    const TYPE *restrict from = column;                                                    \
    LEDGER_UNROLLED_LOOP for (size_t i = 0; i < count; i++) {                              \
      const uint32_t code = from[at[i]];                                                   \
      outside |= code >= entries;                                                          \
      sums[i] += table[code < entries ? code : 0];                                         \
    }                                                                                      \
    return !outside;                                                                       \
  }

int ledger_add_looked_up(
    int level, const void *column, size_t rows, size_t width, const uint32_t *at, size_t count,
    const uint32_t *restrict table, size_t entries, uint32_t *restrict sums) {
  if (count == 0) return 1;
  if (entries == 0 || largest(level, at, count) >= rows) return 0;
  int outside = 0;
  switch (width) {
    case 1: LEDGER_ADD(uint8_t)
    case 2: LEDGER_ADD(uint16_t)
    default: LEDGER_ADD(uint32_t)
  }
}

int ledger_add_coded(
    int level, const uint32_t *codes, size_t count, const uint32_t *restrict table, size_t entries,
    uint32_t *restrict sums) {
  if (count == 0) return 1;
  if (largest(level, codes, count) >= entries) return 0;
  LEDGER_UNROLLED_LOOP for (size_t i = 0; i < count; i++) sums[i] += table[codes[i]];
  return 1;
}

size_t ledger_lower_bits(int level, const uint32_t *numbers, size_t count, unsigned bits, uint32_t *found) {
  if (count == 0) return 0;
  const uint32_t first = numbers[0], lower = ((uint32_t)1 << bits) - 1;
  uint32_t differing = 0;
#define LEDGER_CALL(LEVEL) differing = lower_##LEVEL(numbers, count, first, lower, found)
  LEDGER_BY_LEVEL(LEDGER_CALL)
#undef LEDGER_CALL
  if (differing == 0) return count;
  size_t same = 0;
  while (((numbers[same] ^ first) & ~lower) == 0) same++;
  return same;
}

void ledger_unsigned_extremes(int level, const uint64_t *values, size_t count, uint64_t *least, uint64_t *largest) {
#define LEDGER_CALL(LEVEL) extremes_##LEVEL(values, count, least, largest)
  LEDGER_BY_LEVEL(LEDGER_CALL)
#undef LEDGER_CALL
}

void ledger_bounded_values(
    int level, const int64_t *values, int64_t turned, const int64_t *limits, const uint16_t *flags, uint16_t bits,
    uint16_t so, size_t count, int64_t *found) {
  if (limits == 0) {
#define LEDGER_CALL(LEVEL) bounded_##LEVEL##_unlimited(values, turned, flags, bits, so, count, found)
    LEDGER_BY_LEVEL(LEDGER_CALL)
#undef LEDGER_CALL
    return;
  }
#define LEDGER_CALL(LEVEL) bounded_##LEVEL(values, turned, limits, flags, bits, so, count, found)
  LEDGER_BY_LEVEL(LEDGER_CALL)
#undef LEDGER_CALL
}
