#include "ledger_columns.h"

#include "ledger_levels.h"

// --- Places of buckets -----------------------------------------------------------------------------------------------

// Below 2^52 - 1 a double is made by putting the integer into the mantissa of 2^52 and subtracting that: exactly what
// the conversion gives, in instructions that every vector unit has. Plain loops: the compiler makes vectors of them.
#define LEDGER_PLACES(NAME, CODE, ATTRIBUTE, LOOP)                                                            \
  ATTRIBUTE static void NAME(                                                                                 \
      const int64_t *restrict values, const CODE *restrict codes, size_t count, uint32_t *restrict places,    \
      int64_t *value_bits, uint32_t *slot_bits) {                                                             \
    int64_t all = 0;                                                                                          \
    uint32_t slots = 0;                                                                                       \
    LOOP for (size_t i = 0; i < count; i++) {                                                                 \
      const uint64_t carried = ((uint64_t)values[i] + 1) | 0x4330000000000000u;                               \
      double shifted;                                                                                         \
      memcpy(&shifted, &carried, 8);                                                                          \
      shifted -= 4503599627370496.0;                                                                          \
      uint64_t bits;                                                                                          \
      memcpy(&bits, &shifted, 8);                                                                             \
      const uint32_t slot = (CODE)(codes[i] + 1);                                                             \
      places[i] = slot << 12 | ((uint32_t)(bits >> 46) - (1023u << 6));                                       \
      all |= values[i];                                                                                       \
      slots |= slot;                                                                                          \
    }                                                                                                         \
    *value_bits = all;                                                                                        \
    *slot_bits = slots;                                                                                       \
    if ((uint64_t)all < (1ull << 52) - 1) return;                                                             \
    for (size_t i = 0; i < count; i++) places[i] = (uint32_t)(CODE)(codes[i] + 1) << 12 | ledger_bucket(values[i]); \
  }

