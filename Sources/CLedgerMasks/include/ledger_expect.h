#ifndef LEDGER_EXPECT_H
#define LEDGER_EXPECT_H

// A walk along the elements of a JSON list whose bytes are expected: each begins with bytes that were met before, goes on
// with a value, and ends with known bytes. What is not as expected ends the walk, and nothing is said about it.

#include "ledger_strings.h"

// What stands between the known bytes of an element.
enum {
  LEDGER_EXPECT_TEXT = 0,    // the inside of a string
  LEDGER_EXPECT_DIGITS = 1,  // 1 to 18 decimal digits
  LEDGER_EXPECT_NUMBER = 2,  // a decimal number without exponent that has few digits
  LEDGER_EXPECT_TRUTH = 3,   // true or false
  LEDGER_EXPECT_OTHER = 4,   // anything else: the walk ends before it
};

enum { LEDGER_EXPECT_FOLLOWERS = 4 };

// A short opening has at most so many bytes.
enum { LEDGER_EXPECT_SHORT = 128 };

typedef struct {
  uint64_t closing;         // the bytes behind the value, the first one lowest
  uint32_t opening;         // where the bytes before the value stand in the pool; at least one, but for other values
  uint32_t tag;             // handed on with values; the highest bit says that they are never plain
  uint16_t next[LEDGER_EXPECT_FOLLOWERS];  // the rows that stood behind this one, the last one met first; 0: no more
  uint16_t opening_length;
  uint8_t closing_length;   // 1 to 8
  uint8_t value;            // one of LEDGER_EXPECT_…
  uint8_t is_wanted;        // whether its values are to be reported
  uint8_t is_short;         // whether the opening is short and the value is none of the others
  uint8_t length;           // how long a short value was the last time
  uint8_t steady;           // how often in a row it was that long
} ledger_expectation;

// The value of a wanted element.
typedef struct {
  uint64_t value;      // where it begins
  uint64_t value_end;  // and ends
  uint64_t bits;       // the number, as an integer or a double; 1 for true; 0 for a text
  uint32_t row;
  uint32_t tag;        // that of the row
  uint8_t is_escaped;  // whether the text has backslashes
  uint8_t is_ascii;    // whether the text is known to be ASCII without backslashes; 1 for what is no text
} ledger_found;

// Why a walk ended.
enum {
  LEDGER_WALK_UNEXPECTED = 0,  // what comes is not as expected, or is the end of the list
  LEDGER_WALK_OTHER = 1,       // the first row behind the last one begins here, and its value is another one
  LEDGER_WALK_FULL = 2,        // there is no more room for what is found
};

typedef struct {
  uint64_t end;       // behind the last element; at first behind the opening bracket
  uint32_t row;       // the row of the last element; at first one that stands for the beginning of the list
  uint32_t passed;    // how many elements were passed
  uint32_t found;     // how many values were reported
  uint8_t is_first;   // whether no element was passed before
  uint8_t stop;       // one of LEDGER_WALK_…
  uint8_t all_plain;  // whether all texts that were reported are known to be ASCII without backslashes, and all values plain
} ledger_walk;

// What all walks need.
typedef struct {
  const uint8_t *text;  // up to 63 bytes more than `count` are read
  size_t count;
  const uint8_t *pool;  // of openings; readable for 63 bytes behind each
  ledger_expectation *rows;
  ledger_found *found;
  size_t room;          // how many values may be found
  int level;
  int wants_all;        // whether all values are reported
} ledger_ground;

// Goes on from `walk->end`. Row 0 is never expected. A row that was not the first one expected becomes it.
void ledger_walk_expected(const ledger_ground *ground, ledger_walk *walk);

// --- Spans -----------------------------------------------------------------------------------------------------------

// What stands before the attributes of a span.
typedef struct {
  uint64_t trace_high, trace_low, span;
  uint64_t parent;          // 0 for none
  uint64_t start, end;      // times
  uint64_t name;            // where the name begins, which has no backslashes
  uint32_t name_length;     // at most 63
  uint32_t flags;
  uint8_t kind;
  uint8_t name_is_ascii;
  uint8_t has_attributes;   // whether a list of attributes follows, along which the walk went
  uint8_t is_whole;         // whether the span ends behind that list, with an empty status
} ledger_span;

// The first of some rows that stand for the beginnings of lists: which of 256 the name of a span chooses, by its first eight
// bytes and its length. They tell most names apart; where they do not, the second guess helps.
LEDGER_INLINE uint32_t ledger_name_row(uint64_t first_bytes, size_t length) {
  return (uint32_t)(((first_bytes + length) * 0x9E3779B97F4A7C15u) >> 56);
}

// Reads a span as nearly all exporters write it, without white space, from `walk->end` on, which is behind its opening brace:
// ids in hex digits, a parent that may be missing or empty, flags that may be missing, a name, a kind of one digit, times of
// nineteen digits. Where attributes follow, the walk goes along them from the row that the name chooses of 256 from
// `first_row` on. Where an empty status and the end of the span follow them, the walk ends behind that.
//
// Answers 0 where the fields are not written like that, or where the text ends soon: then nothing is said about it.
int ledger_walk_span(const ledger_ground *ground, uint32_t first_row, ledger_span *span, ledger_walk *walk);

#endif
