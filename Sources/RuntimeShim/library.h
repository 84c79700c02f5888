// Loading ONNX Runtime.
#ifndef FOLDOUT_LIBRARY_H
#define FOLDOUT_LIBRARY_H

#include "runtime.h"

// Loads a library; NULL with the reason where it can't be, or is another one.
const runtime_base *foldout_load_runtime(const char *name, const char **reason);

#endif
