#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
static inline void bench_give_memory_back(void) { malloc_trim(0); }
#else
static inline void bench_give_memory_back(void) {}
#endif
