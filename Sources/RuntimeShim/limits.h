// What a process that runs a model may take.
#ifndef FOLDOUT_LIMITS_H
#define FOLDOUT_LIMITS_H

#include "RuntimeShim.h"

// Takes from this process what it inherited and does not need: descriptors but these two, handlers of signals, standard
// streams, and settings of the library. It ends as soon as the lifeline's other end is closed.
void foldout_shed(int line, int lifeline);

// Bounds memory, time and files of this process, and confines it.
void foldout_limit(uint64_t memory, uint64_t seconds);

#endif
