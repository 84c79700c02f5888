#define _GNU_SOURCE
#include "ArchiveShim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "ProcessShim.h"

#if __has_include(<hdf5/serial/hdf5.h>)
#include <hdf5/serial/hdf5.h>
#else
#include <hdf5.h>
#endif

// How much of a file is described: no model has more.
enum { MAX_DEPTH = 64, MAX_OBJECTS = 100000, MAX_NAME = 1000, MAX_PATH = 4000, MAX_RANK = 32 };
// H5F_ACC_RDONLY without the check of versions that the macro carries, which would end the process.
static const unsigned read_only = 0;
static const size_t max_config = (size_t)256 << 20;
static const uint64_t max_memory = (uint64_t)1 << 30;
// What is read of a dataset at once, and the most where its chunks are larger.
static const size_t slab_bytes = (size_t)4 << 20, max_slab = (size_t)256 << 20;
// Bytes of elements that a slow machine unpacks in a second.
static const size_t bytes_a_second = (size_t)20 << 20;
// Seconds of processor time: damaged heaps make libhdf5 go round and round, while the largest files, of
// MAX_OBJECTS groups and datasets, take about two.
static const uint64_t max_seconds = 5;
// Seconds by the clock, for a disk that does not answer.
static const uint32_t max_wait = 30;

// The functions of libhdf5 that are used.
#define FUNCTIONS(X)                                                                                         \
  X(H5open) X(H5Eset_auto2) X(H5Pcreate) X(H5Pset_fapl_core) X(H5Pset_file_image_callbacks)                  \
  X(H5Pset_file_image) X(H5Fopen) X(H5Gopen2) X(H5Gclose) X(H5Dopen2) X(H5Dclose) X(H5Dget_type)             \
  X(H5Dget_space) X(H5Sget_simple_extent_ndims) X(H5Sget_simple_extent_dims) X(H5Sget_simple_extent_npoints) \
  X(H5Sclose) X(H5Aexists) X(H5Aopen) X(H5Aget_type) X(H5Aget_space) X(H5Aread) X(H5Aclose) X(H5Tget_class)  \
  X(H5Tget_size) X(H5Tget_sign) X(H5Tis_variable_str) X(H5Tclose) X(H5Giterate) X(H5Gget_objinfo)            \
  X(H5Tget_order) X(H5Tget_ebias) X(H5Tget_native_type) X(H5Dget_offset) X(H5Dget_storage_size)              \
  X(H5Dget_create_plist) X(H5Pget_layout) X(H5Pget_chunk) X(H5Pget_external_count) X(H5Pclose)               \
  X(H5Screate_simple) X(H5Sselect_hyperslab) X(H5Dread)

#define DECLARE(name) static __typeof__(&name) p##name;
FUNCTIONS(DECLARE)
static hid_t *file_access_class;

static void *library;

static int find_functions(void) {
  if (library) return 1;
  static const char *const names[] = {"libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5_serial.so",
                                      "libhdf5.so.103",        "libhdf5.so.310",        "libhdf5.so", "libhdf5.dylib"};
  void *found = NULL;
  for (size_t i = 0; !found && i < sizeof names / sizeof names[0]; i++) found = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
  if (!found) return 0;
#define FIND(name) if (!(p##name = (__typeof__(&name))dlsym(found, #name))) return 0;
  FUNCTIONS(FIND)
  if (!(file_access_class = dlsym(found, "H5P_CLS_FILE_ACCESS_ID_g"))) return 0;
  library = found;
  return 1;
}

// Loads the library once, whichever thread asks first.
static int load(void) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  int ok = find_functions();
  pthread_mutex_unlock(&lock);
  return ok;
}

// MARK: In the process of its own

static int answer_to;
static int objects_left = MAX_OBJECTS;

static void put(const void *bytes, size_t count) { foldout_put(answer_to, bytes, count); }

