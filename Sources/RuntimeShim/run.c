#define _GNU_SOURCE
#include "RuntimeShim.h"
#include "confine.h"
#include "runtime.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// The longest message that is passed on, and the most axes that a value may have.
enum { MAX_MESSAGE = 2000, MAX_RANK = 64 };

// MARK: The library

static const runtime_base *load(const char *name, const char **reason) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    *reason = dlerror();
    return NULL;
  }
  const runtime_base *(*get_base)(void);
  *(void **)&get_base = dlsym(library, "OrtGetApiBase");
  const runtime_base *base = get_base ? get_base() : NULL;
  if (!base) *reason = "it is no ONNX Runtime";
  return base;
}

int foldout_run_version(const char *library, char *version, char *reason, size_t room) {
  const char *text = "";
  const runtime_base *base = load(library, &text);
  if (!base) {
    snprintf(reason, room, "%s", text ? text : "");
    return 0;
  }
  snprintf(version, room, "%s", base->get_version());
  return 1;
}

// MARK: In the process of its own

static int answer_to;
static const void *const *api;

// Writes all bytes; whoever read them being gone ends us.
static void put(const void *bytes, size_t count) {
  for (size_t at = 0; at < count;) {
    ssize_t written = write(answer_to, (const char *)bytes + at, count - at);
    if (written > 0) {
      at += (size_t)written;
    } else if (errno != EINTR) {
      _exit(1);
    }
  }
}

static void put_head(char kind, uint64_t length) {
  unsigned char head[9] = {(unsigned char)kind};
  for (int i = 0; i < 8; i++) head[i + 1] = (unsigned char)(length >> (8 * i));
  put(head, sizeof head);
}

static void fail(char kind, const char *text) {
  size_t length = strnlen(text, MAX_MESSAGE);
  put_head(kind, length);
  put(text, length);
  _exit(0);
}

#define CALL(type, slot) ((type)api[slot])

static void check(char kind, status result) {
  if (!result) return;
  const char *text = CALL(get_error_message, SLOT_GET_ERROR_MESSAGE)(result);
  if (strstr(text, "bad_alloc") || strstr(text, "bad allocation") || strstr(text, "Failed to allocate")) kind = 'M';
  fail(kind, text);
}

static void limit(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit old, wanted = {soft, hard};
  if (getrlimit(resource, &old) == 0 && old.rlim_max != RLIM_INFINITY) {
    if (wanted.rlim_max > old.rlim_max) wanted.rlim_max = old.rlim_max;
    if (wanted.rlim_cur > old.rlim_max) wanted.rlim_cur = old.rlim_max;
  }
  setrlimit(resource, &wanted);
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

static void restrict_self(const foldout_run_request *request, pid_t parent) {
  static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGALRM, SIGTERM, SIGINT};
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) signal(signals[i], SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  limit(RLIMIT_AS, size_now() + request->memory, size_now() + request->memory);
  // The second number ends it for good.
  limit(RLIMIT_CPU, request->seconds, request->seconds + 1);
  // No byte of a file is written: that fails, without a signal. Pipes are no files.
  signal(SIGXFSZ, SIG_IGN);
  limit(RLIMIT_FSIZE, 0, 0);
  limit(RLIMIT_CORE, 0, 0);
  // What the library prints is no part of our output.
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing >= 0) {
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
  }
  // It has no business with our environment: neither reports of its use nor settings from within a model.
  setenv("ORT_DISABLE_TELEMETRY", "1", 1);
  unsetenv("ORT_LOAD_CONFIG_FROM_MODEL");
  foldout_confine();
}

static const char *load_any(const foldout_run_request *request) {
  const char *reason = "";
  for (size_t i = 0; i < request->library_count; i++) {
    const runtime_base *base = load(request->libraries[i], &reason);
    if (!base) continue;
    api = base->get_api(API_VERSION);
    if (api) return base->get_version();
    reason = "it is too old";
  }
  fail('L', reason ? reason : "");
  return NULL;
}