#define LEDGER_PLACES_OF_WIDTHS(NAME, ATTRIBUTE, LOOP) \
  LEDGER_PLACES(NAME##_1, uint8_t, ATTRIBUTE, LOOP)    \
  LEDGER_PLACES(NAME##_2, uint16_t, ATTRIBUTE, LOOP)   \
  LEDGER_PLACES(NAME##_4, uint32_t, ATTRIBUTE, LOOP)

LEDGER_PLACES_OF_WIDTHS(places_scalar, , LEDGER_SCALAR_LOOP)
LEDGER_PLACES_OF_WIDTHS(places_base, , LEDGER_VECTOR_LOOP)
#if LEDGER_MASKS_SSE2
LEDGER_PLACES_OF_WIDTHS(places_avx2, LEDGER_AVX2, LEDGER_VECTOR_LOOP)
LEDGER_PLACES_OF_WIDTHS(places_avx512, LEDGER_AVX512, LEDGER_VECTOR_LOOP)
#endif

#define LEDGER_BY_WIDTH(NAME)                                                        \
  switch (code_width) {                                                              \
    case 1: NAME##_1(values, codes, count, places, value_bits, slot_bits); return;   \
    case 2: NAME##_2(values, codes, count, places, value_bits, slot_bits); return;   \
    default: NAME##_4(values, codes, count, places, value_bits, slot_bits); return;  \
  }

// Asks for the block behind this one, most likely the next: memory then works while the caller counts. Nothing depends on
// that block being there, because asking ahead never fails.
LEDGER_INLINE void ask_ahead(const int64_t *values, size_t count) {
  const char *next = (const char *)((uintptr_t)values + 8 * count);
  for (size_t byte = 0; byte < 8 * count; byte += 64) __builtin_prefetch((const void *)((uintptr_t)next + byte), 0, 3);
}

void ledger_bucket_places(
    int level, const int64_t *values, const void *codes, size_t code_width, size_t count, uint32_t *places,
    int64_t *value_bits, uint32_t *slot_bits) {
  ask_ahead(values, count);
  switch (level) {
    case LEDGER_LEVEL_SCALAR: LEDGER_BY_WIDTH(places_scalar)
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: LEDGER_BY_WIDTH(places_avx2)
    case LEDGER_LEVEL_AVX512: LEDGER_BY_WIDTH(places_avx512)
#endif
    default: LEDGER_BY_WIDTH(places_base)
  }
}

// --- Rows of wanted buckets ------------------------------------------------------------------------------------------

// Every row is copied; only a wanted one moves the end on, so that no branch depends on the data.
static size_t wanted_scalar(
    const int64_t *values, const uint32_t *places, size_t count, const uint32_t *wanted, uint32_t *found_places,
    int64_t *found_values) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    const uint32_t place = places[i];
    found_places[found] = place;
    found_values[found] = values[i];
    found += wanted[place >> 5] >> (place & 31) & 1;
  }
  return found;
}

#if LEDGER_MASKS_SSE2
LEDGER_AVX512 static size_t wanted_avx512(
    const int64_t *values, const uint32_t *places, size_t count, const uint32_t *wanted, uint32_t *found_places,
    int64_t *found_values) {
  size_t found = 0, i = 0;
  const __m512i one = _mm512_set1_epi32(1), low = _mm512_set1_epi32(31);
  for (; i + 16 <= count; i += 16) {
    const __m512i place = _mm512_loadu_si512(places + i);
    const __m512i word = _mm512_i32gather_epi32(_mm512_srli_epi32(place, 5), wanted, 4);
    const __mmask16 hits = _mm512_test_epi32_mask(word, _mm512_sllv_epi32(one, _mm512_and_si512(place, low)));
    if (hits == 0) continue;
    const __mmask8 first = (__mmask8)hits, second = (__mmask8)(hits >> 8);
    const size_t ahead = (size_t)__builtin_popcount(first), both = (size_t)__builtin_popcount(hits);
    // Compressed in the register and stored whole, which is faster than storing compressed; there is room, because no
    // more rows are found than were looked at.
    _mm512_storeu_si512(found_places + found, _mm512_maskz_compress_epi32(hits, place));
    _mm512_storeu_si512(found_values + found, _mm512_maskz_compress_epi64(first, _mm512_loadu_si512(values + i)));
    _mm512_storeu_si512(
        found_values + found + ahead, _mm512_maskz_compress_epi64(second, _mm512_loadu_si512(values + i + 8)));
    found += both;
  }
  return found + wanted_scalar(values + i, places + i, count - i, wanted, found_places + found, found_values + found);
}
#endif

size_t ledger_wanted_rows(
    int level, const int64_t *values, const uint32_t *places, size_t count, const uint32_t *wanted,
    uint32_t *found_places, int64_t *found_values) {
#if LEDGER_MASKS_SSE2
  if (level == LEDGER_LEVEL_AVX512) {
    return wanted_avx512(values, places, count, wanted, found_places, found_values);
  }
#endif
  (void)level;
  return wanted_scalar(values, places, count, wanted, found_places, found_values);
}

// --- Buckets of one group --------------------------------------------------------------------------------------------

// As the places above, without a slot.
#define LEDGER_BUCKETS(NAME, ATTRIBUTE, LOOP)                                                            \
  ATTRIBUTE static void NAME(                                                                            \
      const int64_t *restrict values, size_t count, uint16_t *restrict buckets, ledger_value_facts *facts) { \
    int64_t least = facts->least, most = facts->most;                                                    \
    uint64_t sum = facts->sum;                                                                           \
    LOOP for (size_t i = 0; i < count; i++) {                                                            \
      const int64_t value = values[i];                                                                   \
      const uint64_t carried = ((uint64_t)value + 1) | 0x4330000000000000u;                              \
      double shifted;                                                                                    \
      memcpy(&shifted, &carried, 8);                                                                     \
      shifted -= 4503599627370496.0;                                                                     \
      uint64_t bits;                                                                                     \
      memcpy(&bits, &shifted, 8);                                                                        \
      buckets[i] = (uint16_t)((bits >> 46) - (1023u << 6));                                              \
      least = value < least ? value : least;                                                             \
      most = value > most ? value : most;                                                                \
      sum += (uint64_t)value;                                                                            \
    }                                                                                                    \
    *facts = (ledger_value_facts){least, most, sum};                                                     \
  }

LEDGER_BUCKETS(buckets_scalar, , LEDGER_SCALAR_LOOP)
#if !LEDGER_MASKS_SSE2
LEDGER_BUCKETS(buckets_base, , LEDGER_VECTOR_LOOP)
#else
// SSE2 does not compare integers of 64 bits: one value after the other is faster.
#define buckets_base buckets_scalar
LEDGER_BUCKETS(buckets_avx2, LEDGER_AVX2, LEDGER_VECTOR_LOOP)

// Copies on the way. Of the last values, those that do not fill a register, the others are masked.
LEDGER_AVX512 LEDGER_INLINE void buckets_avx512(
    const int64_t *values, size_t count, int is_copied, int64_t *copy, uint16_t *buckets, ledger_value_facts *facts) {
  const __m512i one = _mm512_set1_epi64(1), exponent = _mm512_set1_epi64(0x4330000000000000);
  const __m512i first = _mm512_set1_epi64(1023 << 6);
  __m512i least = _mm512_set1_epi64(facts->least), most = _mm512_set1_epi64(facts->most), sum = _mm512_setzero_si512();
  for (size_t i = 0; i < count; i += 8) {
    const __mmask8 kept = count - i < 8 ? (__mmask8)((1u << (count - i)) - 1) : 0xff;
    const __m512i value = _mm512_maskz_loadu_epi64(kept, values + i);
    if (is_copied) _mm512_mask_storeu_epi64(copy + i, kept, value);
    least = _mm512_mask_min_epi64(least, kept, least, value);
    most = _mm512_mask_max_epi64(most, kept, most, value);
    sum = _mm512_add_epi64(sum, value);
    const __m512d carried = _mm512_castsi512_pd(_mm512_or_si512(_mm512_add_epi64(value, one), exponent));
    const __m512i bits = _mm512_castpd_si512(_mm512_sub_pd(carried, _mm512_set1_pd(4503599627370496.0)));
    const __m512i bucket = _mm512_sub_epi64(_mm512_srli_epi64(bits, 46), first);
    _mm_mask_storeu_epi16(buckets + i, kept, _mm512_cvtepi64_epi16(bucket));
  }
  facts->least = _mm512_reduce_min_epi64(least);
  facts->most = _mm512_reduce_max_epi64(most);
  facts->sum += (uint64_t)_mm512_reduce_add_epi64(sum);
}

LEDGER_AVX512 static void buckets_copied_avx512(
    const int64_t *values, size_t count, int64_t *copy, uint16_t *buckets, ledger_value_facts *facts) {
  buckets_avx512(values, count, 1, copy, buckets, facts);
}

LEDGER_AVX512 static void buckets_alone_avx512(
    const int64_t *values, size_t count, uint16_t *buckets, ledger_value_facts *facts) {
  buckets_avx512(values, count, 0, NULL, buckets, facts);
}
#endif

void ledger_buckets(
    int level, const int64_t *values, size_t count, int64_t *copy, uint16_t *buckets, ledger_value_facts *facts) {
#if LEDGER_MASKS_SSE2
  if (level == LEDGER_LEVEL_AVX512) {
    if (copy != NULL) {
      buckets_copied_avx512(values, count, copy, buckets, facts);
    } else {
      buckets_alone_avx512(values, count, buckets, facts);
    }
  } else
#endif
  {
    if (copy != NULL) memcpy(copy, values, 8 * count);
    switch (level) {
      case LEDGER_LEVEL_SCALAR: buckets_scalar(values, count, buckets, facts); break;
#if LEDGER_MASKS_SSE2
      case LEDGER_LEVEL_AVX2: buckets_avx2(values, count, buckets, facts); break;
#endif
      default: buckets_base(values, count, buckets, facts); break;
    }
  }
  if (facts->most < (1ll << 52) - 1) return;
  for (size_t i = 0; i < count; i++) buckets[i] = (uint16_t)ledger_bucket(values[i]);
}

static size_t values_of_buckets_scalar(
    const int64_t *values, const uint16_t *buckets, size_t count, const uint32_t *wanted, int64_t *found) {
  size_t end = 0;
  for (size_t i = 0; i < count; i++) {
    const uint32_t bucket = buckets[i] & 4095u;
    found[end] = values[i];
    end += wanted[bucket >> 5] >> (bucket & 31) & 1;
  }
  return end;
}

#if LEDGER_MASKS_SSE2
// The 4096 bits fit eight registers, in which 16 of them are looked up for each bucket.
LEDGER_AVX512 static size_t values_of_buckets_avx512(
    const int64_t *values, const uint16_t *buckets, size_t count, const uint32_t *wanted, int64_t *found) {
  __m512i table[8];
  for (int n = 0; n < 8; n++) table[n] = _mm512_loadu_si512(wanted + 16 * n);
  const __m512i one = _mm512_set1_epi16(1), low = _mm512_set1_epi16(15);
  const __m512i odd = _mm512_set1_epi16(1 << 10), upper = _mm512_set1_epi16(1 << 11);
  size_t end = 0, i = 0;
  for (; i + 32 <= count; i += 32) {
    const __m512i bucket = _mm512_loadu_si512(buckets + i);
    const __m512i place = _mm512_srli_epi16(bucket, 4);
    const __mmask32 is_odd = _mm512_test_epi16_mask(bucket, odd), is_upper = _mm512_test_epi16_mask(bucket, upper);
    // Of a place, six bits choose in two registers.
    __m512i quarter[4];
    for (int n = 0; n < 4; n++) quarter[n] = _mm512_permutex2var_epi16(table[2 * n], place, table[2 * n + 1]);
    const __m512i word = _mm512_mask_blend_epi16(
        is_upper, _mm512_mask_blend_epi16(is_odd, quarter[0], quarter[1]),
        _mm512_mask_blend_epi16(is_odd, quarter[2], quarter[3]));
    const uint32_t hits =
        _mm512_test_epi16_mask(word, _mm512_sllv_epi16(one, _mm512_and_si512(bucket, low)));
    // Stored whole, as above.
    for (int n = 0; n < 4; n++) {
      const __mmask8 some = (__mmask8)(hits >> (8 * n));
      _mm512_storeu_si512(found + end, _mm512_maskz_compress_epi64(some, _mm512_loadu_si512(values + i + 8 * n)));
      end += (size_t)__builtin_popcount(some);
    }
  }
  return end + values_of_buckets_scalar(values + i, buckets + i, count - i, wanted, found + end);
}
#endif

size_t ledger_values_of_buckets(
    int level, const int64_t *values, const uint16_t *buckets, size_t count, const uint32_t *wanted, int64_t *found) {
#if LEDGER_MASKS_SSE2
  if (level == LEDGER_LEVEL_AVX512) return values_of_buckets_avx512(values, buckets, count, wanted, found);
#endif
  (void)level;
  return values_of_buckets_scalar(values, buckets, count, wanted, found);
}

// --- Known values ----------------------------------------------------------------------------------------------------

#define LEDGER_KNOWN(NAME, ATTRIBUTE, LOOP)                                                                  \
  ATTRIBUTE static void NAME(                                                                                \
      const int64_t *restrict stored, const uint32_t *restrict codes, size_t count, int64_t *restrict values, \
      uint32_t *restrict known) {                                                                            \
    LOOP for (size_t i = 0; i < count; i++) {                                                                \
      values[i] = stored[i] == INT64_MIN ? 0 : stored[i];                                                    \
      known[i] = stored[i] == 0 ? UINT32_MAX : codes[i];                                                     \
    }                                                                                                        \
  }

LEDGER_KNOWN(known_scalar, , LEDGER_SCALAR_LOOP)
#if !LEDGER_MASKS_SSE2
LEDGER_KNOWN(known_base, , LEDGER_VECTOR_LOOP)
#else
// SSE2 does not compare integers of 64 bits, as above.
#define known_base known_scalar
LEDGER_KNOWN(known_avx2, LEDGER_AVX2, LEDGER_VECTOR_LOOP)
LEDGER_KNOWN(known_avx512, LEDGER_AVX512, LEDGER_VECTOR_LOOP)
#endif

void ledger_known_values(
    int level, const int64_t *stored, const uint32_t *codes, size_t count, int64_t *values, uint32_t *known) {
  switch (level) {
    case LEDGER_LEVEL_SCALAR: known_scalar(stored, codes, count, values, known); return;
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: known_avx2(stored, codes, count, values, known); return;
    case LEDGER_LEVEL_AVX512: known_avx512(stored, codes, count, values, known); return;
#endif
    default: known_base(stored, codes, count, values, known); return;
  }
}

// --- Compares --------------------------------------------------------------------------------------------------------

// In low...high: one unsigned compare of the distance from low.
LEDGER_INLINE uint64_t range_word(const int64_t *values, size_t count, uint64_t low, uint64_t width) {
  uint64_t word = 0;
  for (size_t i = 0; i < count; i++) word |= (uint64_t)((uint64_t)values[i] - low <= width) << i;
  return word;
}

#define LEDGER_RANGE(NAME, ATTRIBUTE, WORD)                                                                 \
  ATTRIBUTE static void NAME(const int64_t *values, size_t count, uint64_t low, uint64_t width, uint64_t *words) { \
    size_t i = 0;                                                                                           \
    for (; i + 64 <= count; i += 64) words[i >> 6] = WORD(values + i, 64, low, width);                      \
    if (i < count) words[i >> 6] = range_word(values + i, count - i, low, width);                           \
  }

LEDGER_RANGE(range_scalar, , range_word)

#if LEDGER_MASKS_SSE2
LEDGER_AVX2 LEDGER_INLINE uint64_t range_word_avx2(const int64_t *values, size_t count, uint64_t low, uint64_t width) {
  (void)count;
  // Signed compares only: with the sign bit turned they order unsigned numbers.
  const __m256i base = _mm256_set1_epi64x((int64_t)(low ^ 0x8000000000000000u));
  const __m256i limit = _mm256_set1_epi64x((int64_t)(width ^ 0x8000000000000000u));
  uint64_t outside = 0;
  for (int i = 0; i < 16; i++) {
    const __m256i distance = _mm256_sub_epi64(_mm256_loadu_si256((const __m256i *)(values + 4 * i)), base);
    outside |= (uint64_t)(uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(distance, limit))) << (4 * i);
  }
  return ~outside;
}

