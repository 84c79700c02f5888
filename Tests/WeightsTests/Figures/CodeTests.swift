import Foundation
import ModelGraph
import TestSupport
import Testing

@testable import Weights

/// What each code stands for, by the tables that `Tests/Oracles/weights.py` makes with NumPy and ml_dtypes.
@Suite struct CodeTests {
  private static let lines: [[Substring]] =
    ((try? String(contentsOfFile: fixturePath("codes.txt"), encoding: .utf8)) ?? "")
    .split(separator: "\n").map { $0.split(separator: " ") }

  @Test(arguments: [
    "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "float8e8m0", "float4e2m1", "int4",
    "uint4", "int2", "uint2", "int8", "uint8",
  ])
  func everyCodeOfASmallType(name: String) throws {
    let type = try #require(DataType.named(name))
    let line = try #require(Self.lines.first { $0[0] == name }).dropFirst()
    #expect(line.count == 1 << (type.bitWidth ?? 0))
    for (code, expected) in line.enumerated() {
      #expect(Self.pattern(type, UInt16(code)) == UInt32(expected, radix: 16), "\(name) \(code)")
    }
  }

  @Test(arguments: ["float16", "bfloat16", "int16", "uint16"])
  func everyCodeOf16Bits(name: String) throws {
    let type = try #require(DataType.named(name))
    let some = try #require(Self.lines.first { $0[0] == name && $0[1] == "some" }).dropFirst(2)
    #expect(some.count > 40)
    for entry in some {
      let (code, expected) = (UInt16(entry.prefix(4), radix: 16), UInt32(entry.suffix(8), radix: 16))
      #expect(Self.pattern(type, try #require(code)) == expected, "\(name) \(entry)")
    }
    let sum = try #require(Self.lines.first { $0[0] == name && $0[1] == "crc32" })[2]
    var check = CRC32()
    for code in 0...UInt16.max { check.add(Self.pattern(type, code)) }
    #expect(check.value == UInt32(sum, radix: 16))
  }

  /// The number as the pattern of a float32, with one pattern for NaN.
  private static func pattern(_ type: DataType, _ code: UInt16) -> UInt32 {
    let value = Float(type.value(ofCode: code))
    return value.isNaN ? 0x7FC0_0000 : value.bitPattern
  }

  /// Packed elements begin in the lowest bits of a byte (ONNX, "4 bit integer types").
  @Test func packedElementsBeginAtTheLowestBits() {
    #expect(numbers([0x21, 0x43, 0x05], .uint4, 5) == [1, 2, 3, 4, 5])
    #expect(numbers([0b11_10_01_00, 0b10], .uint2, 5) == [0, 1, 2, 3, 2])
    #expect(numbers([0x8F], .int4, 2) == [-1, -8])
    #expect(numbers([0x01, 0x80, 0xFF, 0x7F], .int16, 2) == [-32767, 32767])
    #expect(numbers([0, 0, 0, 0, 0, 0, 0, 0x80], .int64, 1) == [-0x1p63])
    #expect(numbers([255, 255, 255, 255, 255, 255, 255, 255], .uint64, 1) == [0x1p64])
    #expect(numbers([0, 2, 1], .bool, 3) == [0, 1, 1])
  }

  private func numbers(_ bytes: [UInt8], _ type: DataType, _ count: Int) -> [Double] {
    bytes.withUnsafeBytes { decode($0, type, count) }
  }

  /// Texts, complex numbers and types whose packing no standard defines are not looked into.
  @Test func otherTypesHaveNoForm() {
    let without = DataType.allCases.filter { ElementForm($0) == nil }
    #expect(
      without.map(\.name).sorted()
        == ["complex128", "complex64", "float6e2m3", "float6e3m2", "string", "undefined"])
  }
}

/// The checksum of zlib, bit by bit.
private struct CRC32 {
  private var state: UInt32 = .max
  var value: UInt32 { ~state }

  mutating func add(_ word: UInt32) {
    for place in 0..<4 {
      state ^= word >> UInt32(8 * place) & 0xFF
      for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0xEDB8_8320 : state >> 1 }
    }
  }
}
