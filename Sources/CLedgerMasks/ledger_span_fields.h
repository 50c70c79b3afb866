#ifndef LEDGER_SPAN_FIELDS_H
#define LEDGER_SPAN_FIELDS_H

// Bytes at known places, ids and times: what the fields of a span are made of, for each instruction set.

#include "ledger_bytes.h"

// --- Fixed bytes -----------------------------------------------------------------------------------------------------

// Bytes that stand at known places; 0 for those that may be anything, for which `fixed` has no bit.
typedef struct {
  uint8_t bytes[72];  // 64 that are compared; the end of a literal has no meaning
  uint64_t fixed;
} __attribute__((aligned(64))) fixed_form;

#define ANY8 "\0\0\0\0\0\0\0\0"
#define BITS(FIRST, COUNT) (((1ull << (COUNT)) - 1) << (FIRST))
#define FORM(COUNT, TEXT) {TEXT, BITS(0, COUNT)}

static const fixed_form ids_form = {
    "\"traceId\":\"" ANY8 ANY8 ANY8 ANY8 "\",\"spanId\":\"", BITS(0, 11) | BITS(43, 12)};
static const fixed_form parent_form = FORM(18, "\",\"parentSpanId\":\"");
static const fixed_form flags_form = FORM(10, "\",\"flags\":");
static const fixed_form name_form = FORM(9, ",\"name\":\"");
static const fixed_form kind_form = {
    "\",\"kind\":\0,\"startTimeUnixNano\":\"" ANY8 ANY8 "\0\0\0\",\"endTimeUni",
    BITS(0, 9) | BITS(10, 22) | BITS(51, 13)};
static const fixed_form end_form = {"xNano\":\"" ANY8 ANY8 "\0\0\0\"", BITS(0, 8) | BITS(27, 1)};

static const fixed_form attributes_form = FORM(15, ",\"attributes\":[");
static const fixed_form status_form = FORM(14, "],\"status\":{}}");

// All before the attributes takes less than that, with a name of 63 bytes and flags of nine digits.
enum { HEAD_LONGEST = 384 };

// Whether the bytes of a form stand at `p`, word by word.
LEDGER_INLINE int fits_words(const uint8_t *p, const fixed_form *form) {
  uint64_t others = 0;
  for (int at = 0; at < 64; at += 8) {
    const uint64_t wanted = word_at(form->bytes + at);
    // Fixed bytes are ASCII and not 0.
    const uint64_t known = (wanted + 0x7F7F7F7F7F7F7F7Fu) & 0x8080808080808080u;
    others |= (word_at(p + at) ^ wanted) & ((known - (known >> 7)) | known);
  }
  return others == 0;
}

LEDGER_INLINE int fits_scalar(const uint8_t *p, const fixed_form *form) { return fits_words(p, form); }
LEDGER_INLINE int fits_base(const uint8_t *p, const fixed_form *form) { return fits_words(p, form); }

// --- Digits ----------------------------------------------------------------------------------------------------------

// The ids of a trace, a span and its parent; 0 where a byte is no hex digit.
LEDGER_INLINE int ids_base(const uint8_t *trace, const uint8_t *span, const uint8_t *parent, uint64_t *ids) {
  return ledger_hex16(trace, ids) & ledger_hex16(trace + 16, ids + 1) & ledger_hex16(span, ids + 2)
       & ledger_hex16(parent, ids + 3);
}

// Nineteen decimal digits; 0 where a byte is none.
LEDGER_INLINE int time_words(const uint8_t *p, uint64_t *time) {
  const uint64_t high = word_at(p) ^ 0x3030303030303030u, low = word_at(p + 8) ^ 0x3030303030303030u;
  const uint64_t last = (word_at(p + 16) ^ 0x3030303030303030u) << 40;
  const uint64_t others = (high + 0x7676767676767676u) | high | (low + 0x7676767676767676u) | low
                        | (last + 0x7676767676767676u) | last;
  if ((others & 0x8080808080808080u) != 0) return 0;
  *time = (eight_digits(high) * 100000000 + eight_digits(low)) * 1000 + eight_digits(last);
  return 1;
}
LEDGER_INLINE int times_words(const uint8_t *p, const uint8_t *q, uint64_t *times) {
  return time_words(p, times) & time_words(q, times + 1);
}

#define ids_at_scalar ids_base
#define ids_at_base ids_base
#define times_at_scalar times_words
#define times_at_base times_words

