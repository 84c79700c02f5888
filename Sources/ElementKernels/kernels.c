#include "ElementKernels.h"

#include <math.h>
#include <string.h>

// One version for processors with AVX2 and one for all others, of which the dynamic linker takes the right one.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

// Sums must not depend on whether a processor multiplies and adds in one step.
#pragma STDC FP_CONTRACT OFF

enum { LANES = 8, BLOCK = 64 };
typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t words __attribute__((vector_size(4 * LANES)));
typedef double wide_lanes __attribute__((vector_size(8 * LANES)));
typedef int64_t mask_parts __attribute__((vector_size(4 * LANES)));

static const int32_t magnitude = 0x7fffffff;

FOR_EACH_PROCESSOR
foldout_float_run foldout_scan_float32(const float *elements, size_t count, float shift, float near, float far,
                                       uint32_t *table, float *list) {
  wide_lanes sum = {0}, squares = {0};
  lanes low, high, origin;
  words zeros = {0}, bits = {0};
  size_t listed = 0;
  for (int lane = 0; lane < LANES; lane++) {
    low[lane] = INFINITY;
    high[lane] = -INFINITY;
    origin[lane] = shift;
  }
  size_t place = 0;
  for (; place + BLOCK <= count; place += BLOCK) {
    // Squares are summed as float over a block only, of eight a lane: the error stays below that of one rounding.
    lanes block = {0};
    for (size_t start = place; start < place + BLOCK; start += LANES) {
      lanes value;
      memcpy(&value, elements + start, sizeof value);
      words pattern = (words)value;
      words is_lower = value < low, is_higher = value > high;
      low = (lanes)((pattern & is_lower) | ((words)low & ~is_lower));
      high = (lanes)((pattern & is_higher) | ((words)high & ~is_higher));
      lanes difference = value - origin;
      block += difference * difference;
      sum += __builtin_convertvector(value, wide_lanes);
      lanes size = (lanes)(pattern & magnitude), distance = (lanes)((words)difference & magnitude);
      words is_zero = size == 0.0f;
      zeros -= is_zero;
      bits |= pattern;
      mask_parts found = (mask_parts)(((size < near) & ~is_zero) | (distance > far));
      if (found[0] | found[1] | found[2] | found[3]) {
        words mask = (words)found;
        for (int lane = 0; lane < LANES; lane++)
          if (mask[lane]) list[listed++] = value[lane];
      }
    }
    squares += __builtin_convertvector(block, wide_lanes);
    for (size_t start = place; start < place + BLOCK; start += 8) {
      uint64_t pairs[4];
      memcpy(pairs, elements + start, sizeof pairs);
      table[(pairs[0] >> 16) & 0xffff]++, table[pairs[0] >> 48]++;
      table[(pairs[1] >> 16) & 0xffff]++, table[pairs[1] >> 48]++;
      table[(pairs[2] >> 16) & 0xffff]++, table[pairs[2] >> 48]++;
      table[(pairs[3] >> 16) & 0xffff]++, table[pairs[3] >> 48]++;
    }
  }
  for (; place < count; place++) {
    int lane = (int)(place % LANES);
    float value = elements[place], difference = value - shift;
    uint32_t pattern;
    memcpy(&pattern, &value, sizeof pattern);
    if (value < low[lane]) low[lane] = value;
    if (value > high[lane]) high[lane] = value;
    sum[lane] += value;
    squares[lane] += (double)(difference * difference);
    zeros[lane] += value == 0;
    bits[lane] |= (int32_t)pattern;
    table[pattern >> 16]++;
    if ((value != 0 && fabsf(value) < near) || fabsf(difference) > far) list[listed++] = value;
  }
  foldout_float_run run = {.low = INFINITY, .high = -INFINITY, .listed = listed};
  for (int lane = 0; lane < LANES; lane++) {
    run.sum += sum[lane];
    run.squares += squares[lane];
    if (low[lane] < run.low) run.low = low[lane];
    if (high[lane] > run.high) run.high = high[lane];
    run.zeros += (size_t)(uint32_t)zeros[lane];
    run.bits |= (uint32_t)bits[lane];
  }
  return run;
}

void foldout_count_16(const uint16_t *codes, size_t count, uint32_t *table) {
  size_t place = 0;
  for (; place + 4 <= count; place += 4) {
    uint64_t four;
    memcpy(&four, codes + place, sizeof four);
    table[four & 0xffff]++;
    table[(four >> 16) & 0xffff]++;
    table[(four >> 32) & 0xffff]++;
    table[four >> 48]++;
  }
  for (; place < count; place++) table[codes[place]]++;
}

void foldout_count_8(const uint8_t *codes, size_t count, uint32_t *table) {
  // Four rows: a count that was just written need not be waited for when the next byte is the same.
  size_t place = 0;
  for (; place + 8 <= count; place += 8) {
    uint64_t eight;
    memcpy(&eight, codes + place, sizeof eight);
    for (int byte = 0; byte < 8; byte++) table[256 * (byte % 4) + ((eight >> (8 * byte)) & 0xff)]++;
  }
  for (; place < count; place++) table[codes[place]]++;
}

FOR_EACH_PROCESSOR
double foldout_squares_float32(const float *elements, size_t count) {
  wide_lanes sum = {0};
  size_t place = 0;
  for (; place + LANES <= count; place += LANES) {
    lanes value;
    memcpy(&value, elements + place, sizeof value);
    wide_lanes wide = __builtin_convertvector(value, wide_lanes);
    sum += wide * wide;
  }
  for (; place < count; place++) sum[place % LANES] += (double)elements[place] * (double)elements[place];
  double total = 0;
  for (int lane = 0; lane < LANES; lane++) total += sum[lane];
  return total;
}

FOR_EACH_PROCESSOR
void foldout_add_squares_float32(const float *row, size_t columns, float *sums) {
  for (size_t column = 0; column < columns; column++) sums[column] += row[column] * row[column];
}

double foldout_squares_16(const uint16_t *codes, size_t count, const float *squares) {
  double sums[4] = {0};
  for (size_t place = 0; place < count; place++) sums[place % 4] += squares[codes[place]];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double foldout_squares_8(const uint8_t *codes, size_t count, const float *squares) {
  double sums[4] = {0};
  for (size_t place = 0; place < count; place++) sums[place % 4] += squares[codes[place]];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void foldout_add_squares_16(const uint16_t *row, size_t columns, const float *squares, float *sums) {
  for (size_t column = 0; column < columns; column++) sums[column] += squares[row[column]];
}

void foldout_add_squares_8(const uint8_t *row, size_t columns, const float *squares, float *sums) {
  for (size_t column = 0; column < columns; column++) sums[column] += squares[row[column]];
}
