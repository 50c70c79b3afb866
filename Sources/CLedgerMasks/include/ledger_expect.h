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

typedef struct {
  uint64_t closing;         // the bytes behind the value, the first one lowest
  uint32_t opening;         // where the bytes before the value stand in the pool; at least one, but for other values
  uint16_t opening_length;
  uint8_t closing_length;   // 1 to 8
  uint8_t value;            // one of LEDGER_EXPECT_…
  uint16_t next[LEDGER_EXPECT_FOLLOWERS];  // the rows that stood behind this one, the last one met first; 0: no more
  uint8_t is_wanted;        // whether its values are to be reported
} ledger_expectation;

// The value of a wanted element.
typedef struct {
  uint64_t start;      // where the element begins
  uint64_t value;      // where its value begins
  uint64_t value_end;  // and ends
  uint64_t bits;       // the number, as an integer or a double; 1 for true
  uint32_t row;
  uint8_t is_escaped;  // whether the text has backslashes
  uint8_t is_ascii;    // whether the text is known to be ASCII without backslashes
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
} ledger_walk;

// Goes on from `walk->end` among `count` bytes at `text`, of which up to 63 more are read. Openings stand in `pool`, which
// is readable for 63 bytes behind each. Row 0 is never expected. A row that was not the first one expected becomes it. With `wants_all` all values
// are reported. `found` has room for `room` values.
void ledger_walk_expected(
    int level, const uint8_t *text, size_t count, const uint8_t *pool, ledger_expectation *rows, ledger_walk *walk,
    int wants_all, ledger_found *found, size_t room);

#endif
