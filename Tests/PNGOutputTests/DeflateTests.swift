import TestSupport
import Testing

@testable import PNGOutput

@Suite struct DeflateTests {
  /// A generator of bytes that look random: Knuth's MMIX constants.
  private static func noise(_ count: Int, below: UInt64 = 256) -> [UInt8] {
    var state: UInt64 = 7
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8((state >> 33) % below)
    }
  }

  private static let samples: [(name: String, bytes: [UInt8])] = [
    ("nothing", []), ("one byte", [7]), ("two", [7, 7]), ("three", [7, 7, 7]), ("four", [1, 1, 1, 1]),
    ("all bytes", (0..<256).map { UInt8($0) }),
    ("one byte often", [UInt8](repeating: 9, count: 100_000)),
    ("noise", noise(3_000)), ("noise of two", noise(3_000, below: 2)),
    ("noise of twenty", noise(40_000, below: 20)),
    ("period of 257", (0..<5_000).map { UInt8($0 % 257 % 256) }),
    ("far copies", noise(300) + [UInt8](repeating: 0, count: 32_468) + noise(300)),
    ("too far copies", noise(300) + [UInt8](repeating: 0, count: 32_469) + noise(300)),
    ("text", Array(String(repeating: "the same words again, and again ", count: 60).utf8)),
  ]

  @Test(arguments: samples.map(\.name)) func comesBack(_ name: String) throws {
    let bytes = try #require(Self.samples.first { $0.name == name }).bytes
    let stream = zlibStream(bytes)
    #expect(try inflated(stream) == bytes)
    // The header's check, the checksum at the end.
    #expect((Int(stream[0]) << 8 | Int(stream[1])) % 31 == 0)
    #expect(stream.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } == adler32(bytes))
  }

  /// No more than zlib 1.2.13 at level 6 needs, which was asked, and one in a hundred.
  @Test(arguments: [
    ("one byte often", 121), ("noise", 3011), ("noise of two", 540), ("noise of twenty", 24_228),
  ])
  func asSmallAsZlib(_ name: String, _ size: Int) throws {
    let bytes = try #require(Self.samples.first { $0.name == name }).bytes
    #expect(zlibStream(bytes).count <= size * 101 / 100)
  }

  /// No word is longer than the limit, and the code is complete, however uneven the counts: Fibonacci's are the worst.
  @Test func codesKeepTheLimit() {
    var counts = [1, 1]
    while counts.count < 40 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
    for limit in [6, 7, 15] {
      let code = HuffmanCode(counts: counts, limit: limit)
      #expect(code.lengths.allSatisfy { $0 > 0 && Int($0) <= limit })
      #expect(code.lengths.reduce(0.0) { $0 + 1 / Double(1 << Int($1)) } == 1)
    }
    #expect(HuffmanCode(counts: [5, 1, 0, 1], limit: 15).lengths == [1, 2, 0, 2])
  }
}
