import TestSupport
import Testing

@testable import Weights

/// MatMulNBits, whose attributes say how its bytes are to be read: odd ones say nothing.
@Suite struct PackedBlockTests {
  /// Two rows of 32 numbers in blocks of 16, from 16 bytes a row.
  private func report(
    dims: [Int64] = [2, 2, 8], bytes: [UInt8] = (0..<32).map { UInt8($0) }, points: Wire? = nil,
    _ attributes: [String: Int64] = [:]
  ) throws -> TensorReport {
    let all: [String: Int64] = ["N": 2, "K": 32, "bits": 4, "block_size": 16].merging(attributes) { $1 }
    let node = Wire.node(
      "MatMulNBits", inputs: ["x", "w", "s"] + (points == nil ? [] : ["z"]), outputs: ["y"],
      domain: "com.microsoft", attributes: all.sorted { $0.key < $1.key }.map { .attribute($0.key, $0.value) }
    )
    let count = dims.reduce(1, *) / 8
    let tensors = [
      Wire.tensor("w", 2, dims, raw: bytes), .floats("s", [count], [Float](repeating: 1, count: Int(count))),
    ]
    let model = Wire.model(
      .graph([node], inputs: ["x"], outputs: ["y"], initializers: tensors + (points.map { [$0] } ?? [])))
    return try #require(try weights(model).tensors.first { $0.stored.name == "w" })
  }

  @Test func withoutZeroPoints() throws {
    let numbers = try #require(report().dequantized)
    #expect(numbers.count == 64 && numbers.range?.min == -8 && numbers.range?.max == 7)
  }

  /// Two to a byte, each row filled up to whole bytes.
  @Test func packedZeroPoints() throws {
    let same = [UInt8](repeating: 0x77, count: 32)
    let numbers = try report(bytes: same, points: .tensor("z", 2, [2], raw: [0x07, 0x66])).dequantized
    #expect(numbers?.range?.min == 0 && numbers?.range?.max == 7 && numbers?.zeros == 16)
  }

  /// Numbers like the scales, one a block.
  @Test func realZeroPoints() throws {
    let same = [UInt8](repeating: 0x77, count: 32)
    let numbers = try report(bytes: same, points: .floats("z", [4], [7, 6.5, 7, 7])).dequantized
    #expect(numbers?.range?.max == 0.5 && numbers?.zeros == 48)
    // One block a row: as many as packed ones would be.
    let rows = try report(
      dims: [2, 1, 8], bytes: Array(same[..<16]), points: .floats("z", [2], [7, 6.5]), ["K": 16]
    ).dequantized
    #expect(rows?.range?.max == 0.5 && rows?.zeros == 16)
  }

  /// Zero points that are no numbers make numbers that are none.
  @Test func zeroPointsThatAreNoNumbers() throws {
    let numbers = try report(points: .floats("z", [4], [.nan, .infinity, 0, 0])).dequantized
    #expect(numbers?.nanCount == 16 && numbers?.minusInfinities == 16)
    // Too few of them.
    #expect(try report(points: .floats("z", [2], [.nan, .infinity])).dequantized == nil)
    #expect(try report(points: .tensor("z", 2, [3], raw: [0, 0, 0])).dequantized == nil)
  }

  @Test(
    arguments: [
      ["N": .max, "K": .max], ["N": 0], ["N": -2, "K": -32], ["K": 31], ["block_size": 0],
      ["block_size": -16],
      ["block_size": 15], ["block_size": .max], ["block_size": .min], ["bits": 2], ["bits": 8], ["N": 3],
      ["K": 64],
    ] as [[String: Int64]])
  func oddAttributes(attributes: [String: Int64]) throws {
    let tensor = try report(attributes)
    #expect(tensor.statistics?.count == 32 && tensor.dequantized == nil)
  }

  /// The rows that attributes speak of must be those of the tensor: here four equal ones in a tensor of one row.
  @Test func rowsOfAnotherNumber() throws {
    let tensor = try report(
      dims: [1, 4, 8], bytes: [UInt8](repeating: 0x91, count: 32), ["N": 4, "K": 16])
    #expect(tensor.dequantized == nil)
  }
}
