#ifndef LEDGER_PAGES_H
#define LEDGER_PAGES_H

#include <stddef.h>

// Calls of the system that Swift does not see, because the number of their arguments varies.

// Moves whole pages to another address, where they replace what is there; the old address is free then. Returns whether
// it was done: if not, nothing may be at the new address any more. Never done where there is no such call.
int ledger_move_pages(void *source, size_t bytes, void *target);

#endif
