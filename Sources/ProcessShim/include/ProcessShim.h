// Signals and children of a process: things that Swift code must not do in a signal handler, or
// that Swift's C module hides.
#ifndef FOLDOUT_PROCESS_SHIM_H
#define FOLDOUT_PROCESS_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "confine.h"

// Sets the time, in milliseconds from now, after which the process gives up. It outlasts a fork. 0 for never.
void foldout_deadline(int64_t milliseconds);

// Says what the process works on. When the deadline passes, `late` is written to standard error and the process
// ends with code 69. If `doing` is not NULL, it and the seconds gone by are shown from the first second on,
// in one line that is wiped again. The strings must live as long as the process.
void foldout_working_on(const char *doing, const char *late);

// Wipes the line, and starts no other until the next foldout_working_on.
void foldout_quiet(void);

// Ends the process with code 70 and `message` when a library crashes.
void foldout_on_crash(const char *message);

// fork(2): 0 in the child. The process must have one thread only.
int32_t foldout_fork(void);

// Numbers, all zero, that this process shares with those it forks later; NULL where there is no memory.
int32_t *foldout_shared(int32_t count);

// The number, which goes up by one.
int32_t foldout_take(int32_t *number);

// MARK: A process that reads what a stranger made

// The most that such a process may take.
typedef struct {
  uint64_t memory;   // bytes
  uint64_t seconds;  // of processor time
  uint32_t wait;     // seconds by the clock
} foldout_bounds;

// Starts `work(what, to)` in a process of its own, with the bounds, without our streams and signals, which can write no file
// and has no network (foldout_confine), and ends when ours does: a library that crashes or goes round and round there does no harm here. `to` is the writing end of a pipe, what `work` returns
// the exit code. Returns the reading end; -1 where there is no such process. The caller closes it and waits for the child.
int foldout_start_bounded(int32_t (*work)(const void *what, int to), const void *what, foldout_bounds bounds, pid_t *child);

// The same with all that it writes, at most `most` bytes, which the caller frees with free(); NULL where memory is short or
// there is no such process. `status` is that of waitpid(2).
unsigned char *foldout_run_bounded(int32_t (*work)(const void *what, int to), const void *what, foldout_bounds bounds,
                                   size_t most, size_t *length, int *status);

// Writes all bytes; ends the process where nobody reads them.
void foldout_put(int to, const void *bytes, size_t count);

#endif
