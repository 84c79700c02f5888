#include "ArchiveShim.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

// The functions of libzip that are used.
static struct {
  __typeof__(&zip_source_buffer_create) source;
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
};

static void *library;

static int load(void) {
  if (library) return 1;
  static const char *const names[] = {"libzip.so.4", "libzip.so.5", "libzip.so", "libzip.dylib"};
  void *found = NULL;
  for (size_t i = 0; !found && i < sizeof names / sizeof names[0]; i++) found = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!found) return 0;
  int ok = (lib.source = dlsym(found, "zip_source_buffer_create")) && (lib.open = dlsym(found, "zip_open_from_source")) &&
           (lib.free_source = dlsym(found, "zip_source_free")) && (lib.count = dlsym(found, "zip_get_num_entries")) &&
           (lib.name = dlsym(found, "zip_get_name")) && (lib.find = dlsym(found, "zip_name_locate")) &&
           (lib.stat = dlsym(found, "zip_stat_index")) && (lib.fopen = dlsym(found, "zip_fopen_index")) &&
           (lib.fread = dlsym(found, "zip_fread")) && (lib.fclose = dlsym(found, "zip_fclose")) &&
           (lib.discard = dlsym(found, "zip_discard")) && (lib.init_error = dlsym(found, "zip_error_init")) &&
           (lib.describe = dlsym(found, "zip_error_strerror")) && (lib.end_error = dlsym(found, "zip_error_fini"));
  if (ok) library = found;
  return ok;
}

int foldout_zip_open(const void *bytes, size_t size, foldout_zip **archive, char *message, size_t room) {
  *archive = NULL;
  if (!load()) return FOLDOUT_ARCHIVE_NO_LIBRARY;
  zip_error_t error;
  lib.init_error(&error);
  zip_source_t *source = lib.source(bytes, size, 0, &error);
  zip_t *zip = source ? lib.open(source, ZIP_RDONLY, &error) : NULL;
  if (!zip) {
    snprintf(message, room, "%s", lib.describe(&error));
    if (source) lib.free_source(source);
    lib.end_error(&error);
    return FOLDOUT_ARCHIVE_DAMAGED;
  }
  lib.end_error(&error);
  *archive = malloc(sizeof **archive);
  if (!*archive) {
    lib.discard(zip);
    return FOLDOUT_ARCHIVE_NO_MEMORY;
  }
  (*archive)->zip = zip;
  return FOLDOUT_ARCHIVE_OK;
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
