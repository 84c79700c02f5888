#ifndef FOLDOUT_ARCHIVE_SHIM_H
#define FOLDOUT_ARCHIVE_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// libzip and libhdf5, loaded only when a file needs them: HDF5 alone brings in thirty libraries, which no
// reader of an ONNX file should wait for.

typedef struct foldout_zip foldout_zip;

enum foldout_archive_result {
  FOLDOUT_ARCHIVE_OK = 0,
  FOLDOUT_ARCHIVE_NO_LIBRARY = 1,
  FOLDOUT_ARCHIVE_DAMAGED = 2,
  FOLDOUT_ARCHIVE_NO_MEMORY = 3,
  // The library crashed, in a process of its own.
  FOLDOUT_ARCHIVE_CRASHED = 4,
  // It came to no end there.
  FOLDOUT_ARCHIVE_ENDLESS = 5,
};

// Opens an archive in memory, which must outlive it. The message is the library's own.
int foldout_zip_open(const void *bytes, size_t size, foldout_zip **archive, char *message, size_t room);
int64_t foldout_zip_count(foldout_zip *archive);
// The name of an entry, or NULL.
const char *foldout_zip_name(foldout_zip *archive, int64_t index);
// The number of the entry of that name, or -1.
int64_t foldout_zip_find(foldout_zip *archive, const char *name);
// The size of an entry once unpacked, as the archive says, or -1.
int64_t foldout_zip_size(foldout_zip *archive, int64_t index);
// Unpacks at most `room` bytes; returns their number, or -1 where they are damaged.
int64_t foldout_zip_read(foldout_zip *archive, int64_t index, void *to, size_t room);
// Where the bytes of an entry lie in the archive, as libzip finds them; 0 where the entry is packed, encrypted
// or empty, or reaches beyond the archive's end. Nothing is unpacked, and one byte is read.
int foldout_zip_place(foldout_zip *archive, int64_t index, size_t *offset, size_t *size);
void foldout_zip_close(foldout_zip *archive);

// Describes an HDF5 file in memory: the model's config and the datasets, never their values.
//
// HDF5 runs in a process of its own, so that a file made to crash it can't crash us. That process gets five
// seconds of processor time, 30 by the clock and 1 GB, and ends when ours does.
//
// The answer is a row of records: a byte that says what it is, eight bytes of length (little-endian), and that
// many bytes of text, fields separated by NUL:
//   M model_config            the attribute of the root
//   V keras_version           the same
//   B backend                 the same
//   N group, name             a group's attribute `name`
//   W path, dtype, dims, offset   a dataset; the dims in decimal, separated by commas; where its bytes lie in one piece and
//                             as our processors have them, their offset, else -1
// Whatever the result, the answer holds what was found until then, its last record perhaps cut short. The
// caller frees it with free().
int foldout_h5_describe(const void *bytes, size_t size, unsigned char **answer, size_t *length);

// Starts to read the elements of a dataset, `length` bytes together, in a process of its own as above, with time that
// grows with the length. Returns the end of a pipe that gives them in order and in the byte order of our processors, and ends
// early where they can't be read; -1 where there is no such process. The caller closes it and waits for the reader.
int foldout_h5_stream(const void *bytes, size_t size, const char *path, size_t length, pid_t *reader);

// The versions of libzip and HDF5; 0 where they can't be loaded.
int foldout_zip_version(char *text, size_t room);
int foldout_h5_version(char *text, size_t room);

#endif
