#include "ledger_expect.h"

#include "ledger_bytes.h"
#include "ledger_span_fields.h"

// --- Values ----------------------------------------------------------------------------------------------------------

// How many decimal digits stand at `p`, 0 for none or more than 18; their number goes to `*number`.
LEDGER_INLINE size_t digits_at(const uint8_t *p, uint64_t *number) {
  const uint64_t word = word_at(p) ^ 0x3030303030303030u;
  // A carry reaches only bytes behind the first one that is no digit.
  const uint64_t others = ((word + 0x7676767676767676u) | word) & 0x8080808080808080u;
  const size_t length = others != 0 ? (size_t)__builtin_ctzll(others) / 8 : 8;
  if (length == 0) return 0;
  uint64_t value = eight_digits(word << (64 - 8 * length));
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

// Whether the closing of a row stands at `at`, all of it inside the text.
LEDGER_INLINE int closes(const ledger_ground *ground, const ledger_expectation *expected, size_t at) {
  return at + expected->closing_length <= ground->count
      && (word_at(ground->text + at) ^ expected->closing) << (64 - 8 * expected->closing_length) == 0;
}

// Row 0 is never expected.
enum { NO_ROW = 0 };

// A short element: a short opening, a value of at most 64 bytes, a closing, and a comma. Then 8 bytes are looked at.
enum { SHORT_REACH = 256 };

// Where a text ends that has 64 bytes or more, or backslashes; 0 where its closing does not stand there.
static __attribute__((noinline)) size_t long_text_end(
    const ledger_ground *ground, const ledger_expectation *expected, size_t value, ledger_found *found) {
  int escapes = 0;
  const size_t end = value + ledger_string_end_at(ground->level, ground->text + value, ground->count - value, &escapes);
  found->bits = 0;
  found->is_escaped = escapes != 0;
  found->is_ascii = 0;
  return closes(ground, expected, end) ? end : 0;
}

// From how many values of one length in a row on the next one is taken to have it.
enum { STEADY = 8 };

// Where a value ends that begins at `value` and is that long. Where the last values of the row were as long, what comes
// behind it need not wait until the length is known: the processor takes for granted how the comparison will come out.
LEDGER_INLINE size_t guessed_end(ledger_expectation *expected, size_t value, size_t length) {
  if (expected->steady >= STEADY) {
    size_t end = value + expected->length;
    // The compiler would see that both ways come to the same.
    __asm__("" : "+r"(end));
    if (__builtin_expect(length != expected->length, 0)) {
      expected->length = (uint8_t)length;
      expected->steady = 0;
      end = value + length;
    }
    return end;
  }
  expected->steady = length == expected->length ? expected->steady + 1 : 0;
  expected->length = (uint8_t)length;
  return value + length;
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

void ledger_walk_expected(const ledger_ground *ground, ledger_walk *walk) {
  switch (ground->level) {
    case LEDGER_LEVEL_SCALAR: walk_scalar(ground, walk); return;
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: walk_avx2(ground, walk); return;
    case LEDGER_LEVEL_AVX512: walk_avx512(ground, walk); return;
#endif
    default: walk_base(ground, walk); return;
  }
}

int ledger_walk_span(const ledger_ground *ground, uint32_t first_row, ledger_span *span, ledger_walk *walk) {
  switch (ground->level) {
    case LEDGER_LEVEL_SCALAR: return span_scalar(ground, first_row, span, walk);
#if LEDGER_MASKS_SSE2
    case LEDGER_LEVEL_AVX2: return span_avx2(ground, first_row, span, walk);
    case LEDGER_LEVEL_AVX512: return span_avx512(ground, first_row, span, walk);
#endif
    default: return span_base(ground, first_row, span, walk);
  }
}
