#include "library.h"

#include "RuntimeShim.h"

#include <dlfcn.h>
#include <stdio.h>

const runtime_base *foldout_load_runtime(const char *name, const char **reason) {
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
  const runtime_base *base = foldout_load_runtime(library, &text);
  if (!base) {
    snprintf(reason, room, "%s", text ? text : "");
    return 0;
  }
  snprintf(version, room, "%s", base->get_version());
  return 1;
}
