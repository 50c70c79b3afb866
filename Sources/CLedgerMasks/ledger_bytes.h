#ifndef LEDGER_BYTES_H
#define LEDGER_BYTES_H

// Bytes and digits of short texts, for the loops that are compiled for each instruction set.

#include "ledger_levels.h"

LEDGER_INLINE uint64_t word_at(const uint8_t *p) {
  uint64_t word = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  memcpy(&word, p, 8);
#else
  for (int i = 0; i < 8; i++) word |= (uint64_t)p[i] << (8 * i);
#endif
  return word;
}

// For each level: whether up to 64 bytes are the same, and masks of the first 32 or 64 bytes: those that are a certain
// one, and those that are no ASCII.
LEDGER_INLINE int same_base(const uint8_t *p, const uint8_t *q, size_t count) { return ledger_same(p, q, count); }
LEDGER_INLINE uint64_t first_base(const uint8_t *p, uint8_t byte) { return ledger_mask32_either(p, byte, byte); }
LEDGER_INLINE uint64_t beyond_base(const uint8_t *p) { return ledger_mask32_beyond_ascii(p); }

LEDGER_INLINE int same_scalar(const uint8_t *p, const uint8_t *q, size_t count) { return memcmp(p, q, count) == 0; }
LEDGER_INLINE uint64_t first_scalar(const uint8_t *p, uint8_t byte) { return mask_scalar(p, byte); }
LEDGER_INLINE uint64_t beyond_scalar(const uint8_t *p) {
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(p[i] >> 7) << i;
  return mask;
}

#if LEDGER_MASKS_SSE2
LEDGER_AVX2 LEDGER_INLINE int same_avx2(const uint8_t *p, const uint8_t *q, size_t count) {
  const __m256i a = _mm256_loadu_si256((const __m256i *)p), b = _mm256_loadu_si256((const __m256i *)(p + 32));
  const __m256i c = _mm256_loadu_si256((const __m256i *)q), d = _mm256_loadu_si256((const __m256i *)(q + 32));
  const uint64_t same = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, c))
                      | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, d)) << 32;
  return ~same << (64 - count) == 0;
}
LEDGER_AVX2 LEDGER_INLINE uint64_t first_avx2(const uint8_t *p, uint8_t byte) { return mask_avx2(p, byte); }
LEDGER_AVX2 LEDGER_INLINE uint64_t beyond_avx2(const uint8_t *p) {
  return (uint32_t)_mm256_movemask_epi8(_mm256_loadu_si256((const __m256i *)p))
       | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_loadu_si256((const __m256i *)(p + 32))) << 32;
}

LEDGER_AVX512 LEDGER_INLINE int same_avx512(const uint8_t *p, const uint8_t *q, size_t count) {
  const uint64_t others =
      _mm512_cmpneq_epi8_mask(_mm512_loadu_si512((const void *)p), _mm512_loadu_si512((const void *)q));
  return others << (64 - count) == 0;
}
LEDGER_AVX512 LEDGER_INLINE uint64_t first_avx512(const uint8_t *p, uint8_t byte) { return mask_avx512(p, byte); }
LEDGER_AVX512 LEDGER_INLINE uint64_t beyond_avx512(const uint8_t *p) {
  return _mm512_movepi8_mask(_mm512_loadu_si512((const void *)p));
}
#endif

// The number of eight decimal digits, the first one lowest in the word; each byte is the value of its digit.
LEDGER_INLINE uint64_t eight_digits(uint64_t digits) {
  const uint64_t pairs = ((digits * (10 << 8 | 1)) >> 8) & 0x00FF00FF00FF00FFu;
  const uint64_t fours = ((pairs * (100 << 16 | 1)) >> 16) & 0x0000FFFF0000FFFFu;
  return (fours * (10000ull << 32 | 1)) >> 32;
}

// The number of three decimal digits, in the lowest bytes of a word that has no others.
LEDGER_INLINE uint64_t three_digits(uint64_t digits) {
  return (digits & 0xFF) * 100 + (digits >> 8 & 0xFF) * 10 + (digits >> 16);
}

#endif