LEDGER_AVX512 LEDGER_INLINE uint64_t range_word_avx512(
    const int64_t *values, size_t count, uint64_t low, uint64_t width) {
  (void)count;
  const __m512i base = _mm512_set1_epi64((int64_t)low), limit = _mm512_set1_epi64((int64_t)width);
  uint64_t word = 0;
  for (int i = 0; i < 8; i++) {
    const __m512i distance = _mm512_sub_epi64(_mm512_loadu_si512(values + 8 * i), base);
    word |= (uint64_t)_mm512_cmple_epu64_mask(distance, limit) << (8 * i);
  }
  return word;
}

LEDGER_RANGE(range_avx2, LEDGER_AVX2, range_word_avx2)
LEDGER_RANGE(range_avx512, LEDGER_AVX512, range_word_avx512)
#elif LEDGER_MASKS_NEON
LEDGER_INLINE uint64_t range_word_neon(const int64_t *values, size_t count, uint64_t low, uint64_t width) {
  (void)count;
  const uint64x2_t base = vdupq_n_u64(low), limit = vdupq_n_u64(width);
  uint64_t word = 0;
  for (int i = 0; i < 8; i++) {
    // Eight lanes of all ones or zeros, narrowed to bytes, then one bit of each.
    uint64x2_t hits[4];
    for (int pair = 0; pair < 4; pair++) {
      hits[pair] = vcleq_u64(vsubq_u64(vreinterpretq_u64_s64(vld1q_s64(values + 8 * i + 2 * pair)), base), limit);
    }
    const uint32x4_t left = vcombine_u32(vmovn_u64(hits[0]), vmovn_u64(hits[1]));
    const uint32x4_t right = vcombine_u32(vmovn_u64(hits[2]), vmovn_u64(hits[3]));
    const uint8x8_t bytes = vmovn_u16(vcombine_u16(vmovn_u32(left), vmovn_u32(right)));
    const uint8x8_t weights = {1, 2, 4, 8, 16, 32, 64, 128};
    word |= (uint64_t)vaddv_u8(vand_u8(bytes, weights)) << (8 * i);
  }
  return word;
}

