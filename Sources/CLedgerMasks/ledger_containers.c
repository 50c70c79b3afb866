#include "ledger_containers.h"

#include "ledger_levels.h"

// What stands where among 64 bytes: a bit for each.
typedef struct {
  uint64_t quotes, backslashes;
  uint64_t opens, closes;  // brackets and braces
  uint64_t braces;         // tells the braces among them
} structure;

LEDGER_INLINE uint64_t bits(uint64_t mask) { return (uint64_t)__builtin_popcountll(mask); }

// For each bit, the parity of the bits up to and including it: ones from an opening quote up to its closing one.
LEDGER_INLINE uint64_t parity_base(uint64_t mask) {
  for (int shift = 1; shift < 64; shift *= 2) mask ^= mask << shift;
  return mask;
}

LEDGER_INLINE structure structure_base(const uint8_t *p) {
  structure found = {0, 0, 0, 0, 0};
  for (int half = 0; half < 64; half += 32) {
    const uint8_t *q = p + half;
    found.quotes |= (uint64_t)ledger_mask32_either(q, '"', '"') << half;
    found.backslashes |= (uint64_t)ledger_mask32_either(q, '\\', '\\') << half;
    found.opens |= (uint64_t)ledger_mask32_either(q, '[', '{') << half;
    found.closes |= (uint64_t)ledger_mask32_either(q, ']', '}') << half;
    found.braces |= (uint64_t)ledger_mask32_either(q, '{', '}') << half;
  }
  return found;
}

LEDGER_INLINE structure structure_scalar(const uint8_t *p) {
  structure found = {mask_scalar(p, '"'), mask_scalar(p, '\\'), 0, 0, mask_scalar(p, '{') | mask_scalar(p, '}')};
  found.opens = mask_scalar(p, '[') | mask_scalar(p, '{');
  found.closes = mask_scalar(p, ']') | mask_scalar(p, '}');
  return found;
}

// Where the count of what is open comes to nothing, among 64 bytes that open and close so: the bit of that closing, 64
// where there is none. `depth` are open before, at least one.
LEDGER_INLINE unsigned first_zero(uint64_t opens, uint64_t closes, uint64_t depth) {
  for (;;) {
    // So many closings bring it to nothing, unless something opens before the last one of them.
    for (uint64_t closed = 1; closed < depth && closes != 0; closed++) closes &= closes - 1;
    if (closes == 0) return 64;
    const unsigned place = (unsigned)__builtin_ctzll(closes);
    const uint64_t before = (1ull << place) - 1;
    depth = bits(opens & before);
    if (depth == 0) return place;
    opens &= ~before;
    closes &= closes - 1;
  }
}

// One loop for all instruction sets. A branch is taken for each 64 bytes, not for each bracket: most of them cannot hold the
// end, because fewer close than are open.
#define LEDGER_CONTAINER_END(STRUCTURE, PARITY)                                                            \
  const int is_list = *p == '[';                                                                           \
  uint64_t escaped_first = 0, inside_first = 0;                                                            \
  uint64_t own = 1, other = 0; /* how many of its own kind are open, the container first, and of the other */ \
  uint64_t counted = ~1ull;                                                                                \
  for (size_t at = 0; at < count; at += 64) {                                                              \
    const structure here = STRUCTURE(p + at);                                                              \
    const uint64_t escaped = escaped_bytes(here.backslashes, escaped_first);                               \
    escaped_first = escapes_next(here.backslashes, escaped_first);                                         \
    const uint64_t inside = PARITY(here.quotes & ~escaped) ^ (0 - inside_first);                           \
    inside_first = inside >> 63;                                                                           \
    if (count - at < 64) counted &= (1ull << (count - at)) - 1;                                            \
    const uint64_t opens = here.opens & ~inside & counted, closes = here.closes & ~inside & counted;       \
    counted = ~0ull;                                                                                       \
    const uint64_t kind = is_list ? ~here.braces : here.braces;                                            \
    const uint64_t own_opens = opens & kind, own_closes = closes & kind;                                   \
    const uint64_t other_opens = opens & ~kind, other_closes = closes & ~kind;                             \
    if (bits(own_closes) >= own || bits(other_closes) > other) {                                           \
      const unsigned end = first_zero(own_opens, own_closes, own);                                         \
      const unsigned below = first_zero(other_opens, other_closes, other + 1);                             \
      if (end < 64 || below < 64) {                                                                        \
        const uint64_t before = (1ull << (end & 63)) - 1;                                                  \
        if (end < below && other + bits(other_opens & before) == bits(other_closes & before)) {            \
          return at + end + 1;                                                                             \
        }                                                                                                  \
        *uneven = at + (end < below ? end : below);                                                        \
        return 0;                                                                                          \
      }                                                                                                    \
    }                                                                                                      \
    own += bits(own_opens) - bits(own_closes);                                                             \
    other += bits(other_opens) - bits(other_closes);                                                       \
  }                                                                                                        \
  *uneven = count;                                                                                         \
  return 0;

