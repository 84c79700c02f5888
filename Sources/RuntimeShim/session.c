#define _GNU_SOURCE
#include "RuntimeShim.h"
#include "limits.h"
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_both(const int ends[2]) {
  close(ends[0]);
  close(ends[1]);
}

int foldout_session_start(const foldout_session_request *request, foldout_session *session) {
  int line[2], lifeline[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line) != 0) return 0;
  if (pipe2(lifeline, O_CLOEXEC) != 0) {
    close_both(line);
    return 0;
  }
  pid_t child = fork();
  if (child < 0) {
    close_both(line);
    close_both(lifeline);
    return 0;
  }
  if (child == 0) {
    foldout_shed(line[1], lifeline[0]);
    foldout_limit(request->memory, request->seconds);
    foldout_serve(request, line[1]);
  }
  close(line[1]);
  close(lifeline[0]);
  *session = (foldout_session){child, line[0], lifeline[1]};
  return 1;
}

int foldout_session_end(foldout_session *session) {
  int result = 0;
  pid_t done = waitpid(session->child, &result, WNOHANG);
  if (done == 0) {
    kill(session->child, SIGKILL);
    while ((done = waitpid(session->child, &result, 0)) < 0 && errno == EINTR) {}
  }
  close(session->line);
  close(session->lifeline);
  return done > 0 && WIFSIGNALED(result) ? WTERMSIG(result) : 0;
}
