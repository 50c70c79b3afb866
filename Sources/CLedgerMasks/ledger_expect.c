#include "ledger_expect.h"

#include "ledger_levels.h"

// --- Bytes -----------------------------------------------------------------------------------------------------------

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

// --- Values ----------------------------------------------------------------------------------------------------------

// How many decimal digits stand at `p`, 0 for none or more than 18; their number goes to `*number`.
LEDGER_INLINE size_t digits_at(const uint8_t *p, uint64_t *number) {
  const uint64_t word = word_at(p) ^ 0x3030303030303030u;
  // A carry reaches only bytes behind the first one that is no digit.
  const uint64_t others = ((word + 0x7676767676767676u) | word) & 0x8080808080808080u;
  const size_t length = others != 0 ? (size_t)__builtin_ctzll(others) / 8 : 8;
  if (length == 0) return 0;
  const uint64_t digits = word << (64 - 8 * length);
  const uint64_t pairs = ((digits * (10 << 8 | 1)) >> 8) & 0x00FF00FF00FF00FFu;
  const uint64_t fours = ((pairs * (100 << 16 | 1)) >> 16) & 0x0000FFFF0000FFFFu;
  uint64_t value = (fours * (10000ull << 32 | 1)) >> 32;
  size_t at = length;
  if (length == 8) {
    for (; p[at] - 0x30u <= 9; at++) {
      if (at == 18) return 0;
      value = value * 10 + (p[at] - 0x30u);
    }
  }
  *number = value;
  return at;
}

// How many characters a decimal number without exponent takes at `p`, 0 where there is none or where its digits make no
// whole number that a double holds exactly. Powers of ten up to 10^22 are exact, so one division rounds it right.
LEDGER_INLINE size_t number_at(const uint8_t *p, double *number) {
  const size_t first = p[0] == 0x2D;
  size_t at = first;
  uint64_t mantissa = 0;
  double divisor = 1;
  int isFraction = 0;
  // Seventeen characters hold sixteen digits at most beside the point.
  for (; at - first <= 17; at++) {
    const unsigned digit = p[at] - 0x30u;
    if (digit <= 9) {
      mantissa = mantissa * 10 + digit;
      if (isFraction) divisor *= 10;
    } else if (p[at] == 0x2E && !isFraction && at > first) {
      isFraction = 1;
    } else {
      break;
    }
  }
  if (at == first || at - first > 17 || mantissa > 1ull << 53) return 0;
  const double value = (double)mantissa / divisor;
  *number = first ? -value : value;
  return at;
}

// How many characters of a number stand at `p`, for a number that nobody wants.
LEDGER_INLINE size_t number_length_at(const uint8_t *p) {
  size_t at = 0;
  while (at < 32 && (p[at] - 0x30u <= 9 || p[at] == 0x2E || p[at] == 0x2D || p[at] == 0x2B || (p[at] | 0x20) == 0x65)) at++;
  return at;
}

// Where a value ends that is no text; 0 where it is not as expected.
static size_t plain_value_end(const uint8_t *text, size_t at, int kind, int isWanted, uint64_t *bits) {
  size_t length = 0;
  if (kind == LEDGER_EXPECT_DIGITS) {
    length = digits_at(text + at, bits);
  } else if (kind == LEDGER_EXPECT_NUMBER) {
    double number = 0;
    length = isWanted ? number_at(text + at, &number) : number_length_at(text + at);
    memcpy(bits, &number, 8);
  } else if (kind == LEDGER_EXPECT_TRUTH) {
    const uint64_t word = word_at(text + at);
    *bits = (word & 0xFFFFFFFFu) == 0x65757274u;                                          // true
    length = *bits ? 4 : (word & 0xFFFFFFFFFFu) == 0x65736C6166u ? 5 : 0;  // false
  }
  return length == 0 ? 0 : at + length;
}

// --- The walk --------------------------------------------------------------------------------------------------------

// Puts the follower in place `which` before the others.
static void prefer(uint16_t *next, int which) {
  const uint16_t row = next[which];
  for (; which > 0; which--) next[which] = next[which - 1];
  next[0] = row;
}

// What all steps of a walk need.
typedef struct {
  const uint8_t *text, *pool;
  size_t count;
  ledger_expectation *rows;
  int level, wants_all;
} ledger_ground;

// Whether the closing of a row stands at `at`, all of it inside the text.
LEDGER_INLINE int closes(const ledger_ground *ground, const ledger_expectation *expected, size_t at) {
  return at + expected->closing_length <= ground->count
      && (word_at(ground->text + at) ^ expected->closing) << (64 - 8 * expected->closing_length) == 0;
}

// Row 0 is never expected.
enum { NO_ROW = 0 };

// The row that the element at `start` is one of, behind another row: any of those that followed it before. Fills in what
// is found but for the row, unless the value is of another kind.
static uint32_t likely_row(const ledger_ground *ground, uint32_t row, size_t start, ledger_found *found) {
  uint16_t *next = ground->rows[row].next;
  for (int which = 0; which < LEDGER_EXPECT_FOLLOWERS && next[which] != NO_ROW; which++) {
    const uint16_t likely = next[which];
    const ledger_expectation *expected = ground->rows + likely;
    const uint8_t *opening = ground->pool + expected->opening;
    const size_t value = start + expected->opening_length;
    if (value > ground->count || memcmp(ground->text + start, opening, expected->opening_length) != 0) continue;
    if (expected->value != LEDGER_EXPECT_OTHER) {
      const int isWanted = expected->is_wanted || ground->wants_all;
      size_t end;
      if (expected->value == LEDGER_EXPECT_TEXT) {
        int escapes = 0;
        end = value + ledger_string_end_at(ground->level, ground->text + value, ground->count - value, &escapes);
        found->is_escaped = escapes != 0;
        found->is_ascii = 0;
      } else {
        end = plain_value_end(ground->text, value, expected->value, isWanted, &found->bits);
      }
      if (end == 0 || !closes(ground, expected, end)) continue;
      found->value = value;
      found->value_end = end;
    }
    if (which > 0) prefer(next, which);
    return likely;
  }
  return NO_ROW;
}

#define LEVEL scalar
#define LEVEL_ATTRIBUTE
#include "ledger_expect_walk.h"

#define LEVEL base
#define LEVEL_ATTRIBUTE
#include "ledger_expect_walk.h"

#if LEDGER_MASKS_SSE2
#define LEVEL avx2
#define LEVEL_ATTRIBUTE LEDGER_AVX2
#include "ledger_expect_walk.h"

#define LEVEL avx512
#define LEVEL_ATTRIBUTE LEDGER_AVX512
#include "ledger_expect_walk.h"
#endif

void ledger_walk_expected(
    int level, const uint8_t *text, size_t count, const uint8_t *pool, ledger_expectation *rows, ledger_walk *walk,
    int wants_all, ledger_found *found, size_t room) {
  const ledger_ground ground = {text, pool, count, rows, level, wants_all};
  switch (level) {
    case LEDGER_LEVEL_SCALAR: walk_scalar(&ground, walk, found, room); return;
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: walk_avx2(&ground, walk, found, room); return;
    case LEDGER_LEVEL_AVX512: walk_avx512(&ground, walk, found, room); return;
#endif
    default: walk_base(&ground, walk, found, room); return;
  }
}
