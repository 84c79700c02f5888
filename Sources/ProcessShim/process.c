#define _GNU_SOURCE
#include "ProcessShim.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_UNAVAILABLE = 69, EXIT_SOFTWARE = 70, FIRST_SIGN = 1000, NEXT_SIGN = 500 };

static volatile int64_t deadline;  // by the monotonic clock, in milliseconds; 0 for none
static volatile int64_t start;
static const char *volatile doing;
static const char *volatile late;
static const char *volatile crashed;
static volatile sig_atomic_t isShown;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void put(const char *text) {
  size_t length = strlen(text);
  while (length > 0) {
    ssize_t wrote = write(STDERR_FILENO, text, length);
    if (wrote <= 0) return;
    text += wrote;
    length -= (size_t)wrote;
  }
}

static void wipe(void) {
  if (isShown) put("\r\033[K");
  isShown = 0;
}

static void show_seconds(int64_t seconds) {
  char digits[24];
  char *at = digits + sizeof digits;
  *--at = 0;
  do {
    *--at = (char)('0' + seconds % 10);
    seconds /= 10;
  } while (seconds > 0 && at > digits);
  put("\r\033[K");
  put(doing);
  put(" … ");
  put(at);
  put(" s");
  isShown = 1;
}

// Sets the alarm for the next sign of life or the deadline, whichever comes first.
static void schedule(int64_t current) {
  int64_t next = doing ? current + (isShown ? NEXT_SIGN : FIRST_SIGN) : 0;
  if (deadline && (!next || deadline < next)) next = deadline;
  struct itimerval timer = {0};
  if (next) {
    int64_t wait = next > current ? next - current : 1;
    timer.it_value.tv_sec = wait / 1000;
    timer.it_value.tv_usec = (wait % 1000) * 1000;
  }
  setitimer(ITIMER_REAL, &timer, NULL);
}

static void on_alarm(int number) {
  (void)number;
  int saved = errno;
  int64_t current = now();
  if (deadline && current >= deadline) {
    wipe();
    if (late) put(late);
    _exit(EXIT_UNAVAILABLE);
  }
  if (doing && current - start >= FIRST_SIGN) show_seconds((current - start) / 1000);
  schedule(current);
  errno = saved;
}

static void on_crash(int number) {
  (void)number;
  wipe();
  put(crashed);
  _exit(EXIT_SOFTWARE);
}

// Whoever started us may have blocked signals; ours must arrive.
static void unblock(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(number, &action, NULL);
  unblock(number);
}

void foldout_deadline(int64_t milliseconds) { deadline = milliseconds > 0 ? now() + milliseconds : 0; }

void foldout_working_on(const char *doingNow, const char *lateMessage) {
  wipe();
  start = now();
  late = lateMessage;
  doing = doingNow;
  handle(SIGALRM, on_alarm);
  unblock(SIGTERM);
  schedule(start);
}

void foldout_quiet(void) {
  doing = NULL;
  wipe();
  schedule(now());
}

void foldout_on_crash(const char *message) {
  static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE};
  crashed = message;
  for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) handle(crashes[i], on_crash);
}

int32_t foldout_fork(void) { return (int32_t)fork(); }

int32_t *foldout_shared(int32_t count) {
  void *memory = mmap(NULL, (size_t)count * sizeof(int32_t), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

int32_t foldout_take(int32_t *number) { return __atomic_fetch_add(number, 1, __ATOMIC_RELAXED); }