LEDGER_RANGE(range_neon, , range_word_neon)
#endif

void ledger_range_bits(int level, const int64_t *values, size_t count, int64_t low, int64_t high, uint64_t *words) {
  if (low > high) {
    for (size_t word = 0; word < (count + 63) / 64; word++) words[word] = 0;
    return;
  }
  const uint64_t width = (uint64_t)high - (uint64_t)low;
  switch (level) {
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: range_avx2(values, count, (uint64_t)low, width, words); return;
    case LEDGER_LEVEL_AVX512: range_avx512(values, count, (uint64_t)low, width, words); return;
#elif LEDGER_MASKS_NEON
    case LEDGER_LEVEL_BASE: range_neon(values, count, (uint64_t)low, width, words); return;
#endif
    default: range_scalar(values, count, (uint64_t)low, width, words); return;
  }
}

#define LEDGER_EQUAL_WORD(CODE)                                                                               \
  LEDGER_INLINE uint64_t equal_word_##CODE(const CODE *codes, size_t count, CODE code) {                      \
    uint64_t word = 0;                                                                                        \
    for (size_t i = 0; i < count; i++) word |= (uint64_t)(codes[i] == code) << i;                             \
    return word;                                                                                              \
  }
LEDGER_EQUAL_WORD(uint8_t)
LEDGER_EQUAL_WORD(uint16_t)
LEDGER_EQUAL_WORD(uint32_t)

