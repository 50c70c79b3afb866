#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif

#include "ledger_pages.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

int ledger_move_pages(void *source, size_t bytes, void *target) {
#if defined(__linux__)
  return mremap(source, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, target) == target;
#else
  (void)source, (void)bytes, (void)target;
  return 0;
#endif
}
