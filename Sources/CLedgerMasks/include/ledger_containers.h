#ifndef LEDGER_CONTAINERS_H
#define LEDGER_CONTAINERS_H

// The search for the end of a JSON container, compiled for several instruction sets and chosen while the program runs.

#include "ledger_strings.h"

// Where the container ends that opens at `p` with a bracket or a brace: the offset behind its end, among `count` bytes.
//
// Brackets and braces are counted apart, those inside strings left out. Neither kind may close more often than it opened,
// and both must be even at the end. Where that is not so, the answer is 0 and `*uneven` the offset at which it shows:
// `count` where the container does not end at all.
// Up to 63 bytes behind the last one are read and have no meaning.
size_t ledger_container_end(const uint8_t *p, size_t count, size_t *uneven);

// The same at a level that exists, for tests.
size_t ledger_container_end_at(int level, const uint8_t *p, size_t count, size_t *uneven);

#endif