#define LEDGER_EQUAL(NAME, ATTRIBUTE, CODE, WORD)                                                      \
  ATTRIBUTE static void NAME(const CODE *codes, size_t count, CODE code, uint64_t *words) {            \
    size_t i = 0;                                                                                      \
    for (; i + 64 <= count; i += 64) words[i >> 6] = WORD(codes + i, 64, code);                        \
    if (i < count) words[i >> 6] = equal_word_##CODE(codes + i, count - i, code);                      \
  }

LEDGER_EQUAL(equal_scalar_1, , uint8_t, equal_word_uint8_t)
LEDGER_EQUAL(equal_scalar_2, , uint16_t, equal_word_uint16_t)
LEDGER_EQUAL(equal_scalar_4, , uint32_t, equal_word_uint32_t)

LEDGER_INLINE uint64_t equal_word_base_1(const uint8_t *codes, size_t count, uint8_t code) {
  (void)count;
  return ledger_mask32_either(codes, code, code) | (uint64_t)ledger_mask32_either(codes + 32, code, code) << 32;
}
LEDGER_EQUAL(equal_base_1, , uint8_t, equal_word_base_1)

#if LEDGER_MASKS_SSE2
LEDGER_INLINE uint64_t equal_word_base_2(const uint16_t *codes, size_t count, uint16_t code) {
  (void)count;
  const __m128i wanted = _mm_set1_epi16((int16_t)code);
  uint64_t word = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i low = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)(codes + 16 * i)), wanted);
    const __m128i high = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)(codes + 16 * i + 8)), wanted);
    word |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_packs_epi16(low, high)) << (16 * i);
  }
  return word;
}
LEDGER_INLINE uint64_t equal_word_base_4(const uint32_t *codes, size_t count, uint32_t code) {
  (void)count;
  const __m128i wanted = _mm_set1_epi32((int32_t)code);
  uint64_t word = 0;
  for (int i = 0; i < 16; i++) {
    const __m128i hits = _mm_cmpeq_epi32(_mm_loadu_si128((const __m128i *)(codes + 4 * i)), wanted);
    word |= (uint64_t)(uint32_t)_mm_movemask_ps(_mm_castsi128_ps(hits)) << (4 * i);
  }
  return word;
}
LEDGER_EQUAL(equal_base_2, , uint16_t, equal_word_base_2)
LEDGER_EQUAL(equal_base_4, , uint32_t, equal_word_base_4)

