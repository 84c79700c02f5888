#define _GNU_SOURCE
#include "serve.h"

#include "library.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The longest message that is passed on, the most axes that a value may have, and where elements begin.
enum { MAX_MESSAGE = 2000, MAX_RANK = 64, ALIGNMENT = 64 };

static int answer_to;
static const void *const *api;

#define CALL(type, slot) ((type)api[slot])

// MARK: Records

// Small records go out together.
static unsigned char pending[1 << 16];
static size_t pending_size;

// Writes all bytes; whoever read them being gone ends us.
static void send_all(const void *bytes, size_t count) {
  for (size_t at = 0; at < count;) {
    ssize_t written = write(answer_to, (const char *)bytes + at, count - at);
    if (written > 0) {
      at += (size_t)written;
    } else if (errno != EINTR) {
      _exit(1);
    }
  }
}

static void flush(void) {
  send_all(pending, pending_size);
  pending_size = 0;
}

static void put(const void *bytes, size_t count) {
  if (count > sizeof pending - pending_size) flush();
  if (count > sizeof pending) {
    send_all(bytes, count);
  } else if (count > 0) {
    memcpy(pending + pending_size, bytes, count);
    pending_size += count;
  }
}

static void put_head(char kind, uint64_t length) {
  put(&kind, 1);
  put(&length, sizeof length);
}

// The last record of an answer.
static void put_last(char kind, const char *text) {
  size_t length = strnlen(text, MAX_MESSAGE);
  put_head(kind, length);
  put(text, length);
  flush();
}

_Noreturn static void fail(char kind, const char *text) {
  put_last(kind, text);
  _exit(0);
}

// Whether a call failed; then that is the answer.
static int failed(char kind, status result) {
  if (!result) return 0;
  const char *text = CALL(get_error_message, SLOT_GET_ERROR_MESSAGE)(result);
  if (strstr(text, "bad_alloc") || strstr(text, "bad allocation") || strstr(text, "Failed to allocate")) fail('M', text);
  put_last(kind, text);
  CALL(release_object, SLOT_RELEASE_STATUS)(result);
  return 1;
}

static void check(char kind, status result) {
  if (failed(kind, result)) _exit(0);
}

// MARK: The session

static const char *load_any(const foldout_session_request *request) {
  const char *reason = "";
  for (size_t i = 0; i < request->library_count; i++) {
    const runtime_base *base = foldout_load_runtime(request->libraries[i], &reason);
    if (!base) continue;
    api = base->get_api(API_VERSION);
    if (api) return base->get_version();
    reason = "it is too old";
  }
  fail('L', reason ? reason : "");
}