static void *open_session(const foldout_run_request *request) {
  void *env = NULL, *options = NULL, *session = NULL;
  check('S', CALL(create_env, SLOT_CREATE_ENV)(LOG_FATAL, "foldout", &env));
  check('S', CALL(change_object, SLOT_DISABLE_TELEMETRY)(env));
  check('S', CALL(create_object, SLOT_CREATE_SESSION_OPTIONS)(&options));
  check('S', CALL(set_number, SLOT_SET_LOG_SEVERITY)(options, LOG_FATAL));
  check('S', CALL(set_number, SLOT_SET_OPTIMISATION)(options, OPTIMISATION_OFF));
  // One thread sums in one order.
  check('S', CALL(set_number, SLOT_SET_THREADS)(options, 1));
  check('S', CALL(change_object, SLOT_DISABLE_ARENA)(options));
  check('S', CALL(change_object, SLOT_DISABLE_MEMORY_PATTERN)(options));
  if (request->folder) {
    // Versions before 1.21 know no such setting and look in the current folder.
    char *folder = realpath(request->folder, NULL);
    if (!folder || chdir(folder) != 0) fail('S', "the model's folder is not there");
    check('S', CALL(add_config, SLOT_ADD_CONFIG)(options, "session.model_external_initializers_file_folder_path", folder));
    free(folder);
  }
  check('S', CALL(create_session, SLOT_CREATE_SESSION_FROM_ARRAY)(env, request->model, request->model_size, options,
                                                                  &session));
  return session;
}

static size_t width_of(int type) {
  switch (type) {
    case 2: case 3: case 9: return 1;
    case 4: case 5: case 10: case 16: return 2;
    case 1: case 6: case 12: return 4;
    case 7: case 11: case 13: return 8;
    default: return 0;
  }
}

static void put_other(uint32_t index) {
  put_head('N', sizeof index);
  put(&index, sizeof index);
}

static void put_value(uint32_t index, void *value) {
  int is_tensor = 0, type = 0;
  size_t rank = 0, count = 0;
  void *info = NULL, *bytes = NULL;
  if (!value) return put_other(index);
  check('R', CALL(get_flag, SLOT_IS_TENSOR)(value, &is_tensor));
  if (!is_tensor) return put_other(index);
  check('R', CALL(get_pointer, SLOT_GET_TYPE_AND_SHAPE)(value, &info));
  check('R', CALL(get_flag, SLOT_GET_ELEMENT_TYPE)(info, &type));
  check('R', CALL(get_size, SLOT_GET_RANK)(info, &rank));
  int64_t dims[MAX_RANK];
  size_t width = width_of(type);
  if (width == 0 || rank > MAX_RANK) return put_other(index);
  check('R', CALL(get_dims, SLOT_GET_DIMS)(info, dims, rank));
  check('R', CALL(get_size, SLOT_GET_ELEMENT_COUNT)(info, &count));
  check('R', CALL(get_pointer, SLOT_GET_DATA)(value, &bytes));
  uint32_t numbers[3] = {index, (uint32_t)type, (uint32_t)rank};
  put_head('V', sizeof numbers + rank * sizeof dims[0] + count * width);
  put(numbers, sizeof numbers);
  put(dims, rank * sizeof dims[0]);
  put(bytes, count * width);
}

static void run_and_answer(const foldout_run_request *request) {
  const char *version = load_any(request);
  void *session = open_session(request);
  void *memory = NULL;
  check('R', CALL(create_memory_info, SLOT_CREATE_MEMORY_INFO)(ALLOCATOR_ARENA, MEMORY_DEFAULT, &memory));
  const char **names = calloc(request->input_count + 1, sizeof *names);
  void **values = calloc(request->input_count + 1, sizeof *values);
  void **results = calloc(request->output_count + 1, sizeof *results);
  if (!names || !values || !results) fail('M', "");
  for (size_t i = 0; i < request->input_count; i++) {
    const foldout_run_input *input = &request->inputs[i];
    names[i] = input->name;
    check('I', CALL(create_tensor, SLOT_CREATE_TENSOR)(memory, (void *)input->bytes, input->size, input->dims,
                                                       input->rank, input->type, &values[i]));
  }
  check('R', CALL(run_session, SLOT_RUN)(session, NULL, names, (const void *const *)values, request->input_count,
                                         request->outputs, request->output_count, results));
  for (size_t i = 0; i < request->output_count; i++) {
    put_value((uint32_t)i, results[i]);
    if (results[i]) CALL(release_object, SLOT_RELEASE_VALUE)(results[i]);
  }
  fail('D', version);
}

// MARK: In ours

int foldout_run_start(const foldout_run_request *request, pid_t *child) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  pid_t parent = getpid();
  *child = fork();
  if (*child < 0) {
    close(ends[0]);
    close(ends[1]);
    return -1;
  }
  if (*child == 0) {
    close(ends[0]);
    answer_to = ends[1];
    restrict_self(request, parent);
    run_and_answer(request);
    _exit(0);
  }
  close(ends[1]);
  return ends[0];
}

int foldout_run_end(pid_t child) {
  int result = 0;
  pid_t done = waitpid(child, &result, WNOHANG);
  if (done == 0) {
    kill(child, SIGKILL);
    while ((done = waitpid(child, &result, 0)) < 0 && errno == EINTR) {}
  }
  return done > 0 && WIFSIGNALED(result) ? WTERMSIG(result) : 0;
}
