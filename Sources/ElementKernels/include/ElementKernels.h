#ifndef FOLDOUT_ELEMENT_KERNELS_H
#define FOLDOUT_ELEMENT_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// The loops over elements of stored tensors. They are in C for two reasons: one source serves processors with and without
// AVX2, chosen when the program starts, and the order of all sums is fixed here by lanes of a set width, so that the last
// digit of a result does not depend on the processor.

// What one run of float32 elements holds.
typedef struct {
  // The sum, and the sum of the squares of differences to the shift. Not finite where an element is not.
  double sum, squares;
  // Least and greatest; NaN is passed over.
  float low, high;
  // How many elements are 0 or -0.
  size_t zeros;
  // All bit patterns, or-ed together.
  uint32_t bits;
  // How many elements were put into the list.
  size_t listed;
} foldout_float_run;

// Looks at `count` elements, adds each to `table[its upper 16 bits]`, and copies to `list` those that are not 0 and smaller
// in magnitude than `near`, or further than `far` from `shift`, infinities too. `list` has room for all.
foldout_float_run foldout_scan_float32(const float *elements, size_t count, float shift, float near, float far,
                                       uint32_t *table, float *list);

// Adds each of `count` codes to a table of all codes.
void foldout_count_16(const uint16_t *codes, size_t count, uint32_t *table);
// The same for bytes; `table` has four rows of 256, whose sum is the count.
void foldout_count_8(const uint8_t *codes, size_t count, uint32_t *table);

// The sum of squares of a run, by lanes.
double foldout_squares_float32(const float *elements, size_t count);
// Adds the square of each element of a row to the sum of its column.
void foldout_add_squares_float32(const float *row, size_t columns, float *sums);
// The sum of `squares[code]` of a run.
double foldout_squares_16(const uint16_t *codes, size_t count, const float *squares);
double foldout_squares_8(const uint8_t *codes, size_t count, const float *squares);
// Adds `squares[code]` of each code of a row to the sum of its column.
void foldout_add_squares_16(const uint16_t *row, size_t columns, const float *squares, float *sums);
void foldout_add_squares_8(const uint8_t *row, size_t columns, const float *squares, float *sums);

#endif
