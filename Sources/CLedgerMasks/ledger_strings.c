#include "ledger_strings.h"

#include <stdlib.h>

#include "ledger_levels.h"

// One loop for all instruction sets: MASK(p, byte) yields one bit for each of the 64 bytes at p that is `byte`.
//
// So texts full of escaped quotes and backslashes cost no branch that cannot be foreseen.
#define LEDGER_STRING_END(MASK)                                                    \
  uint64_t first = 0, seen = 0;                                                    \
  for (size_t at = 0; at < count; at += 64) {                                      \
    const uint64_t backslashes = MASK(p + at, 0x5C), quotes = MASK(p + at, 0x22);  \
    const uint64_t escaped = escaped_bytes(backslashes, first);                    \
    const uint64_t ends = quotes & ~escaped;                                       \
    if (ends != 0) {                                                               \
      const size_t end = at + (size_t)__builtin_ctzll(ends);                       \
      *escapes = (seen | (backslashes & (ends ^ (ends - 1)))) != 0;                \
      return end < count ? end : count;                                            \
    }                                                                              \
    seen |= backslashes;                                                           \
    first = escapes_next(backslashes, first);                                      \
  }                                                                                \
  *escapes = seen != 0;                                                            \
  return count;

static size_t string_end_scalar(const uint8_t *p, size_t count, int *escapes) { LEDGER_STRING_END(mask_scalar) }
static size_t string_end_base(const uint8_t *p, size_t count, int *escapes) { LEDGER_STRING_END(mask_base) }

#if LEDGER_MASKS_SSE2
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
    case LEDGER_LEVEL_AVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("pclmul");
    case LEDGER_LEVEL_AVX512:
      return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
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
