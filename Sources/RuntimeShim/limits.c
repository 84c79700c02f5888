#define _GNU_SOURCE
#include "limits.h"

#include "confine.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// Descriptors that are closed one by one where the kernel closes no range of them.
enum { MOST_DESCRIPTORS = 4096 };

static void close_range_of(unsigned first, unsigned last) {
  if (first > last) return;
#ifdef SYS_close_range
  if (syscall(SYS_close_range, first, last, 0) == 0) return;
#endif
  for (unsigned i = first; i <= last && i < MOST_DESCRIPTORS; i++) close((int)i);
}

void foldout_shed(int line, int lifeline) {
  // A thread that starts us may block signals, and with them the limits of time.
  sigset_t none;
  sigemptyset(&none);
  for (int i = 1; i < SIGRTMIN; i++) signal(i, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  // What the library prints is no part of our output.
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int i = STDIN_FILENO; i <= STDERR_FILENO && nothing >= 0; i++) dup2(nothing, i);
  unsigned low = (unsigned)(line < lifeline ? line : lifeline), high = (unsigned)(line < lifeline ? lifeline : line);
  close_range_of(STDERR_FILENO + 1, low - 1);
  close_range_of(low + 1, high - 1);
  close_range_of(high + 1, ~0U);
  // The end of whoever started us closes the lifeline, which sends SIGIO, and that ends us.
  fcntl(lifeline, F_SETOWN, getpid());
  fcntl(lifeline, F_SETFL, O_ASYNC);
  struct pollfd gone = {lifeline, 0, 0};
  if (poll(&gone, 1, 0) > 0) _exit(1);
  // It has no business with our environment: neither reports of its use nor settings from within a model.
  setenv("ORT_DISABLE_TELEMETRY", "1", 1);
  unsetenv("ORT_LOAD_CONFIG_FROM_MODEL");
}

static void limit(pid_t process, int resource, uint64_t soft, uint64_t hard) {
  struct rlimit old, wanted = {soft, hard};
  if (prlimit(process, resource, NULL, &old) == 0 && old.rlim_max != RLIM_INFINITY) {
    if (wanted.rlim_max > old.rlim_max) wanted.rlim_max = old.rlim_max;
    if (wanted.rlim_cur > old.rlim_max) wanted.rlim_cur = old.rlim_max;
  }
  prlimit(process, resource, &wanted, NULL);
}

// The bytes of addresses that this process has in use.
static uint64_t size_now(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return 0;
  if (fscanf(file, "%lu", &pages) != 1) pages = 0;
  fclose(file);
  return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

void foldout_limit(uint64_t memory, uint64_t seconds) {
  uint64_t size = size_now() + memory;
  limit(0, RLIMIT_AS, size, size);
  // Only we can raise the limit again, run by run: the process itself may not.
  limit(0, RLIMIT_CPU, seconds, RLIM_INFINITY);
  // No byte of a file is written: that fails, without a signal. Pipes and sockets are no files.
  signal(SIGXFSZ, SIG_IGN);
  limit(0, RLIMIT_FSIZE, 0, 0);
  limit(0, RLIMIT_CORE, 0, 0);
  foldout_confine();
}

void foldout_session_allow(pid_t child, uint64_t seconds) {
  clockid_t clock;
  struct timespec used;
  if (clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &used) != 0) return;
  limit(child, RLIMIT_CPU, (uint64_t)used.tv_sec + 1 + seconds, RLIM_INFINITY);
}