static void put_record(char kind, const void *text, size_t length) {
  unsigned char record[512] = {(unsigned char)kind};
  for (int i = 0; i < 8; i++) record[i + 1] = (unsigned char)((uint64_t)length >> (8 * i));
  // Most records are short, and one call of the system is cheaper than two.
  if (length <= sizeof record - 9) {
    memcpy(record + 9, text, length);
    put(record, 9 + length);
  } else {
    put(record, 9);
    put(text, length);
  }
}

// A file's image is used where it lies: these stand in for HDF5's copying of it.
static const void *image;

static void *image_malloc(size_t size, H5FD_file_image_op_t operation, void *data) {
  (void)size, (void)operation, (void)data;
  return (void *)image;
}

static void *image_memcpy(void *to, const void *from, size_t size, H5FD_file_image_op_t operation, void *data) {
  (void)from, (void)size, (void)operation, (void)data;
  return to;
}

static void *image_realloc(void *old, size_t size, H5FD_file_image_op_t operation, void *data) {
  (void)old, (void)size, (void)operation, (void)data;
  return NULL;
}

static herr_t image_free(void *old, H5FD_file_image_op_t operation, void *data) {
  (void)old, (void)operation, (void)data;
  return 0;
}

// A string attribute, of fixed or variable length; the caller frees it. NULL where there is none.
static char *string_attribute(hid_t object, const char *name, size_t *length) {
  if (pH5Aexists(object, name) <= 0) return NULL;
  hid_t attribute = pH5Aopen(object, name, H5P_DEFAULT);
  if (attribute < 0) return NULL;
  char *text = NULL;
  hid_t type = pH5Aget_type(attribute);
  hid_t space = pH5Aget_space(attribute);
  if (type >= 0 && space >= 0 && pH5Tget_class(type) == H5T_STRING && pH5Sget_simple_extent_npoints(space) == 1) {
    size_t size = pH5Tget_size(type);
    if (pH5Tis_variable_str(type) > 0) {
      char *found = NULL;
      if (pH5Aread(attribute, type, &found) >= 0 && found) {
        *length = strnlen(found, max_config);
        text = found;
      }
    } else if (size > 0 && size <= max_config && (text = calloc(1, size + 1))) {
      if (pH5Aread(attribute, type, text) < 0) {
        free(text);
        text = NULL;
      } else {
        *length = strnlen(text, size);
      }
    }
  }
  if (space >= 0) pH5Sclose(space);
  if (type >= 0) pH5Tclose(type);
  pH5Aclose(attribute);
  return text;
}

static void put_attribute(hid_t object, const char *name, char kind) {
  size_t length = 0;
  char *text = string_attribute(object, name, &length);
  if (text) put_record(kind, text, length);
}

static const char *type_name(hid_t type) {
  size_t size = pH5Tget_size(type);
  switch (pH5Tget_class(type)) {
    case H5T_FLOAT:
      // Halves are told apart by the bias of their exponents.
      if (size == 2) return pH5Tget_ebias(type) == 127 ? "bfloat16" : "float16";
      return size == 4 ? "float32" : size == 8 ? "float64" : "";
    case H5T_INTEGER: {
      int is_signed = pH5Tget_sign(type) == H5T_SGN_2;
      switch (size) {
        case 1: return is_signed ? "int8" : "uint8";
        case 2: return is_signed ? "int16" : "uint16";
        case 4: return is_signed ? "int32" : "uint32";
        case 8: return is_signed ? "int64" : "uint64";
        default: return "";
      }
    }
    case H5T_STRING: return "string";
    case H5T_ENUM: return size == 1 ? "bool" : "";
    default: return "";
  }
}

// Whether the elements are stored as our processors have them, so that the bytes of the file can be used.
static int is_little_endian(hid_t type) {
  return pH5Tget_class(type) == H5T_OPAQUE || pH5Tget_size(type) == 1 || pH5Tget_order(type) == H5T_ORDER_LE;
}

// How the elements lie in the file: in one piece, in chunks that may be packed, or in a way that is not followed, such as
// in other files.
typedef enum { LAYOUT_OTHER, LAYOUT_PLAIN, LAYOUT_CHUNKED } layout;