LEDGER_AVX512 LEDGER_INLINE uint64_t equal_word_avx512_1(const uint8_t *codes, size_t count, uint8_t code) {
  (void)count;
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(codes), _mm512_set1_epi8((char)code));
}
LEDGER_AVX512 LEDGER_INLINE uint64_t equal_word_avx512_2(const uint16_t *codes, size_t count, uint16_t code) {
  (void)count;
  const __m512i wanted = _mm512_set1_epi16((int16_t)code);
  return (uint64_t)_mm512_cmpeq_epi16_mask(_mm512_loadu_si512(codes), wanted)
       | (uint64_t)_mm512_cmpeq_epi16_mask(_mm512_loadu_si512(codes + 32), wanted) << 32;
}
LEDGER_AVX512 LEDGER_INLINE uint64_t equal_word_avx512_4(const uint32_t *codes, size_t count, uint32_t code) {
  (void)count;
  const __m512i wanted = _mm512_set1_epi32((int32_t)code);
  uint64_t word = 0;
  for (int i = 0; i < 4; i++) {
    word |= (uint64_t)_mm512_cmpeq_epi32_mask(_mm512_loadu_si512(codes + 16 * i), wanted) << (16 * i);
  }
  return word;
}
LEDGER_EQUAL(equal_avx512_1, LEDGER_AVX512, uint8_t, equal_word_avx512_1)
LEDGER_EQUAL(equal_avx512_2, LEDGER_AVX512, uint16_t, equal_word_avx512_2)
LEDGER_EQUAL(equal_avx512_4, LEDGER_AVX512, uint32_t, equal_word_avx512_4)
#endif

