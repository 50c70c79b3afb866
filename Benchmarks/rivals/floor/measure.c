// Runs a command and says what it took. The kernel counts the peak memory of the process that starts another to that other,
// so a small program starts them, not the harness.
//
// usage: measure MEBIBYTES RESULT STDOUT COMMAND…; writes "seconds processor-seconds peak-bytes status" to RESULT
//
// So much memory is touched and given back first. A virtual machine may hand what is free to its host within seconds; to
// get it again takes 2 s for each GiB where this was measured, and 0.05 s where the machine still has it, so that time
// would tell when somebody last used memory, not what the command does.

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

/// In large pages, as what is handed out in them cannot be put together from small ones; and in a process of its own, whose
/// peak is not counted to the command.
static int touch(size_t bytes) {
  if (bytes == 0) return 0;
  pid_t child = fork();
  if (child < 0) return -1;
  if (child > 0) {
    int status;
    while (waitpid(child, &status, 0) < 0)
      if (errno != EINTR) return -1;
    return status;
  }
  char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) _exit(1);
#ifdef MADV_HUGEPAGE
  madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  for (size_t at = 0; at < bytes; at += 4096) memory[at] = 1;
  _exit(0);
}

int main(int argc, char **argv) {
  if (argc < 5 || touch(strtoull(argv[1], NULL, 10) << 20) != 0) return 2;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  pid_t child;
  double start = now();
  if (posix_spawnp(&child, argv[4], &actions, NULL, argv + 4, environ) != 0) return 2;
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR) return 2;
  double elapsed = now() - start;
  FILE *result = fopen(argv[2], "w");
  if (result == NULL) return 2;
#ifdef __APPLE__
  long long unit = 1;
#else
  long long unit = 1024;
#endif
  fprintf(
      result, "%.6f %.6f %lld %d\n", elapsed, seconds(usage.ru_utime) + seconds(usage.ru_stime),
      (long long)usage.ru_maxrss * unit, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return fclose(result) == 0 ? 0 : 2;
}
