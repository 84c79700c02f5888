import Testing

@testable import PNGOutput

@Suite struct ChecksumTests {
  /// The check value of the CRC catalogue, and that of an empty chunk `IEND`, which ends every PNG file.
  @Test func crcs() {
    #expect(crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(crc32(Array("IEND".utf8)) == 0xAE42_6082)
    #expect(crc32([]) == 0)
  }

  /// Values of zlib's `adler32`.
  @Test func adlers() {
    #expect(adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
    #expect(adler32([]) == 1)
    #expect(adler32([UInt8](repeating: 255, count: 20_000)) == 0x9F51_D664)
  }
}