static void *open_session(const foldout_session_request *request) {
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

// MARK: Values

static size_t width_of(int type) {
  switch (type) {
    case 2: case 3: case 9: return 1;
    case 4: case 5: case 10: case 16: return 2;
    case 1: case 6: case 12: return 4;
    case 7: case 11: case 13: return 8;
    default: return 0;
  }
}

// Whether the value is a tensor of numbers or could at least be looked at; a record says what it is.
static int put_tensor(uint32_t index, void *info, void *value) {
  int type = 0;
  size_t rank = 0, count = 0;
  int64_t dims[MAX_RANK];
  void *bytes = NULL;
  if (failed('R', CALL(get_flag, SLOT_GET_ELEMENT_TYPE)(info, &type))) return 0;
  if (failed('R', CALL(get_size, SLOT_GET_RANK)(info, &rank))) return 0;
  size_t width = width_of(type);
  if (width == 0 || rank > MAX_RANK) {
    put_head('N', sizeof index);
    put(&index, sizeof index);
    return 1;
  }
  if (failed('R', CALL(get_dims, SLOT_GET_DIMS)(info, dims, rank))) return 0;
  if (failed('R', CALL(get_size, SLOT_GET_ELEMENT_COUNT)(info, &count))) return 0;
  if (failed('R', CALL(get_pointer, SLOT_GET_DATA)(value, &bytes))) return 0;
  uint32_t numbers[3] = {index, (uint32_t)type, (uint32_t)rank};
  put_head('V', sizeof numbers + rank * sizeof dims[0] + count * width);
  put(numbers, sizeof numbers);
  put(dims, rank * sizeof dims[0]);
  put(bytes, count * width);
  return 1;
}

static int put_value(uint32_t index, void *value) {
  int is_tensor = 0;
  void *info = NULL;
  if (value && failed('R', CALL(get_flag, SLOT_IS_TENSOR)(value, &is_tensor))) return 0;
  if (!is_tensor) {
    put_head('N', sizeof index);
    put(&index, sizeof index);
    return 1;
  }
  if (failed('R', CALL(get_pointer, SLOT_GET_TYPE_AND_SHAPE)(value, &info))) return 0;
  int done = put_tensor(index, info, value);
  CALL(release_object, SLOT_RELEASE_TYPE_AND_SHAPE)(info);
  return done;
}

// MARK: Runs

// The inputs of one run, as they were sent.
typedef struct {
  unsigned char *block;
  size_t room;
  size_t count;
  const char **names;
  void **values;
} given;

static int receive(void *bytes, size_t count) {
  for (size_t at = 0; at < count;) {
    ssize_t got = read(answer_to, (char *)bytes + at, count - at);
    if (got > 0) {
      at += (size_t)got;
    } else if (got == 0 || errno != EINTR) {
      return 0;
    }
  }
  return 1;
}

static void receive_inputs(given *inputs) {
  uint64_t size = 0, count = 0;
  if (!receive(&size, sizeof size)) _exit(0);
  if (size > inputs->room) {
    free(inputs->block);
    inputs->room = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    inputs->block = aligned_alloc(ALIGNMENT, inputs->room);
    if (!inputs->block) fail('M', "");
  }
  if (!receive(inputs->block, size)) _exit(0);
  memcpy(&count, inputs->block, sizeof count);
  inputs->count = count;
  inputs->names = calloc(count + 1, sizeof *inputs->names);
  inputs->values = calloc(count + 1, sizeof *inputs->values);
  if (!inputs->names || !inputs->values) fail('M', "");
}

static void release_inputs(given *inputs) {
  for (size_t i = 0; i < inputs->count; i++) {
    if (inputs->values[i]) CALL(release_object, SLOT_RELEASE_VALUE)(inputs->values[i]);
  }
  free(inputs->names);
  free(inputs->values);
}

static size_t aligned(size_t place) { return (place + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

// Makes tensors of the inputs, which stay in their block.
static int make_tensors(given *inputs, void *memory) {
  size_t at = sizeof(uint64_t);
  for (size_t i = 0; i < inputs->count; i++) {
    foldout_tensor_head head;
    at = aligned(at);
    memcpy(&head, inputs->block + at, sizeof head);
    const int64_t *dims = (const int64_t *)(inputs->block + at + sizeof head);
    inputs->names[i] = (const char *)(dims + head.rank);
    at = aligned(at + sizeof head + head.rank * sizeof *dims + head.name_size);
    if (failed('I', CALL(create_tensor, SLOT_CREATE_TENSOR)(memory, inputs->block + at, head.size, dims, head.rank,
                                                            (int)head.type, &inputs->values[i]))) return 0;
    at += head.size;
  }
  return 1;
}

static int run_once(const foldout_session_request *request, void *session, void *memory, given *inputs, void **results) {
  if (!make_tensors(inputs, memory)) return 0;
  memset(results, 0, request->output_count * sizeof *results);
  if (failed('R', CALL(run_session, SLOT_RUN)(session, NULL, inputs->names, (const void *const *)inputs->values,
                                              inputs->count, request->outputs, request->output_count, results))) return 0;
  int done = 1;
  for (size_t i = 0; i < request->output_count; i++) {
    done = done && put_value((uint32_t)i, results[i]);
    if (results[i]) CALL(release_object, SLOT_RELEASE_VALUE)(results[i]);
  }
  return done;
}

_Noreturn void foldout_serve(const foldout_session_request *request, int line) {
  answer_to = line;
  const char *version = load_any(request);
  void *session = open_session(request);
  void *memory = NULL;
  check('S', CALL(create_memory_info, SLOT_CREATE_MEMORY_INFO)(ALLOCATOR_ARENA, MEMORY_DEFAULT, &memory));
  void **results = calloc(request->output_count + 1, sizeof *results);
  if (!results) fail('M', "");
  given inputs = {0};
  for (;;) {
    receive_inputs(&inputs);
    if (run_once(request, session, memory, &inputs, results)) put_last('D', version);
    release_inputs(&inputs);
  }
}
