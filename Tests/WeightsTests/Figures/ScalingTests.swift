import TestSupport
import Testing

@testable import Weights

/// What stored whole numbers stand for: nothing is said where scales and zero points don't fit.
@Suite struct ScalingTests {
  /// A matrix of int8, 2×3, that DequantizeLinear reads before MatMul.
  private func scaled(
    codes: Wire = .tensor("w", 3, [2, 3], raw: [1, 2, 3, 4, 5, 6]), _ scales: Wire, _ zeros: Wire? = nil,
    _ attributes: [Wire] = []
  ) throws -> TensorStatistics? {
    let inputs = ["w", "s"] + (zeros == nil ? [] : ["z"])
    let nodes = [
      Wire.node("DequantizeLinear", inputs: inputs, outputs: ["d"], attributes: attributes),
      .node("MatMul", inputs: ["x", "d"], outputs: ["y"]),
    ]
    let report = try weights(
      Wire.model(
        .graph(
          nodes, inputs: ["x", "z"], outputs: ["y"],
          initializers: [codes, scales] + (zeros.map { [$0] } ?? [])))
    )
    let tensor = try #require(report.tensors.first { $0.stored.name == "w" })
    #expect(tensor.unread == nil && tensor.statistics?.count == 6)
    return tensor.dequantized
  }

  private func scales(_ dims: [Int64]) -> Wire {
    .floats("s", dims, (0..<dims.reduce(1, *)).map { Float($0 + 1) })
  }

  @Test func onePairOrOneForEachStepOfAnAxis() throws {
    #expect(try scaled(.floats("s", [], [0.5]))?.range?.max == 3)
    #expect(try scaled(scales([3]), nil, [.attribute("axis", 1)])?.range?.max == 18)
    #expect(try scaled(scales([2]), nil, [.attribute("axis", -2)])?.range?.max == 12)
    let zeros = Wire.tensor("z", 3, [2], raw: [1, 255])
    #expect(try scaled(scales([2]), zeros, [.attribute("axis", 0)])?.range?.max == 14)
  }

  @Test func blocksOfAnAxis() throws {
    #expect(
      try scaled(scales([2, 2]), nil, [.attribute("axis", 1), .attribute("block_size", 2)])?.range?.max == 24)
    // A block that is longer than its axis.
    #expect(
      try scaled(scales([2, 1]), nil, [.attribute("axis", 1), .attribute("block_size", .max)])?.range?.max
        == 12)
  }

  @Test(arguments: [Int64.min, -3, 2, .max])
  func anAxisOutOfRange(axis: Int64) throws {
    #expect(try scaled(scales([3]), nil, [.attribute("axis", axis)]) == nil)
  }

  @Test(arguments: [[0], [2], [4], [6], [3, 1], [2, 3], [1, 3], [2, 1, 1]] as [[Int64]])
  func scalesThatDontFit(dims: [Int64]) throws {
    #expect(try scaled(scales(dims), nil, [.attribute("axis", 1), .attribute("block_size", 2)]) == nil)
  }

  @Test func zeroPointsThatDontFit() throws {
    for count: Int64 in [0, 1, 2, 4] {
      let zeros = Wire.tensor("z", 3, [count], raw: [UInt8](repeating: 1, count: Int(count)))
      #expect(try scaled(scales([3]), zeros, [.attribute("axis", 1)]) == nil)
    }
  }

  /// Numbers that nobody knows before the model runs are not taken for 0.
  @Test func computedZeroPoints() throws {
    let nodes = [
      Wire.node("DequantizeLinear", inputs: ["w", "s", "z"], outputs: ["d"]),
      .node("MatMul", inputs: ["x", "d"], outputs: ["y"]),
    ]
    let tensors = [Wire.tensor("w", 3, [2, 3], raw: [1, 2, 3, 4, 5, 6]), .floats("s", [], [0.5])]
    let report = try weights(
      Wire.model(.graph(nodes, inputs: ["x", "z"], outputs: ["y"], initializers: tensors)))
    #expect(report.tensors.map { $0.dequantized == nil } == [true, true])
  }

  /// The axis is one of the tensor that DequantizeLinear reads.
  @Test func aTransposeBefore() throws {
    let nodes = [
      Wire.node("Transpose", inputs: ["w"], outputs: ["t"]),
      .node("DequantizeLinear", inputs: ["t", "s"], outputs: ["d"], attributes: [.attribute("axis", 0)]),
      .node("MatMul", inputs: ["x", "d"], outputs: ["y"]),
    ]
    let tensors = [Wire.tensor("w", 3, [2, 2], raw: [1, 2, 3, 5]), scales([2])]
    let report = try weights(Wire.model(.graph(nodes, inputs: ["x"], outputs: ["y"], initializers: tensors)))
    // Columns as stored are rows there: 1 and 3 stay, 2 and 5 double.
    #expect(report.tensors.first?.dequantized?.range?.max == 10)
    #expect(report.tensors.first?.dequantized?.range?.mean == 18.0 / 4)
  }

  /// Which elements a sparse tensor stores is not looked at.
  @Test func sparseCodes() throws {
    let sparse = Wire.message { wire in
      wire.message(1, .tensor("w", 3, [2], raw: [1, 2]))
      wire.message(2, .tensor("p", 7, [2], raw: Wire.littleEndian([0, 5] as [Int64])))
      wire.int(3, 6)
    }
    let nodes = [
      Wire.node("DequantizeLinear", inputs: ["w", "s", "z"], outputs: ["d"]),
      .node("MatMul", inputs: ["x", "d"], outputs: ["y"]),
    ]
    let tensors = [Wire.floats("s", [], [2]), .tensor("z", 3, [], raw: [1])]
    var graph = Wire.graph(nodes, inputs: ["x"], outputs: ["y"], initializers: tensors)
    graph.message(15, sparse)
    let tensor = try weights(Wire.model(graph)).tensors.first { $0.stored.name == "w" }
    #expect(tensor?.statistics?.zeros == 4 && tensor?.dequantized == nil)
  }
}
