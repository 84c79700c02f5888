// What is used of ONNX Runtime's C interface, after its public documentation (API version 11, which all later ones
// contain): a table of functions, of which these are the places.
#ifndef FOLDOUT_RUNTIME_H
#define FOLDOUT_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

enum { API_VERSION = 11 };
enum { LOG_FATAL = 4, OPTIMISATION_OFF = 0, ALLOCATOR_ARENA = 1, MEMORY_DEFAULT = 0 };
enum { TYPE_STRING = 8 };

typedef struct {
  const void *(*get_api)(uint32_t version);
  const char *(*get_version)(void);
} runtime_base;

// A status is NULL where all went well.
typedef void *status;

enum {
  SLOT_GET_ERROR_MESSAGE = 2,
  SLOT_CREATE_ENV = 3,
  SLOT_DISABLE_TELEMETRY = 6,
  SLOT_CREATE_SESSION_FROM_ARRAY = 8,
  SLOT_RUN = 9,
  SLOT_CREATE_SESSION_OPTIONS = 10,
  SLOT_DISABLE_MEMORY_PATTERN = 17,
  SLOT_DISABLE_ARENA = 19,
  SLOT_SET_LOG_SEVERITY = 22,
  SLOT_SET_OPTIMISATION = 23,
  SLOT_SET_THREADS = 24,
  SLOT_CREATE_TENSOR = 49,
  SLOT_IS_TENSOR = 50,
  SLOT_GET_DATA = 51,
  SLOT_GET_ELEMENT_TYPE = 60,
  SLOT_GET_RANK = 61,
  SLOT_GET_DIMS = 62,
  SLOT_GET_ELEMENT_COUNT = 64,
  SLOT_GET_TYPE_AND_SHAPE = 65,
  SLOT_CREATE_MEMORY_INFO = 69,
  SLOT_RELEASE_STATUS = 93,
  SLOT_RELEASE_VALUE = 96,
  SLOT_RELEASE_TYPE_AND_SHAPE = 99,
  SLOT_ADD_CONFIG = 130,
};

typedef const char *(*get_error_message)(status);
typedef status (*create_env)(int level, const char *name, void **env);
typedef status (*create_session)(void *env, const void *bytes, size_t size, void *options, void **session);
typedef status (*run_session)(void *session, void *run_options, const char *const *inputs, const void *const *values,
                              size_t count, const char *const *outputs, size_t output_count, void **results);
typedef status (*create_object)(void **object);
typedef status (*change_object)(void *object);
typedef status (*set_number)(void *object, int number);
typedef status (*create_tensor)(void *memory, void *bytes, size_t size, const int64_t *dims, size_t rank, int type,
                                void **value);
typedef status (*get_flag)(const void *value, int *flag);
typedef status (*get_pointer)(const void *value, void **pointer);
typedef status (*get_size)(const void *info, size_t *size);
typedef status (*get_dims)(const void *info, int64_t *dims, size_t count);
typedef status (*create_memory_info)(int allocator, int kind, void **memory);
typedef status (*add_config)(void *options, const char *key, const char *value);
typedef void (*release_object)(void *object);

#endif
