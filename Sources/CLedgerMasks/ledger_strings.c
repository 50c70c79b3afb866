#include "ledger_strings.h"

#include <stdlib.h>

#if LEDGER_MASKS_SSE2
#include <immintrin.h>
#endif

// Bytes that a run of backslashes escapes, one bit each: those behind a run of odd length. `carry` is 1 where the first
// byte is escaped by a run that ended the block before, and is set for the next block.
//
// Bits at odd places of a run are those that differ from the parity of its start. Subtracting the starts at even places
// flips whole runs at once (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019, 3.1.1, has the idea).
LEDGER_INLINE uint64_t escaped_bytes(uint64_t backslashes, uint64_t *carry) {
  const uint64_t even = 0x5555555555555555u;
  const uint64_t first = *carry;
  const uint64_t runs = backslashes & ~first;  // a backslash that is escaped itself escapes nothing
  const uint64_t follows = runs << 1 | first;
  const uint64_t oddStarts = runs & ~even & ~follows;
  uint64_t ends;
  *carry = __builtin_add_overflow(oddStarts, runs, &ends) ? 1 : 0;
  return (even ^ (ends << 1)) & follows;
}

// One loop for all instruction sets: MASK(p, byte) yields one bit for each of the 64 bytes at p that is `byte`.
#define LEDGER_STRING_END(MASK)                                      \
  uint64_t carry = 0, seen = 0;                                      \
  for (size_t at = 0; at < count; at += 64) {                        \
    const uint64_t backslashes = MASK(p + at, 0x5C);                 \
    uint64_t quotes = MASK(p + at, 0x22);                            \
    if ((backslashes | carry) != 0) {                                \
      quotes &= ~escaped_bytes(backslashes, &carry);                 \
    }                                                                \
    if (quotes != 0) {                                               \
      const size_t bit = (size_t)__builtin_ctzll(quotes);            \
      seen |= backslashes & ((1ull << bit) - 1);                     \
      *escapes = seen != 0;                                          \
      return at + bit < count ? at + bit : count;                    \
    }                                                                \
    seen |= backslashes;                                             \
  }                                                                  \
  *escapes = seen != 0;                                              \
  return count;

LEDGER_INLINE uint64_t mask_scalar(const uint8_t *p, uint8_t byte) {
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(p[i] == byte) << i;
  return mask;
}

LEDGER_INLINE uint64_t mask_base(const uint8_t *p, uint8_t byte) {
  return ledger_mask32_either(p, byte, byte) | (uint64_t)ledger_mask32_either(p + 32, byte, byte) << 32;
}

static size_t string_end_scalar(const uint8_t *p, size_t count, int *escapes) { LEDGER_STRING_END(mask_scalar) }
static size_t string_end_base(const uint8_t *p, size_t count, int *escapes) { LEDGER_STRING_END(mask_base) }

#if LEDGER_MASKS_SSE2
#define LEDGER_AVX2 __attribute__((target("avx2,bmi,lzcnt")))
#define LEDGER_AVX512 __attribute__((target("avx512f,avx512bw,bmi,lzcnt")))

LEDGER_AVX2 LEDGER_INLINE uint64_t mask_avx2(const uint8_t *p, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  const __m256i low = _mm256_loadu_si256((const __m256i *)p), high = _mm256_loadu_si256((const __m256i *)(p + 32));
  return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted))
       | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

LEDGER_AVX512 LEDGER_INLINE uint64_t mask_avx512(const uint8_t *p, uint8_t byte) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512((const void *)p), _mm512_set1_epi8((char)byte));
}

LEDGER_AVX2 static size_t string_end_avx2(const uint8_t *p, size_t count, int *escapes) {
  LEDGER_STRING_END(mask_avx2)
}
LEDGER_AVX512 static size_t string_end_avx512(const uint8_t *p, size_t count, int *escapes) {
  LEDGER_STRING_END(mask_avx512)
}
#endif

int ledger_level_exists(int level) {
  switch (level) {
    case LEDGER_LEVEL_SCALAR:
    case LEDGER_LEVEL_BASE: return 1;
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
    case LEDGER_LEVEL_AVX512:
      return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
          && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("bmi2");
#endif
    default: return 0;
  }
}

static int chosen_level(void) {
  static const char *const names[] = {"scalar", "base", "avx2", "avx512"};
  const char *wanted = getenv("SPANLEDGER_ISA");
  if (wanted != NULL) {
    for (int level = 0; level < 4; level++) {
      if (strcmp(wanted, names[level]) == 0 && ledger_level_exists(level)) return level;
    }
  }
  for (int level = LEDGER_LEVEL_AVX512; level > LEDGER_LEVEL_BASE; level--) {
    if (ledger_level_exists(level)) return level;
  }
  return LEDGER_LEVEL_BASE;
}

int ledger_level(void) {
  // 0: not asked yet. Whoever asks first finds the same answer as anybody else, so a race is harmless.
  static int known = 0;
  int level = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (level == 0) {
    level = chosen_level() + 1;
    __atomic_store_n(&known, level, __ATOMIC_RELAXED);
  }
  return level - 1;
}

size_t ledger_string_end_at(int level, const uint8_t *p, size_t count, int *escapes) {
  switch (level) {
    case LEDGER_LEVEL_SCALAR: return string_end_scalar(p, count, escapes);
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: return string_end_avx2(p, count, escapes);
    case LEDGER_LEVEL_AVX512: return string_end_avx512(p, count, escapes);
#endif
    default: return string_end_base(p, count, escapes);
  }
}

size_t ledger_string_end(const uint8_t *p, size_t count, int *escapes) {
  return ledger_string_end_at(ledger_level(), p, count, escapes);
}