#if LEDGER_MASKS_SSE2
LEDGER_AVX2 LEDGER_INLINE int fits_avx2(const uint8_t *p, const fixed_form *form) {
  const __m256i low = _mm256_cmpeq_epi8(
      _mm256_loadu_si256((const __m256i *)p), _mm256_loadu_si256((const __m256i *)form->bytes));
  if (form->fixed >> 32 == 0) return (~(uint32_t)_mm256_movemask_epi8(low) & (uint32_t)form->fixed) == 0;
  const __m256i high = _mm256_cmpeq_epi8(
      _mm256_loadu_si256((const __m256i *)(p + 32)), _mm256_loadu_si256((const __m256i *)(form->bytes + 32)));
  const uint64_t same = (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
  return (~same & form->fixed) == 0;
}
LEDGER_AVX512 LEDGER_INLINE int fits_avx512(const uint8_t *p, const fixed_form *form) {
  return _mm512_mask_cmpneq_epi8_mask(
             form->fixed, _mm512_loadu_si512((const void *)p), _mm512_loadu_si512((const void *)form->bytes)) == 0;
}

LEDGER_INLINE void swap_ids(uint64_t *ids) {
  for (int i = 0; i < 4; i++) ids[i] = __builtin_bswap64(ids[i]);
}

// The values of 32 hex digits; `*good` loses its bits where one is none.
LEDGER_AVX2 LEDGER_INLINE __m256i nibbles_avx2(__m256i v, __m256i *good) {
  const __m256i digits = _mm256_sub_epi8(v, _mm256_set1_epi8('0'));
  const __m256i letters = _mm256_sub_epi8(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
  const __m256i isDigit = _mm256_cmpeq_epi8(_mm256_min_epu8(digits, _mm256_set1_epi8(9)), digits);
  const __m256i isLetter = _mm256_cmpeq_epi8(_mm256_min_epu8(letters, _mm256_set1_epi8(5)), letters);
  *good = _mm256_and_si256(*good, _mm256_or_si256(isDigit, isLetter));
  return _mm256_blendv_epi8(_mm256_add_epi8(letters, _mm256_set1_epi8(10)), digits, isDigit);
}
LEDGER_AVX2 LEDGER_INLINE int ids_at_avx2(
    const uint8_t *trace, const uint8_t *span, const uint8_t *parent, uint64_t *ids) {
  const __m256i own = _mm256_loadu2_m128i((const __m128i *)parent, (const __m128i *)span);
  __m256i good = _mm256_set1_epi8(-1);
  const __m256i sixteens = _mm256_set1_epi16(0x0110);
  const __m256i first = _mm256_maddubs_epi16(nibbles_avx2(_mm256_loadu_si256((const __m256i *)trace), &good), sixteens);
  const __m256i second = _mm256_maddubs_epi16(nibbles_avx2(own, &good), sixteens);
  if (_mm256_movemask_epi8(good) != -1) return 0;
  _mm256_storeu_si256((__m256i *)ids, _mm256_permute4x64_epi64(_mm256_packus_epi16(first, second), 0xD8));
  swap_ids(ids);
  return 1;
}
LEDGER_AVX512 LEDGER_INLINE int ids_at_avx512(
    const uint8_t *trace, const uint8_t *span, const uint8_t *parent, uint64_t *ids) {
  const __m256i own = _mm256_loadu2_m128i((const __m128i *)parent, (const __m128i *)span);
  const __m512i v = _mm512_inserti64x4(
      _mm512_castsi256_si512(_mm256_loadu_si256((const __m256i *)trace)), own, 1);
  const __m512i digits = _mm512_sub_epi8(v, _mm512_set1_epi8('0'));
  const __m512i letters = _mm512_sub_epi8(_mm512_or_si512(v, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
  const __mmask64 isDigit = _mm512_cmple_epu8_mask(digits, _mm512_set1_epi8(9));
  const __mmask64 isLetter = _mm512_cmple_epu8_mask(letters, _mm512_set1_epi8(5));
  if (~(isDigit | isLetter) != 0) return 0;
  const __m512i nibbles =
      _mm512_mask_blend_epi8(isDigit, _mm512_add_epi8(letters, _mm512_set1_epi8(10)), digits);
  const __m512i pairs = _mm512_maddubs_epi16(nibbles, _mm512_set1_epi16(0x0110));
  _mm256_storeu_si256((__m256i *)ids, _mm512_cvtepi16_epi8(pairs));
  swap_ids(ids);
  return 1;
}

// Two times of nineteen digits: the first sixteen digits of both at once, then the last three.
LEDGER_AVX2 LEDGER_INLINE int times_at_avx2(const uint8_t *p, const uint8_t *q, uint64_t *times) {
  const __m256i v = _mm256_sub_epi8(
      _mm256_loadu2_m128i((const __m128i *)q, (const __m128i *)p), _mm256_set1_epi8('0'));
  const __m256i isDigit = _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(9)), v);
  // The high bytes of the words hold the last three digits, the low ones what was compared with them before.
  const uint64_t lastOfP = word_at(p + 11) ^ 0x3030303030303030u, lastOfQ = word_at(q + 11) ^ 0x3030303030303030u;
  const uint64_t others = (lastOfP + 0x7676767676767676u) | lastOfP | (lastOfQ + 0x7676767676767676u) | lastOfQ;
  if (_mm256_movemask_epi8(isDigit) != -1 || (others & 0x8080808080808080u) != 0) return 0;
  const __m256i pairs = _mm256_maddubs_epi16(v, _mm256_set1_epi16(1 << 8 | 10));
  const __m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi32(1 << 16 | 100));
  const __m256i packed = _mm256_packus_epi32(fours, fours);
  const __m256i eights = _mm256_madd_epi16(packed, _mm256_set1_epi32(1 << 16 | 10000));
  const uint64_t ofP = (uint64_t)_mm256_extract_epi64(eights, 0), ofQ = (uint64_t)_mm256_extract_epi64(eights, 2);
  times[0] = ((ofP & 0xFFFFFFFFu) * 100000000 + (ofP >> 32)) * 1000 + three_digits(lastOfP >> 40);
  times[1] = ((ofQ & 0xFFFFFFFFu) * 100000000 + (ofQ >> 32)) * 1000 + three_digits(lastOfQ >> 40);
  return 1;
}
LEDGER_AVX512 LEDGER_INLINE int times_at_avx512(const uint8_t *p, const uint8_t *q, uint64_t *times) {
  return times_at_avx2(p, q, times);
}
#endif

#endif
