#ifndef LEDGER_GATHER_H
#define LEDGER_GATHER_H

// Looks up many rows of a column at once. Where it is looked is checked first, for all of them together: the loops
// themselves check nothing. Levels are those of ledger_strings.h; all give the same bits.

#include "ledger_strings.h"

// found[i] = column[at[i]], for values of 1, 2, 4 or 8 bytes. Returns whether all rows are below `rows`; where they are
// not, nothing is written.
int ledger_gather(
    int level, const void *column, size_t rows, size_t width, const uint32_t *at, size_t count, void *found);

// The same for codes of 1, 2 or 4 bytes, which are looked up in a table of as many `entries`; what they stand for is added
// up: sums[i] += table[column[at[i]]]. Returns whether all rows and codes are in range; where they are not, sums mean
// nothing.
int ledger_add_looked_up(
    int level, const void *column, size_t rows, size_t width, const uint32_t *at, size_t count, const uint32_t *table,
    size_t entries, uint32_t *sums);

// The same for codes that stand next to each other: sums[i] += table[codes[i]].
int ledger_add_coded(
    int level, const uint32_t *codes, size_t count, const uint32_t *table, size_t entries, uint32_t *sums);

// Values that can be measured: found[i] = v, where v = values[i] ^ turned is at least 1 and at most limits[i] (where there
// are limits), and of flags[i] these bits are so; else 0.
void ledger_bounded_values(
    int level, const int64_t *values, int64_t turned, const int64_t *limits, const uint16_t *flags, uint16_t bits,
    uint16_t so, size_t count, int64_t *found);

// found[i] = the lower bits of numbers[i]. Returns how many numbers, from the first on, have the upper bits of the first.
// Fewer than 32 bits.
size_t ledger_lower_bits(int level, const uint32_t *numbers, size_t count, unsigned bits, uint32_t *found);

// The least and the largest of at least one value.
void ledger_unsigned_extremes(int level, const uint64_t *values, size_t count, uint64_t *least, uint64_t *largest);

#endif
