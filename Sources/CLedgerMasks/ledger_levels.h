#ifndef LEDGER_LEVELS_H
#define LEDGER_LEVELS_H

// What the loops share that are compiled for each instruction set; masks of 64 bytes among it.

#include "ledger_strings.h"

#if LEDGER_MASKS_SSE2
#include <immintrin.h>
#define LEDGER_AVX2 __attribute__((target("avx2,bmi,lzcnt,popcnt,pclmul")))
#define LEDGER_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi,bmi2,lzcnt,popcnt,pclmul")))
#endif

// How the compiler is to take a loop.
#define LEDGER_SCALAR_LOOP _Pragma("clang loop vectorize(disable) interleave(disable)")
#define LEDGER_VECTOR_LOOP _Pragma("clang loop vectorize(enable)")
#define LEDGER_UNROLLED_LOOP _Pragma("clang loop vectorize(disable) unroll_count(4)")

// The bytes that a backslash escapes, for the backslashes among 64 bytes; `first` is 1 where the first byte is escaped from
// before. Of each run of backslashes every other one escapes what follows it: adding carries along the runs tells which.
// (Langdale and Lemire, Parsing gigabytes of JSON per second, in the shorter form of later simdjson.)
LEDGER_INLINE uint64_t escaped_bytes(uint64_t backslashes, uint64_t first) {
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAu;
  const uint64_t starts = backslashes & ~first;
  return (((starts << 1 | odd) - starts) ^ odd) ^ (backslashes | first);
}

// Whether the byte behind 64 bytes is escaped, for the backslashes among these: what it is told by is how many of them stand at the
// end. What was before matters only where all are backslashes; so nobody has to wait for it.
LEDGER_INLINE uint64_t escapes_next(uint64_t backslashes, uint64_t first) {
  return __builtin_expect(backslashes == ~0ull, 0) ? first : (uint64_t)__builtin_clzll(~backslashes) & 1;
}

LEDGER_INLINE uint64_t mask_scalar(const uint8_t *p, uint8_t byte) {
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(p[i] == byte) << i;
  return mask;
}

LEDGER_INLINE uint64_t mask_base(const uint8_t *p, uint8_t byte) {
  return ledger_mask32_either(p, byte, byte) | (uint64_t)ledger_mask32_either(p + 32, byte, byte) << 32;
}

#if LEDGER_MASKS_SSE2
LEDGER_AVX2 LEDGER_INLINE uint64_t mask_avx2(const uint8_t *p, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  const __m256i low = _mm256_loadu_si256((const __m256i *)p), high = _mm256_loadu_si256((const __m256i *)(p + 32));
  return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted))
       | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

LEDGER_AVX512 LEDGER_INLINE uint64_t mask_avx512(const uint8_t *p, uint8_t byte) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512((const void *)p), _mm512_set1_epi8((char)byte));
}
#endif

#endif