void ledger_equal_bits(int level, const void *codes, size_t code_width, size_t count, uint32_t code, uint64_t *words) {
  if (code_width < 4 && code >> (8 * code_width) != 0) {
    for (size_t word = 0; word < (count + 63) / 64; word++) words[word] = 0;
    return;
  }
  const int is_vector = level != LEDGER_LEVEL_SCALAR;
#if LEDGER_MASKS_SSE2
  // AVX2 has nothing over SSE2 here that shows beside reading the codes.
  if (level == LEDGER_LEVEL_AVX512) {
    switch (code_width) {
      case 1: equal_avx512_1(codes, count, (uint8_t)code, words); return;
      case 2: equal_avx512_2(codes, count, (uint16_t)code, words); return;
      default: equal_avx512_4(codes, count, code, words); return;
    }
  }
  if (is_vector && code_width == 2) return equal_base_2(codes, count, (uint16_t)code, words);
  if (is_vector && code_width == 4) return equal_base_4(codes, count, code, words);
#endif
  switch (code_width) {
    case 1:
      if (is_vector) equal_base_1(codes, count, (uint8_t)code, words);
      else equal_scalar_1(codes, count, (uint8_t)code, words);
      return;
    case 2: equal_scalar_2(codes, count, (uint16_t)code, words); return;
    default: equal_scalar_4(codes, count, code, words); return;
  }
}

// --- Selected values -------------------------------------------------------------------------------------------------

static size_t select_scalar(const int64_t *values, size_t count, const uint64_t *words, int64_t *selected) {
  size_t found = 0;
  for (size_t i = 0; i < count; i += 64) {
    uint64_t word = words[i >> 6];
    if (count - i < 64) word &= (1ull << (count - i)) - 1;
    while (word != 0) {
      selected[found++] = values[i + (size_t)__builtin_ctzll(word)];
      word &= word - 1;
    }
  }
  return found;
}

#if LEDGER_MASKS_SSE2
LEDGER_AVX512 static size_t select_avx512(const int64_t *values, size_t count, const uint64_t *words, int64_t *selected) {
  size_t found = 0, i = 0;
  for (; i + 64 <= count; i += 64) {
    const uint64_t word = words[i >> 6];
    if (word == 0) continue;
    for (int lane = 0; lane < 8; lane++) {
      const __mmask8 mask = (__mmask8)(word >> (8 * lane));
      const int ahead = __builtin_popcount(mask);
      const __m512i kept = _mm512_maskz_compress_epi64(mask, _mm512_loadu_si512(values + i + 8 * lane));
      _mm512_mask_storeu_epi64(selected + found, (__mmask8)((1u << ahead) - 1), kept);
      found += (size_t)ahead;
    }
  }
  return found + select_scalar(values + i, count - i, words + (i >> 6), selected + found);
}
#endif

size_t ledger_select_values(
    int level, const int64_t *values, size_t count, const uint64_t *words, int64_t *selected) {
#if LEDGER_MASKS_SSE2
  if (level == LEDGER_LEVEL_AVX512) return select_avx512(values, count, words, selected);
#endif
  (void)level;
  return select_scalar(values, count, words, selected);
}