static layout dataset_layout(hid_t dataset, int rank, hsize_t *chunk) {
  hid_t made = pH5Dget_create_plist(dataset);
  if (made < 0) return LAYOUT_OTHER;
  layout found = LAYOUT_OTHER;
  if (pH5Pget_external_count(made) == 0) switch (pH5Pget_layout(made)) {
      case H5D_COMPACT:
      case H5D_CONTIGUOUS: found = LAYOUT_PLAIN; break;
      case H5D_CHUNKED:
        if (pH5Pget_chunk(made, rank, chunk) == rank) found = LAYOUT_CHUNKED;
        break;
      default: break;
    }
  pH5Pclose(made);
  return found;
}

// The place of a dataset's bytes in the file; -1 where only HDF5 can tell its elements.
static long long plain_offset(hid_t dataset, hid_t type, int rank, hsize_t elements) {
  hsize_t chunk[MAX_RANK];
  if (dataset_layout(dataset, rank, chunk) != LAYOUT_PLAIN || !is_little_endian(type)) return -1;
  haddr_t offset = pH5Dget_offset(dataset);
  if (offset == HADDR_UNDEF || pH5Dget_storage_size(dataset) != elements * pH5Tget_size(type)) return -1;
  return (long long)offset;
}

static void describe_dataset(hid_t parent, const char *name, const char *path) {
  hid_t dataset = pH5Dopen2(parent, name, H5P_DEFAULT);
  if (dataset < 0) return;
  hid_t type = pH5Dget_type(dataset);
  hid_t space = pH5Dget_space(dataset);
  hsize_t dims[MAX_RANK];
  int rank = space >= 0 ? pH5Sget_simple_extent_ndims(space) : -1;
  if (type >= 0 && rank >= 0 && rank <= MAX_RANK && pH5Sget_simple_extent_dims(space, dims, NULL) >= 0) {
    // Types that HDF5 does not have, such as bfloat16, are named by an attribute.
    size_t length = 0;
    char *named = string_attribute(dataset, "dtype", &length);
    const char *dtype = named && length < 40 ? named : type_name(type);
    char text[MAX_PATH + 96 + MAX_RANK * 24];
    size_t used = (size_t)snprintf(text, sizeof text, "%s", path) + 1;
    used += (size_t)snprintf(text + used, sizeof text - used, "%s", dtype) + 1;
    for (int axis = 0; axis < rank; axis++)
      used += (size_t)snprintf(text + used, sizeof text - used, axis ? ",%llu" : "%llu", (unsigned long long)dims[axis]);
    hsize_t elements = 1;
    for (int axis = 0; axis < rank; axis++) elements *= dims[axis];
    used += 1 + (size_t)snprintf(text + used + 1, sizeof text - used - 1, "%lld", plain_offset(dataset, type, rank, elements));
    put_record('W', text, used);
    free(named);
  }
  if (space >= 0) pH5Sclose(space);
  if (type >= 0) pH5Tclose(type);
  pH5Dclose(dataset);
}

// Where in the file a member of a group is.
typedef struct {
  char *path;
  size_t length;
  int depth;
} place;

static void describe_group(hid_t group, char *path, size_t length, int depth);

// Describes one member of a group; not 0 where there is to be no further one.
static herr_t describe_member(hid_t group, const char *part, void *data) {
  const place *at = data;
  size_t size = strlen(part);
  if (objects_left-- <= 0) return 1;
  if (size == 0 || size >= MAX_NAME || at->length + size + 2 >= MAX_PATH) return 0;
  // An optimizer's state belongs to training, not to the model.
  if (at->depth == 0 && strncmp(part, "optimizer", 9) == 0) return 0;
  H5G_stat_t object;
  if (pH5Gget_objinfo(group, part, 0, &object) < 0) return 0;
  size_t end = at->length;
  if (end) at->path[end++] = '/';
  memcpy(at->path + end, part, size + 1);
  end += size;
  if (object.type == H5G_DATASET) describe_dataset(group, part, at->path);
  if (object.type == H5G_GROUP) {
    hid_t inner = pH5Gopen2(group, part, H5P_DEFAULT);
    if (inner >= 0) {
      describe_group(inner, at->path, end, at->depth + 1);
      pH5Gclose(inner);
    }
  }
  at->path[at->length] = 0;
  return 0;
}

