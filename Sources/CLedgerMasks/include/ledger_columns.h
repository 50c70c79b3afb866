#ifndef LEDGER_COLUMNS_H
#define LEDGER_COLUMNS_H

// Loops over columns that gain from an instruction set that not every machine has. Each is compiled for the levels of
// ledger_strings.h and chosen while the program runs; all levels give the same bits. Nothing is read or written outside
// of the counts that are given.

#include "ledger_strings.h"

// The bucket of a value that is not negative: the exponent and six bits of the mantissa of the double that is one larger,
// counted from that of 1. In 0..<4096, in the order of the values.
LEDGER_INLINE uint32_t ledger_bucket(int64_t value) {
  const double shifted = (double)((value < INT64_MAX ? value : INT64_MAX - 1) + 1);
  uint64_t bits;
  memcpy(&bits, &shifted, 8);
  return (uint32_t)((bits >> 46) - (1023u << 6)) & 4095u;
}

// Asks memory for what will be written or read soon. Asking never fails, whatever the address.
LEDGER_INLINE void ledger_ask_ahead(uintptr_t address) { __builtin_prefetch((const void *)address, 1, 3); }

// For each row the place of its value's bucket in a table of 4096 buckets for each slot: slot << 12 | bucket, with the
// slot one more than the row's code, wrapping in the width of the code (1, 2 or 4 bytes). `*value_bits` gets the OR of all
// values: below zero where one is negative, whose bucket then means nothing. `*slot_bits` gets the OR of all slots: places
// mean nothing where it is 1 << 20 or more.
void ledger_bucket_places(
    int level, const int64_t *values, const void *codes, size_t code_width, size_t count, uint32_t *places,
    int64_t *value_bits, uint32_t *slot_bits);

// Copies those rows whose place has its bit set in `wanted` to the front of `found_places` and
// `found_values`, in order, and returns how many they are. All three arrays have room for `count` rows.
size_t ledger_wanted_rows(
    int level, const int64_t *values, const uint32_t *places, size_t count, const uint32_t *wanted,
    uint32_t *found_places, int64_t *found_values);

// What is known of values that were looked at: start with INT64_MAX, INT64_MIN and 0.
typedef struct {
  int64_t least;
  int64_t most;
  uint64_t sum;  // wrapping
} ledger_value_facts;

// The bucket of each value, adds what is to be known of them to `facts`, and copies them to `copy`, unless that is null.
// Buckets mean nothing where a value is negative.
void ledger_buckets(
    int level, const int64_t *values, size_t count, int64_t *copy, uint16_t *buckets, ledger_value_facts *facts);

// Copies those values whose bucket has its bit set in the 4096 bits of `wanted` to the front of `found`, in order, and
// returns how many they are. `found` has room for `count`.
size_t ledger_values_of_buckets(
    int level, const int64_t *values, const uint16_t *buckets, size_t count, const uint32_t *wanted, int64_t *found);

// Values of a column in which 0 stands for none, and INT64_MIN for 0: `values` gets each value, and `known` its code, or
// UINT32_MAX where there is none. The arrays do not overlap.
void ledger_known_values(
    int level, const int64_t *stored, const uint32_t *codes, size_t count, int64_t *values, uint32_t *known);

// One bit for each value, set where it is in low...high; bits behind the last value are 0. `words` has room for
// ⌈count / 64⌉.
void ledger_range_bits(int level, const int64_t *values, size_t count, int64_t low, int64_t high, uint64_t *words);

// One bit for each code, set where it is `code`; as above. The width of a code is 1, 2 or 4 bytes.
void ledger_equal_bits(int level, const void *codes, size_t code_width, size_t count, uint32_t code, uint64_t *words);

// Copies the values whose bit is set to the front of `selected`, in order, and returns how many they are. Bits behind the
// last value are ignored. `selected` has room for as many as there are.
size_t ledger_select_values(
    int level, const int64_t *values, size_t count, const uint64_t *words, int64_t *selected);

#endif
