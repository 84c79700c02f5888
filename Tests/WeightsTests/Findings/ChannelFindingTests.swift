import TestSupport
import Testing

@testable import Weights

/// Dead, silent and equal channels: each rule just where it begins to speak.
@Suite struct ChannelFindingTests {
  @Test func deadChannels() throws {
    #expect(try findings(kernels: [1, 1.5, -1, 0.00101, 2]) == [])
    #expect(
      try findings(kernels: [1, 1.5, -1, 0.00099, 2]) == [
        "dead-channels conv.weight: 1 dead channel in conv: 3"
      ])
    #expect(
      try findings(kernels: [1, 0, -1.5, 0, 2, 3]) == [
        "dead-channels conv.weight: 2 dead channels in conv: 1, 3"
      ])
  }

  /// A layer of nothing but one number says so once.
  @Test func allChannelsDead() throws {
    #expect(try findings(kernels: [0, 0, 0]) == ["constant conv.weight: every weight of conv.weight is 0"])
  }

  @Test func silentChannels() throws {
    let kernels: [Float] = [1, 2, 3, 4, 5]
    // Three is the median: from 60 on it speaks of channel 1, from 100 on of channel 4.
    #expect(try findings(kernels: kernels, bias: [0, -59.9, 0, 0, -99.9]) == [])
    let one = "channel 1 of conv can hardly fire: bias −60.1 against weights of norm 2, before a ReLU"
    #expect(
      try findings(kernels: kernels, bias: [0, -60.1, 0, 0, -99.9]) == ["silent-channels conv.weight: " + one]
    )
    #expect(
      try findings(kernels: kernels, bias: [0, -60.1, 0, 0, -100.1]).first?.hasSuffix("ReLU: 1, 4") == true)
    // Far above zero, or where negative numbers pass.
    #expect(try findings(kernels: kernels, bias: [0, 100, 0, 0, 0]) == [])
    #expect(try findings(kernels: kernels, bias: [0, -100, 0, 0, 0], then: "LeakyRelu") == [])
  }

  /// Where something else reads the result, too, it is not silent.
  @Test func silentForOneReaderOnly() throws {
    let nodes = [
      Wire.node("Conv", inputs: ["x", "w", "b"], outputs: ["c"]),
      .node("Relu", inputs: ["c"], outputs: ["y"]), .node("Tanh", inputs: ["c"], outputs: ["z"]),
    ]
    let tensors = [Wire.floats("w", [3, 1, 1], [1, 2, 3]), .floats("b", [3], [0, -500, 0])]
    #expect(try findings(nodes, tensors, outputs: ["y", "z"]) == [])
  }

  @Test func equalChannels() throws {
    // Columns of a matrix, of which the first and the last are equal.
    let numbers = trained(8 * 5)
    var equal = numbers
    for row in 0..<8 { equal[5 * row + 4] = equal[5 * row] }
    #expect(try findings(matrix: numbers, rows: 8) == [])
    #expect(try findings(matrix: equal, rows: 8) == ["duplicate-channels w: channels 0 and 4 of w are equal"])
    // Equal in size, but not all alike.
    equal[0] = -equal[0]
    #expect(try findings(matrix: equal, rows: 8) == [])
    // Equal numbers whose bits differ.
    var zero = numbers
    for row in 0..<8 { zero[5 * row + 4] = zero[5 * row] }
    (zero[0], zero[4]) = (0, -0.0)
    #expect(try findings(matrix: zero, rows: 8) == [])
  }

  @Test func groupsOfEqualChannels() throws {
    let found = try findings(kernels: [1, 2, 1, 2, 1, 3])
    #expect(
      found == ["duplicate-channels conv.weight: 2 groups of equal channels in conv: 0, 2 and 4; 1 and 3"])
    // Channels of zeros are dead, not copies.
    #expect(
      try findings(kernels: [0, 1, 0, 2]) == ["dead-channels conv.weight: 2 dead channels in conv: 0, 2"])
  }

  /// Channels of all types are compared; NaN is no copy of NaN.
  @Test func channelsOfOtherTypes() throws {
    let nodes = [Wire.node("MatMul", inputs: ["x", "w"], outputs: ["y"])]
    let equal = ["duplicate-channels w: channels 0 and 2 of w are equal"]
    for (type, width): (Int64, Int) in [(10, 2), (16, 2), (11, 8), (17, 1)] {
      let bytes = [0x3C, 0x3D, 0x3C, 0x2C, 0x3A, 0x2C].flatMap { [UInt8](repeating: $0, count: width) }
      #expect(try findings(nodes, [.tensor("w", type, [2, 3], raw: bytes)]) == equal)
    }
    #expect(try findings(matrix: [.nan, 1, .nan, 2, 3, 2], rows: 2).map { $0.prefix(3) } == ["nan"])
  }

  /// Axes are followed through what stands between: rows as stored are columns of the product.
  @Test func channelsOfATransposedMatrix() throws {
    let nodes = [
      Wire.node("Cast", inputs: ["w"], outputs: ["c"], attributes: [.attribute("to", 1)]),
      .node("Transpose", inputs: ["c"], outputs: ["t"], attributes: [.attribute("perm", [1, 0])]),
      .node("MatMul", inputs: ["x", "t"], outputs: ["y"]),
    ]
    let tensor = Wire.floats("w", [3, 2], [1, 2, 0, 0, 3, 4])
    #expect(try findings(nodes, [tensor]) == ["dead-channels w: 1 dead channel in w: 1"])
    let gemm = [Wire.node("Gemm", inputs: ["x", "w"], outputs: ["y"], attributes: [.attribute("transB", 1)])]
    #expect(try findings(gemm, [tensor]) == ["dead-channels w: 1 dead channel in w: 1"])
  }

  /// Of quantised weights the numbers that they stand for count: codes at the zero point are dead.
  @Test func channelsOfQuantizedWeights() throws {
    let nodes = [
      Wire.node("DequantizeLinear", inputs: ["w", "s", "z"], outputs: ["d"]),
      .node("Conv", inputs: ["x", "d"], outputs: ["y"]),
    ]
    let tensors = [
      Wire.tensor("w", 2, [3, 2, 1], raw: [100, 30, 128, 128, 7, 250]), .floats("s", [], [0.1]),
      .tensor("z", 2, [], raw: [128]),
    ]
    #expect(try findings(nodes, tensors) == ["dead-channels w: 1 dead channel in w: 1"])
  }
}
