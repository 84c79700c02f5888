// Signals and children of a process: things that Swift code must not do in a signal handler, or
// that Swift's C module hides.
#ifndef FOLDOUT_PROCESS_SHIM_H
#define FOLDOUT_PROCESS_SHIM_H

#include <stdint.h>

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

#endif
