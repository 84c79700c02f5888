// ONNX Runtime behind a few plain functions. The library is loaded when one of these is called; a model runs in a
// process of its own, with limits, so that a hostile model can neither crash nor fill us.
#ifndef FOLDOUT_RUNTIME_SHIM_H
#define FOLDOUT_RUNTIME_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What a session is opened with. Names are null-terminated.
typedef struct {
  // Paths or names of the library, tried in order.
  const char *const *libraries;
  size_t library_count;
  // The bytes of the model, and the folder of its external data; NULL for none.
  const void *model;
  size_t model_size;
  const char *folder;
  // The values that each run fetches.
  const char *const *outputs;
  size_t output_count;
  // What the process may take beyond what it has when it starts: bytes of memory, and seconds of processor time until more
  // is allowed.
  uint64_t memory;
  uint64_t seconds;
} foldout_session_request;

// A process that holds a model.
typedef struct {
  pid_t child;
  // Inputs are sent and answers received here.
  int line;
  // Held open as long as we live: its end ends the process.
  int lifeline;
} foldout_session;

// Starts a process that loads a model and runs it on what it is sent; 0 where there is no such process. The caller calls
// foldout_session_end. All of the request may be freed once this returns.
//
// Inputs of one run are eight bytes of length, then a block of that many bytes, all little-endian: eight bytes with the
// number of tensors; then for each, at the next multiple of 64, a foldout_tensor_head, its dims (8 bytes each) and its name,
// and at the next multiple of 64 its elements.
//
// The answer is a row of records: a byte that says what it is, eight bytes of length and that many bytes:
//   L text                    no library can be loaded, and why
//   S text                    the model can't be loaded, and why
//   M                         memory ran out
//   I text                    an input does not fit, and why
//   R text                    running failed, and why
//   V index, type, rank, dims, bytes    a value: its place among the outputs asked for, 4 bytes each, 8 a dim
//   N index                   a value that is no tensor of numbers
//   D version                 all is done
// L, S and M end the process; after I, R and D it takes the next inputs.
int foldout_session_start(const foldout_session_request *request, foldout_session *session);

// Allows a process this many seconds of processor time from now on.
void foldout_session_allow(pid_t child, uint64_t seconds);

// How a tensor begins in a block of inputs. Types are numbers of TensorProto.DataType; a name ends with a null byte.
typedef struct {
  uint32_t type;
  uint32_t rank;
  uint64_t name_size;
  uint64_t size;
} foldout_tensor_head;

// Ends the process if it still runs, waits for it and closes our ends. Gives the signal that it ended by, or 0.
int foldout_session_end(foldout_session *session);

// Loads a library and gives its version; 0 where that fails, with the reason.
int foldout_run_version(const char *library, char *version, char *reason, size_t room);

#endif
