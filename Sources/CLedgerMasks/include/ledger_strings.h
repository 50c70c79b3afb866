#ifndef LEDGER_STRINGS_H
#define LEDGER_STRINGS_H

// Short byte work that is inlined into Swift (hex digits, equal runs), and the search for the end of long strings, which
// is compiled for several instruction sets and chosen while the program runs.

#include "ledger_masks.h"

// The instruction sets that long searches are compiled for. Not every machine has all of them: ask ledger_level_exists.
enum {
  LEDGER_LEVEL_SCALAR = 0,
  LEDGER_LEVEL_BASE = 1,    // SSE2 or NEON: what the machine always has
  LEDGER_LEVEL_AVX2 = 2,
  LEDGER_LEVEL_AVX512 = 3,
};

// The best level of this machine, or the one that the environment variable SPANLEDGER_ISA names (scalar, base, avx2,
// avx512) where the machine has it. Found out once.
int ledger_level(void);

// Whether this machine has a level.
int ledger_level_exists(int level);

// Where a string ends: the offset of the first quote that no backslash escapes, among `count` bytes at `p`, which is not
// itself escaped; `count` where there is none. `*escapes` becomes 1 where a backslash stands before that.
// Up to 63 bytes behind the last one are read and have no meaning.
size_t ledger_string_end(const uint8_t *p, size_t count, int *escapes);

// The same at a level that exists, for tests.
size_t ledger_string_end_at(int level, const uint8_t *p, size_t count, int *escapes);

#if LEDGER_MASKS_SSE2
// All bits of a byte are set where those of `p` and `q` are the same.
LEDGER_INLINE __m128i ledger_same_bytes(const uint8_t *p, const uint8_t *q) {
  return _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)p), _mm_loadu_si128((const __m128i *)q));
}
#endif

// Whether `count` bytes at `p` and `q` are the same, at most 32. Up to 15 bytes behind the last one are read on both sides.
LEDGER_INLINE int ledger_same32(const uint8_t *p, const uint8_t *q, size_t count) {
#if LEDGER_MASKS_SSE2
  if (count <= 16) return (~_mm_movemask_epi8(ledger_same_bytes(p, q)) & ((1u << count) - 1)) == 0;
  const size_t last = count - 16;
  return _mm_movemask_epi8(_mm_and_si128(ledger_same_bytes(p, q), ledger_same_bytes(p + last, q + last))) == 0xFFFF;
#else
  return memcmp(p, q, count) == 0;
#endif
}

// Whether `count` bytes at `p` and `q` are the same. Up to 15 bytes behind the last one are read on both sides.
LEDGER_INLINE int ledger_same(const uint8_t *p, const uint8_t *q, size_t count) {
#if LEDGER_MASKS_SSE2
  if (count <= 16) return (~_mm_movemask_epi8(ledger_same_bytes(p, q)) & ((1u << count) - 1)) == 0;
  // The usual beginning or key of an attribute: no loop. The last bytes may be compared twice.
  if (count <= 64) {
    const size_t last = count - 16;
    __m128i same = _mm_and_si128(ledger_same_bytes(p, q), ledger_same_bytes(p + last, q + last));
    if (count > 32) {
      const size_t middle = last - 16;
      same = _mm_and_si128(same, ledger_same_bytes(p + 16, q + 16));
      same = _mm_and_si128(same, ledger_same_bytes(p + middle, q + middle));
    }
    return _mm_movemask_epi8(same) == 0xFFFF;
  }
  size_t at = 0;
  while (at + 16 <= count) {
    if (_mm_movemask_epi8(ledger_same_bytes(p + at, q + at)) != 0xFFFF) return 0;
    at += 16;
  }
  const unsigned same = (unsigned)_mm_movemask_epi8(ledger_same_bytes(p + at, q + at));
  return (~same & ((1u << (count - at)) - 1)) == 0;
#else
  return memcmp(p, q, count) == 0;
#endif
}

// Sixteen hex digits of either case at `p` as a number, the first digit highest. Answers 0 where one is none.
LEDGER_INLINE int ledger_hex16(const uint8_t *p, uint64_t *value) {
#if LEDGER_MASKS_SSE2
  const __m128i v = _mm_loadu_si128((const __m128i *)p);
  const __m128i digits = _mm_sub_epi8(v, _mm_set1_epi8('0'));
  const __m128i letters = _mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
  const __m128i isDigit = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
  const __m128i isLetter = _mm_cmpeq_epi8(_mm_min_epu8(letters, _mm_set1_epi8(5)), letters);
  if (_mm_movemask_epi8(_mm_or_si128(isDigit, isLetter)) != 0xFFFF) return 0;
  const __m128i nibbles = _mm_or_si128(
      _mm_and_si128(isDigit, digits), _mm_and_si128(isLetter, _mm_add_epi8(letters, _mm_set1_epi8(10))));
  // In each pair of bytes the first is the high nibble.
  const __m128i high = _mm_slli_epi16(_mm_and_si128(nibbles, _mm_set1_epi16(0x00FF)), 4);
  const __m128i pairs = _mm_or_si128(high, _mm_srli_epi16(nibbles, 8));
  const uint64_t bytes = (uint64_t)_mm_cvtsi128_si64(_mm_packus_epi16(pairs, pairs));
  *value = __builtin_bswap64(bytes);
  return 1;
#else
  uint64_t number = 0;
  for (int i = 0; i < 16; i++) {
    const uint8_t digit = p[i] - '0', letter = (p[i] | 0x20) - 'a';
    if (digit > 9 && letter > 5) return 0;
    number = number << 4 | (digit <= 9 ? digit : letter + 10u);
  }
  *value = number;
  return 1;
#endif
}

#endif
