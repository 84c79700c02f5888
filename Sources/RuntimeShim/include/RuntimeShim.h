// ONNX Runtime behind three plain functions. The library is loaded when one of these is called; a model runs in a
// process of its own, with limits, so that a hostile model can neither crash nor fill us.
#ifndef FOLDOUT_RUNTIME_SHIM_H
#define FOLDOUT_RUNTIME_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// A tensor that a model is given. Names are null-terminated; types are numbers of TensorProto.DataType.
typedef struct {
  const char *name;
  int32_t type;
  const int64_t *dims;
  size_t rank;
  const void *bytes;
  size_t size;
} foldout_run_input;

typedef struct {
  // Paths or names of the library, tried in order.
  const char *const *libraries;
  size_t library_count;
  // The bytes of the model, and the folder of its external data; NULL for none.
  const void *model;
  size_t model_size;
  const char *folder;
  const foldout_run_input *inputs;
  size_t input_count;
  // The values to fetch.
  const char *const *outputs;
  size_t output_count;
  // What the process may take beyond what it has when it starts: bytes of memory, seconds of processor time.
  uint64_t memory;
  uint64_t seconds;
} foldout_run_request;

// Starts a process that runs a model, and gives the end of a pipe from which its answer is read; -1 where there is no
// such process. The caller closes it and calls foldout_run_end. All of the request may be freed then.
//
// The answer is a row of records: a byte that says what it is, eight bytes of length (little-endian) and that many bytes:
//   L text                    no library can be loaded, and why
//   S text                    the model can't be loaded, and why
//   I text                    an input does not fit, and why
//   R text                    running failed, and why
//   M                         memory ran out
//   V index, type, rank, dims, bytes    a value: its place among the outputs asked for, 4 bytes each, 8 a dim
//   N index                   a value that is no tensor of numbers
//   D version                 all is done
int foldout_run_start(const foldout_run_request *request, pid_t *child);

// Ends the process if it still runs, and waits for it. Gives the signal that it ended by, or 0.
int foldout_run_end(pid_t child);

// Loads a library and gives its version; 0 where that fails, with the reason.
int foldout_run_version(const char *library, char *version, char *reason, size_t room);

#endif
