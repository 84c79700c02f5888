// What the process does that holds a model.
#ifndef FOLDOUT_SERVE_H
#define FOLDOUT_SERVE_H

#include "RuntimeShim.h"

// Loads the library and the model, then answers runs until no more inputs come. Never returns.
_Noreturn void foldout_serve(const foldout_session_request *request, int line);

#endif
