import Testing

@testable import FoldoutCommand

@Suite struct StreamHashTests {
  /// Values of the reference program `xxhsum -H1`.
  @Test(arguments: [
    ("", 0xef46_db37_51d8_e999 as UInt64), ("a", 0xd24e_c4f1_a98c_6e5b), ("abc", 0x44bc_2cf5_ad77_0999),
  ])
  func knownValues(_ text: String, _ expected: UInt64) {
    var hash = XXH64(seed: 0)
    Array(text.utf8).withUnsafeBytes { hash.add($0) }
    #expect(hash.value == expected)
  }

  @Test func piecesDoNotMatter() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var whole = XXH64(seed: 7)
    bytes.withUnsafeBytes { whole.add($0) }
    var parts = XXH64(seed: 7)
    for range in [0..<32, 32..<320, 320..<960, 960..<1000] {
      bytes.withUnsafeBytes { parts.add(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
    #expect(parts.value == whole.value)
  }

  @Test func everyByteCounts() {
    var seen: Set<String> = []
    for place in 0..<70 {
      var bytes = [UInt8](repeating: 0, count: 64)
      if place < 64 { bytes[place] = 1 }
      var hash = StreamHash()
      bytes.withUnsafeBytes { hash.add($0) }
      seen.insert(hash.finish(with: place < 64 ? "" : String(repeating: "x", count: place)))
    }
    #expect(seen.count == 70)
  }
}
