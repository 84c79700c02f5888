#define _GNU_SOURCE
#include "ProcessShim.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

void foldout_put(int to, const void *bytes, size_t count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t done = write(to, next, count);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) _exit(1);
    next += done;
    count -= (size_t)done;
  }
}

// Sets a limit, unless whoever started us has set a stricter one.
static void bound(int resource, rlim_t most) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) return;
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > most) limit.rlim_cur = most;
  setrlimit(resource, &limit);
}

// Nobody waits for the answer when the parent is gone, whatever ended it. The signal comes when the thread ends
// that forked, but that one waits for us.
static void end_with(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // It may have gone before the signal was asked for.
  if (getppid() != parent) _exit(1);
}

static void become_bounded(pid_t parent, foldout_bounds bounds) {
  end_with(parent);
  const int signals[] = {SIGALRM, SIGXCPU, SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGPIPE};
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) signal(signals[i], SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  bound(RLIMIT_CORE, 0);
  bound(RLIMIT_DATA, bounds.memory);
  bound(RLIMIT_CPU, bounds.seconds);
  alarm(bounds.wait);
  int null = open("/dev/null", O_RDWR);
  for (int stream = STDIN_FILENO; null >= 0 && stream <= STDERR_FILENO; stream++) dup2(null, stream);
  foldout_confine();
}

int foldout_start_bounded(int32_t (*work)(const void *what, int to), const void *what, foldout_bounds bounds, pid_t *child) {
  int ends[2];
  *child = -1;
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  pid_t parent = getpid();
  pid_t started = fork();
  if (started == 0) {
    become_bounded(parent, bounds);
    // Leaves without the parent's exit handlers, which are not ours to run.
    _exit(work(what, ends[1]));
  }
  close(ends[1]);
  if (started < 0) {
    close(ends[0]);
    return -1;
  }
  *child = started;
  return ends[0];
}

// Reads what the other process writes until it ends; NULL where memory is short or it writes more.
static unsigned char *collect(int from, size_t most, size_t *length) {
  size_t room = 1 << 16;
  unsigned char *text = malloc(room);
  *length = 0;
  while (text) {
    ssize_t got = read(from, text + *length, room - *length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    *length += (size_t)got;
    if (*length < room) continue;
    if (room > most) break;
    unsigned char *more = realloc(text, room *= 2);
    if (!more) break;
    text = more;
  }
  free(text);
  *length = 0;
  return NULL;
}

unsigned char *foldout_run_bounded(int32_t (*work)(const void *what, int to), const void *what, foldout_bounds bounds,
                                   size_t most, size_t *length, int *status) {
  *length = 0;
  *status = 0;
  pid_t child;
  int from = foldout_start_bounded(work, what, bounds, &child);
  if (from < 0) return NULL;
  unsigned char *answer = collect(from, most, length);
  close(from);
  while (waitpid(child, status, 0) < 0 && errno == EINTR) {}
  return answer;
}
