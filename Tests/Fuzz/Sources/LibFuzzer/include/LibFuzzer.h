#ifndef FOLDOUT_LIB_FUZZER_H
#define FOLDOUT_LIB_FUZZER_H

#include <stddef.h>
#include <stdint.h>

// libFuzzer for programs that have a main of their own. The compiler's option -sanitize=fuzzer links it.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif
