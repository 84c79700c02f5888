#include "ArchiveShim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

// The functions of libzip that are used.
static struct {
  __typeof__(&zip_source_function_create) source;
  __typeof__(&zip_open_from_source) open;
  __typeof__(&zip_source_free) free_source;
  __typeof__(&zip_get_num_entries) count;
  __typeof__(&zip_get_name) name;
  __typeof__(&zip_name_locate) find;
  __typeof__(&zip_stat_index) stat;
  __typeof__(&zip_fopen_index) fopen;
  __typeof__(&zip_fread) fread;
  __typeof__(&zip_fclose) fclose;
  __typeof__(&zip_discard) discard;
  __typeof__(&zip_error_init) init_error;
  __typeof__(&zip_error_strerror) describe;
  __typeof__(&zip_error_fini) end_error;
} lib;

struct foldout_zip {
  zip_t *zip;
  const char *bytes;
  zip_uint64_t size;
  // Where the next read begins.
  zip_uint64_t position;
  // Where the first read since this was reset began; NOWHERE before it.
  zip_uint64_t first_read;
  int error;
};

static const zip_uint64_t NOWHERE = UINT64_MAX;

static void *library;

static int find_functions(void) {
  if (library) return 1;
  static const char *const names[] = {"libzip.so.4", "libzip.so.5", "libzip.so", "libzip.dylib"};
  void *found = NULL;
  for (size_t i = 0; !found && i < sizeof names / sizeof names[0]; i++) found = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!found) return 0;
  int ok = (lib.source = dlsym(found, "zip_source_function_create")) && (lib.open = dlsym(found, "zip_open_from_source")) &&
           (lib.free_source = dlsym(found, "zip_source_free")) && (lib.count = dlsym(found, "zip_get_num_entries")) &&
           (lib.name = dlsym(found, "zip_get_name")) && (lib.find = dlsym(found, "zip_name_locate")) &&
           (lib.stat = dlsym(found, "zip_stat_index")) && (lib.fopen = dlsym(found, "zip_fopen_index")) &&
           (lib.fread = dlsym(found, "zip_fread")) && (lib.fclose = dlsym(found, "zip_fclose")) &&
           (lib.discard = dlsym(found, "zip_discard")) && (lib.init_error = dlsym(found, "zip_error_init")) &&
           (lib.describe = dlsym(found, "zip_error_strerror")) && (lib.end_error = dlsym(found, "zip_error_fini"));
  if (ok) library = found;
  return ok;
}

// Loads the library once, whichever thread asks first.
static int load(void) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  int ok = find_functions();
  pthread_mutex_unlock(&lock);
  return ok;
}

static zip_int64_t seek(foldout_zip *archive, const zip_source_args_seek_t *to) {
  zip_int64_t base = to->whence == SEEK_CUR   ? (zip_int64_t)archive->position
                     : to->whence == SEEK_END ? (zip_int64_t)archive->size
                                              : 0;
  zip_int64_t place;
  if (__builtin_add_overflow(base, to->offset, &place) || place < 0 || (zip_uint64_t)place > archive->size) {
    archive->error = ZIP_ER_SEEK;
    return -1;
  }
  archive->position = (zip_uint64_t)place;
  return 0;
}

// The archive's bytes as libzip reads them. libzip's own buffer source would do, but does not show which bytes are read.
static zip_int64_t serve(void *own, void *data, zip_uint64_t length, zip_source_cmd_t command) {
  foldout_zip *archive = own;
  switch (command) {
    case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_SEEKABLE;
    case ZIP_SOURCE_OPEN: archive->position = 0; return 0;
    case ZIP_SOURCE_READ: {
      zip_uint64_t left = archive->size - archive->position;
      if (length > left) length = left;
      if (archive->first_read == NOWHERE) archive->first_read = archive->position;
      memcpy(data, archive->bytes + archive->position, length);
      archive->position += length;
      return (zip_int64_t)length;
    }
    case ZIP_SOURCE_SEEK:
      if (length < sizeof(zip_source_args_seek_t)) break;
      return seek(archive, data);
    case ZIP_SOURCE_TELL: return (zip_int64_t)archive->position;
    case ZIP_SOURCE_STAT: {
      if (length < sizeof(zip_stat_t)) break;
      zip_stat_t status = {.valid = ZIP_STAT_SIZE, .size = archive->size};
      memcpy(data, &status, sizeof status);
      return sizeof status;
    }
    case ZIP_SOURCE_ERROR: {
      int error[2] = {archive->error, 0};
      if (length < sizeof error) return -1;
      memcpy(data, error, sizeof error);
      return sizeof error;
    }
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    default: break;
  }
  archive->error = ZIP_ER_OPNOTSUPP;
  return -1;
}

int foldout_zip_open(const void *bytes, size_t size, foldout_zip **opened, char *message, size_t room) {
  *opened = NULL;
  if (!load()) return FOLDOUT_ARCHIVE_NO_LIBRARY;
  foldout_zip *archive = calloc(1, sizeof *archive);
  if (!archive) return FOLDOUT_ARCHIVE_NO_MEMORY;
  archive->bytes = bytes;
  archive->size = size;
  zip_error_t error;
  lib.init_error(&error);
  zip_source_t *source = lib.source(serve, archive, &error);
  archive->zip = source ? lib.open(source, ZIP_RDONLY, &error) : NULL;
  if (!archive->zip) {
    snprintf(message, room, "%s", lib.describe(&error));
    if (source) lib.free_source(source);
    free(archive);
  } else {
    *opened = archive;
  }
  lib.end_error(&error);
  return *opened ? FOLDOUT_ARCHIVE_OK : FOLDOUT_ARCHIVE_DAMAGED;
}

int64_t foldout_zip_count(foldout_zip *archive) { return lib.count(archive->zip, 0); }

const char *foldout_zip_name(foldout_zip *archive, int64_t index) {
  return lib.name(archive->zip, (zip_uint64_t)index, ZIP_FL_ENC_RAW);
}

int64_t foldout_zip_find(foldout_zip *archive, const char *name) { return lib.find(archive->zip, name, 0); }

int64_t foldout_zip_size(foldout_zip *archive, int64_t index) {
  zip_stat_t status;
  if (lib.stat(archive->zip, (zip_uint64_t)index, 0, &status) != 0 || !(status.valid & ZIP_STAT_SIZE)) return -1;
  return status.size > INT64_MAX ? -1 : (int64_t)status.size;
}

int64_t foldout_zip_read(foldout_zip *archive, int64_t index, void *to, size_t room) {
  zip_file_t *file = lib.fopen(archive->zip, (zip_uint64_t)index, 0);
  if (!file) return -1;
  size_t done = 0;
  zip_int64_t got = 0;
  while (done < room && (got = lib.fread(file, (char *)to + done, room - done)) > 0) done += (size_t)got;
  lib.fclose(file);
  return got < 0 ? -1 : (int64_t)done;
}

int foldout_zip_place(foldout_zip *archive, int64_t index, size_t *offset, size_t *size) {
  const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  zip_stat_t status;
  if (lib.stat(archive->zip, (zip_uint64_t)index, 0, &status) != 0 || (status.valid & needed) != needed ||
      status.comp_method != ZIP_CM_STORE || status.encryption_method != ZIP_EM_NONE || status.size == 0 ||
      status.size != status.comp_size)
    return 0;
  zip_file_t *file = lib.fopen(archive->zip, (zip_uint64_t)index, 0);
  if (!file) return 0;
  // The local header has been read by now: what libzip asks for next is the first byte of the data.
  char byte = 0;
  archive->first_read = NOWHERE;
  zip_int64_t got = lib.fread(file, &byte, 1);
  zip_uint64_t start = archive->first_read;
  lib.fclose(file);
  if (got != 1 || start >= archive->size || status.size > archive->size - start || archive->bytes[start] != byte)
    return 0;
  *offset = start;
  *size = status.size;
  return 1;
}

void foldout_zip_close(foldout_zip *archive) {
  lib.discard(archive->zip);
  free(archive);
}

int foldout_zip_version(char *text, size_t room) {
  if (!load()) return 0;
  __typeof__(&zip_libzip_version) version = dlsym(library, "zip_libzip_version");
  snprintf(text, room, "%s", version ? version() : "of unknown version");
  return 1;
}