static size_t container_end_scalar(const uint8_t *p, size_t count, size_t *uneven) {
  LEDGER_CONTAINER_END(structure_scalar, parity_base)
}
static size_t container_end_base(const uint8_t *p, size_t count, size_t *uneven) {
  LEDGER_CONTAINER_END(structure_base, parity_base)
}

#if LEDGER_MASKS_SSE2
LEDGER_AVX2 LEDGER_INLINE uint64_t parity_carryless(uint64_t mask) {
  // The product with ones everywhere, added without carry.
  return (uint64_t)_mm_cvtsi128_si64(
      _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)mask), _mm_set1_epi8((char)0xFF), 0));
}

LEDGER_AVX2 LEDGER_INLINE structure structure_avx2(const uint8_t *p) {
  const __m256i fold = _mm256_set1_epi8(0x20);
  structure found = {mask_avx2(p, '"'), mask_avx2(p, '\\'), 0, 0, 0};
  for (int half = 0; half < 64; half += 32) {
    // [ 5B, ] 5D, { 7B, } 7D: bit 5 tells braces from brackets, and without it there are two bytes to look for.
    const __m256i v = _mm256_loadu_si256((const __m256i *)(p + half)), folded = _mm256_or_si256(v, fold);
    found.opens |=
        (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(folded, _mm256_set1_epi8('{'))) << half;
    found.closes |=
        (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(folded, _mm256_set1_epi8('}'))) << half;
    found.braces |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(v, 2)) << half;
  }
  return found;
}

LEDGER_AVX512 LEDGER_INLINE structure structure_avx512(const uint8_t *p) {
  const __m512i v = _mm512_loadu_si512((const void *)p), fold = _mm512_set1_epi8(0x20);
  const __m512i folded = _mm512_or_si512(v, fold);
  return (structure){
      _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')), _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\\')),
      _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{')), _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}')),
      _mm512_test_epi8_mask(v, fold)};
}

LEDGER_AVX2 static size_t container_end_avx2(const uint8_t *p, size_t count, size_t *uneven) {
  LEDGER_CONTAINER_END(structure_avx2, parity_carryless)
}
LEDGER_AVX512 static size_t container_end_avx512(const uint8_t *p, size_t count, size_t *uneven) {
  LEDGER_CONTAINER_END(structure_avx512, parity_carryless)
}
#endif

size_t ledger_container_end_at(int level, const uint8_t *p, size_t count, size_t *uneven) {
  switch (level) {
    case LEDGER_LEVEL_SCALAR: return container_end_scalar(p, count, uneven);
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: return container_end_avx2(p, count, uneven);
    case LEDGER_LEVEL_AVX512: return container_end_avx512(p, count, uneven);
#endif
    default: return container_end_base(p, count, uneven);
  }
}

size_t ledger_container_end(const uint8_t *p, size_t count, size_t *uneven) {
  return ledger_container_end_at(ledger_level(), p, count, uneven);
}