// Goes through a group and those in it, in one walk: to ask for members by number would take time by the square
// of their number. Links are not followed: they may form circles or lead elsewhere.
static void describe_group(hid_t group, char *path, size_t length, int depth) {
  if (depth > MAX_DEPTH) return;
  size_t known = 0;
  char *name = string_attribute(group, "name", &known);
  if (name && known < MAX_NAME && length + known + 1 < MAX_PATH) {
    char text[MAX_PATH];
    memcpy(text, path, length);
    text[length] = 0;
    memcpy(text + length + 1, name, known);
    put_record('N', text, length + 1 + known);
  }
  free(name);
  place at = {path, length, depth};
  pH5Giterate(group, ".", NULL, describe_member, &at);
}

// Opens the file in memory and its root group; a negative number, less 3 or 2 for exit codes, where that fails.
static hid_t open_root(const void *bytes, size_t size) {
  if (pH5open() < 0) return -3;
  pH5Eset_auto2(H5E_DEFAULT, NULL, NULL);
  image = bytes;
  hid_t access = pH5Pcreate(*file_access_class);
  H5FD_file_image_callbacks_t callbacks = {image_malloc, image_memcpy, image_realloc, image_free, NULL, NULL, NULL};
  if (access < 0 || pH5Pset_fapl_core(access, 1 << 16, 0) < 0 || pH5Pset_file_image_callbacks(access, &callbacks) < 0 ||
      pH5Pset_file_image(access, (void *)bytes, size) < 0)
    return -3;
  hid_t file = pH5Fopen("model", read_only, access);
  hid_t root = file >= 0 ? pH5Gopen2(file, "/", H5P_DEFAULT) : -1;
  return root < 0 ? -2 : root;
}

static int describe(const void *bytes, size_t size) {
  hid_t root = open_root(bytes, size);
  if (root < 0) return (int)-root;
  put_attribute(root, "model_config", 'M');
  put_attribute(root, "keras_version", 'V');
  put_attribute(root, "backend", 'B');
  char path[MAX_PATH] = "";
  describe_group(root, path, 0, 0);
  return 0;
}

// Writes the elements of a dataset, slab by slab along its first axis.
static int stream_slabs(hid_t dataset, hid_t type, hid_t space, const hsize_t *dims, int rank, size_t rows, size_t row) {
  hsize_t start[MAX_RANK] = {0}, count[MAX_RANK];
  memcpy(count, dims, (size_t)rank * sizeof *dims);
  void *slab = malloc(rows * row);
  if (!slab) return 3;
  for (hsize_t done = 0; done < dims[0]; done += rows) {
    start[0] = done;
    count[0] = dims[0] - done < rows ? dims[0] - done : rows;
    hid_t memory = pH5Screate_simple(rank, count, NULL);
    if (memory < 0 || pH5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, count, NULL) < 0 ||
        pH5Dread(dataset, type, memory, space, H5P_DEFAULT, slab) < 0)
      return 2;
    pH5Sclose(memory);
    put(slab, (size_t)count[0] * row);
  }
  free(slab);
  return 0;
}

