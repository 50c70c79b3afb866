// Runs a command and says what it took. The kernel counts the peak memory of the process that starts another to that other,
// so a small program starts them, not the harness.
//
// usage: measure RESULT STDOUT COMMAND…; writes "seconds processor-seconds peak-bytes status" to RESULT

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  pid_t child;
  double start = now();
  if (posix_spawnp(&child, argv[3], &actions, NULL, argv + 3, environ) != 0) return 2;
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR) return 2;
  double elapsed = now() - start;
  FILE *result = fopen(argv[1], "w");
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
