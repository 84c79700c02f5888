import ChecksumKernels
import TestSupport
import Testing

/// CRC-32C, by the examples of RFC 3720 and by the definition.
@Suite struct ChecksumTests {
  private func crc(_ bytes: [UInt8], after before: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { foldout_crc32c(before, $0.baseAddress, $0.count) }
  }

  /// Bit by bit.
  private func defined(_ bytes: [UInt8]) -> UInt32 {
    var rest = UInt32.max
    for byte in bytes {
      rest ^= UInt32(byte)
      for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0x82f6_3b78 : rest >> 1 }
    }
    return ~rest
  }

  @Test func examples() {
    #expect(crc([UInt8](repeating: 0, count: 32)) == 0x8a91_36aa)
    #expect(crc([UInt8](repeating: 0xff, count: 32)) == 0x62a8_ab43)
    #expect(crc(Array(0..<32)) == 0x46dd_794e)
    #expect(crc(Array("123456789".utf8)) == 0xe306_9283)
    #expect(crc([]) == 0)
  }

  @Test func bothWaysAreTheDefinition() {
    var source = SeededGenerator(seed: 7)
    for length in 0..<70 {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: source.next()) }
      let expected = defined(bytes)
      #expect(crc(bytes) == expected)
      #expect(bytes.withUnsafeBytes { foldout_crc32c_portable(0, $0.baseAddress, $0.count) } == expected)
      let half = length / 2
      #expect(crc(Array(bytes[half...]), after: crc(Array(bytes[..<half]))) == expected)
    }
  }
}