static int stream(const void *bytes, size_t size, const char *path) {
  hid_t root = open_root(bytes, size);
  if (root < 0) return (int)-root;
  hid_t dataset = pH5Dopen2(root, path, H5P_DEFAULT);
  if (dataset < 0) return 2;
  hid_t type = pH5Dget_type(dataset), space = pH5Dget_space(dataset);
  hsize_t dims[MAX_RANK], chunk[MAX_RANK];
  int rank = space >= 0 ? pH5Sget_simple_extent_ndims(space) : -1;
  if (type < 0 || rank < 0 || rank > MAX_RANK || pH5Sget_simple_extent_dims(space, dims, NULL) < 0) return 2;
  layout found = dataset_layout(dataset, rank, chunk);
  if (found == LAYOUT_OTHER) return 2;
  hid_t memory_type = is_little_endian(type) ? type : pH5Tget_native_type(type, H5T_DIR_ASCEND);
  size_t width = pH5Tget_size(type);
  if (memory_type < 0 || pH5Tget_size(memory_type) != width) return 2;
  if (rank == 0) {
    unsigned char scalar[64];
    if (width > sizeof scalar || pH5Dread(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, scalar) < 0) return 2;
    put(scalar, width);
    return 0;
  }
  size_t row = width;
  for (int axis = 1; axis < rank; axis++)
    if (__builtin_mul_overflow(row, (size_t)dims[axis], &row)) return 2;
  if (row == 0 || dims[0] == 0) return 0;
  // Nothing packs a thousand bytes into less than one: more elements than that were never written.
  size_t all;
  if (__builtin_mul_overflow(row, (size_t)dims[0], &all) || all / 1100 > pH5Dget_storage_size(dataset)) return 2;
  // Whole chunks, so that each is unpacked once.
  size_t step = found == LAYOUT_CHUNKED ? (size_t)chunk[0] : 1;
  size_t rows = step * ((slab_bytes / row) / step);
  if (rows == 0) rows = step;
  if (rows > max_slab / row) return 3;
  return stream_slabs(dataset, memory_type, space, dims, rank, rows, row);
}

// MARK: In ours

// What became of the other process.
static int result(int status) {
  if (WIFEXITED(status))
    return WEXITSTATUS(status) == 0   ? FOLDOUT_ARCHIVE_OK
           : WEXITSTATUS(status) == 2 ? FOLDOUT_ARCHIVE_DAMAGED
                                      : FOLDOUT_ARCHIVE_CRASHED;
  int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return signal == SIGXCPU || signal == SIGALRM ? FOLDOUT_ARCHIVE_ENDLESS : FOLDOUT_ARCHIVE_CRASHED;
}

// A file in memory, and the dataset that is wanted of it.
typedef struct {
  const void *bytes;
  size_t size;
  const char *path;
} request;

static int32_t describe_for(const void *what, int to) {
  const request *asked = what;
  answer_to = to;
  return describe(asked->bytes, asked->size);
}

static int32_t stream_for(const void *what, int to) {
  const request *asked = what;
  answer_to = to;
  return stream(asked->bytes, asked->size, asked->path);
}

int foldout_h5_describe(const void *bytes, size_t size, unsigned char **answer, size_t *length) {
  *answer = NULL;
  *length = 0;
  if (!load()) return FOLDOUT_ARCHIVE_NO_LIBRARY;
  request asked = {bytes, size, NULL};
  foldout_bounds bounds = {max_memory, max_seconds, max_wait};
  int status = 0;
  *answer = foldout_run_bounded(describe_for, &asked, bounds, 2 * max_config, length, &status);
  return *answer ? result(status) : FOLDOUT_ARCHIVE_NO_MEMORY;
}

int foldout_h5_stream(const void *bytes, size_t size, const char *path, size_t length, pid_t *reader) {
  *reader = -1;
  if (!load()) return -1;
  request asked = {bytes, size, path};
  uint64_t seconds = max_seconds + length / bytes_a_second;
  foldout_bounds bounds = {max_memory, seconds, (uint32_t)(max_wait + 4 * seconds)};
  return foldout_start_bounded(stream_for, &asked, bounds, reader);
}

int foldout_h5_version(char *text, size_t room) {
  if (!load()) return 0;
  __typeof__(&H5get_libversion) version = (__typeof__(&H5get_libversion))dlsym(library, "H5get_libversion");
  unsigned major = 0, minor = 0, release = 0;
  if (version && version(&major, &minor, &release) >= 0)
    snprintf(text, room, "%u.%u.%u", major, minor, release);
  else
    snprintf(text, room, "of unknown version");
  return 1;
}
