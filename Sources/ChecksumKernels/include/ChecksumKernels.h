#ifndef FOLDOUT_CHECKSUM_KERNELS_H
#define FOLDOUT_CHECKSUM_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// CRC-32C (Castagnoli, RFC 3720) of bytes that follow others whose checksum is given; 0 for none before. Linear.
uint32_t foldout_crc32c(uint32_t before, const void *bytes, size_t count);

// The same without the processor's instruction, for tests.
uint32_t foldout_crc32c_portable(uint32_t before, const void *bytes, size_t count);

// CRC-32 as zip archives have it (ISO 3309), in the same way.
uint32_t foldout_crc32_zip(uint32_t before, const void *bytes, size_t count);

#endif
