// Reads a file with pread and adds up its words: what any program that looks at every byte needs at least.
//
// usage: read FILE THREADS; prints the number of bytes

#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1 << 20)

typedef struct {
  int file;
  uint64_t from, to, bytes, sum;
} Range;

static void *readRange(void *argument) {
  Range *range = argument;
  uint64_t *buffer = aligned_alloc(64, CHUNK);
  if (buffer == NULL) return NULL;
  for (uint64_t offset = range->from; offset < range->to;) {
    uint64_t wanted = range->to - offset < CHUNK ? range->to - offset : CHUNK;
    ssize_t got = pread(range->file, buffer, wanted, (off_t)offset);
    if (got <= 0) break;
    memset((char *)buffer + got, 0, (size_t)(-got & 7));
    for (ssize_t word = 0; word < (got + 7) / 8; word++) range->sum += buffer[word];
    range->bytes += (uint64_t)got;
    offset += (uint64_t)got;
  }
  free(buffer);
  return NULL;
}

int main(int argc, char **argv) {
  struct stat status;
  int file = argc == 3 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
  int count = argc == 3 ? atoi(argv[2]) : 0;
  if (file < 0 || fstat(file, &status) != 0 || count < 1 || count > 64) {
    fprintf(stderr, "usage: read FILE THREADS\n");
    return 2;
  }
  Range ranges[64];
  pthread_t threads[64];
  for (int index = 0; index < count; index++) {
    uint64_t size = (uint64_t)status.st_size;
    ranges[index] = (Range){file, size * (uint64_t)index / (uint64_t)count, size * (uint64_t)(index + 1) / (uint64_t)count, 0, 0};
    if (index > 0 && pthread_create(&threads[index], NULL, readRange, &ranges[index]) != 0) return 2;
  }
  readRange(&ranges[0]);
  uint64_t bytes = ranges[0].bytes, sum = ranges[0].sum;
  for (int index = 1; index < count; index++) {
    pthread_join(threads[index], NULL);
    bytes += ranges[index].bytes;
    sum += ranges[index].sum;
  }
  printf("%llu\n", (unsigned long long)bytes);
  // The sum is printed so that the compiler cannot leave it out.
  fprintf(stderr, "%llx\n", (unsigned long long)sum);
  return 0;
}
