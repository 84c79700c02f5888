/// The CRC-32 of ISO 3309 (polynomial 0xEDB88320, reflected), as PNG wants it.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes { crc = crcTable[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8 }
  return ~crc
}

private let crcTable: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
}

/// The Adler-32 of RFC 1950.
func adler32(_ bytes: [UInt8]) -> UInt32 {
  var (a, b): (UInt32, UInt32) = (1, 0)
  // The largest number of bytes for which neither sum overflows 32 bits.
  for start in stride(from: 0, to: bytes.count, by: 5552) {
    for byte in bytes[start..<min(start + 5552, bytes.count)] {
      a &+= UInt32(byte)
      b &+= a
    }
    a %= 65521
    b %= 65521
  }
  return b << 16 | a
}
