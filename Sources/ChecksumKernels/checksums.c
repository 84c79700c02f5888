#include "ChecksumKernels.h"

#include <string.h>

// The polynomials of Castagnoli and of zip archives, their bits in reverse.
static const uint32_t castagnoli = 0x82f63b78, zip = 0xedb88320;

// The first table has the remainder of each byte, table n that of the byte followed by n zeros: eight bytes are eight lookups.
typedef uint32_t tables[8][256];
static tables castagnoli_tables, zip_tables;

static void fill(tables tables, uint32_t polynomial) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t rest = byte;
    for (int bit = 0; bit < 8; bit++) rest = (rest >> 1) ^ (polynomial & -(rest & 1));
    tables[0][byte] = rest;
  }
  for (int zeros = 1; zeros < 8; zeros++)
    for (int byte = 0; byte < 256; byte++) {
      uint32_t rest = tables[zeros - 1][byte];
      tables[zeros][byte] = (rest >> 8) ^ tables[0][rest & 255];
    }
}

__attribute__((constructor)) static void fill_all(void) {
  fill(castagnoli_tables, castagnoli);
  fill(zip_tables, zip);
}

static uint32_t by_tables(const tables tables, uint32_t before, const void *bytes, size_t count) {
  const uint8_t *at = bytes;
  uint32_t rest = ~before;
  for (; count >= 8; count -= 8, at += 8) {
    rest ^= at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
    rest = tables[7][rest & 255] ^ tables[6][rest >> 8 & 255] ^ tables[5][rest >> 16 & 255] ^ tables[4][rest >> 24] ^
           tables[3][at[4]] ^ tables[2][at[5]] ^ tables[1][at[6]] ^ tables[0][at[7]];
  }
  for (; count > 0; count--, at++) rest = (rest >> 8) ^ tables[0][(rest ^ *at) & 255];
  return ~rest;
}

uint32_t foldout_crc32c_portable(uint32_t before, const void *bytes, size_t count) {
  return by_tables(castagnoli_tables, before, bytes, count);
}

uint32_t foldout_crc32_zip(uint32_t before, const void *bytes, size_t count) {
  return by_tables(zip_tables, before, bytes, count);
}

#if defined(__x86_64__)

__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t before, const void *bytes, size_t count) {
  const uint8_t *at = bytes;
  uint64_t rest = ~before;
  for (; count >= 8; count -= 8, at += 8) {
    uint64_t word;
    memcpy(&word, at, 8);
    rest = __builtin_ia32_crc32di(rest, word);
  }
  uint32_t last = (uint32_t)rest;
  for (; count > 0; count--, at++) last = __builtin_ia32_crc32qi(last, *at);
  return ~last;
}

uint32_t foldout_crc32c(uint32_t before, const void *bytes, size_t count) {
  return __builtin_cpu_supports("sse4.2") ? by_instruction(before, bytes, count)
                                          : foldout_crc32c_portable(before, bytes, count);
}

#else

uint32_t foldout_crc32c(uint32_t before, const void *bytes, size_t count) {
  return foldout_crc32c_portable(before, bytes, count);
}

#endif
