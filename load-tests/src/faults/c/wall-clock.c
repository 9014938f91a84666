/*
 * Shows a process a wall clock that is off by as many nanoseconds as the first eight bytes of a file
 * say, and follows the file while the process runs. Preload it; WALL_CLOCK_FILE names the file. Clocks
 * that only measure time are left alone, as they are on a machine whose clock is set.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL

static int (*true_clock)(clockid_t, struct timespec *);
static const volatile int64_t *offset;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("WALL_CLOCK_FILE");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  void *map = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
  true_clock = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
  if (map == MAP_FAILED || true_clock == NULL) {
    fprintf(stderr, "wall-clock: cannot map WALL_CLOCK_FILE, or there is no clock_gettime\n");
    abort();
  }
  close(file);
  offset = map;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  if (true_clock == NULL) {
    begin();
  }
  int result = true_clock(clock, at);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    int64_t nanos = at->tv_nsec + *offset % SECOND;
    at->tv_sec += *offset / SECOND + (nanos >= SECOND) - (nanos < 0);
    at->tv_nsec = nanos + (nanos < 0 ? SECOND : nanos >= SECOND ? -SECOND : 0);
  }
  return result;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  (void) zone;
  struct timespec now;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return result;
}

time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at != NULL) {
    *at = now.tv_sec;
  }
  return now.tv_sec;
}
