import TestSupport
import Testing

@testable import Weights

/// Layers and blocks that hold the same weights in copies of their own.
@Suite struct EqualLayerTests {
  /// Blocks of two matrices each; the tensors of block `n` are those of seed `seeds[n]`.
  private func blocks(_ seeds: [UInt64], name: (Int) -> String = { "layers.\($0)" }) throws -> [String] {
    var nodes: [Wire] = []
    var tensors: [Wire] = []
    for (block, seed) in seeds.enumerated() {
      for (part, word) in ["q", "k"].enumerated() {
        let module = "/\(name(block))/\(word)"
        nodes.append(
          .node(
            "MatMul", module + "/MatMul", inputs: ["v\(2 * block + part)", "\(name(block)).\(word).weight"],
            outputs: ["v\(2 * block + part + 1)"]))
        tensors.append(
          .floats("\(name(block)).\(word).weight", [6, 6], trained(36, seed: 100 * seed + UInt64(part))))
      }
    }
    return try findings(nodes, tensors, inputs: ["v0"], outputs: ["v\(2 * seeds.count)"])
  }

  @Test func blocksInARow() throws {
    #expect(try blocks([1, 2, 3, 4]) == [])
    let found = try blocks([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9])
    #expect(
      found
        == ["equal-layers layers.8.q.weight: layers.8 … 11 hold the same weights"])
  }

  @Test func blocksApart() throws {
    #expect(
      try blocks([1, 2, 1, 4, 1])
        == ["equal-layers layers.0.q.weight: layers.0, layers.2 and layers.4 hold the same weights"])
    #expect(
      try blocks([1, 2, 1, 2]).map { $0.split(separator: ": ").last ?? "" } == [
        "layers.0 and layers.2 hold the same weights", "layers.1 and layers.3 hold the same weights",
      ])
  }

  /// Numbers in names that can't be counted up.
  @Test func namesOfTheLargestNumber() throws {
    let names = [Int.max, 5, 6, 7]
    #expect(try blocks([1, 1, 1, 1]) { "layers.\(names[$0])" }.count == 1)
    #expect(ModuleNames.list(["a.\(Int.max)", "a.1", "a.2"]) == "a.\(Int.max), a.1 and a.2")
    #expect(ModuleNames.list(["a.1.b", "a.2.b", "a.3.b"]) == "a.1 … 3.b")
    #expect(ModuleNames.list(["a.1", "a.3", "a.5"]) == "a.1, a.3 and a.5")
    #expect(ModuleNames.list((1...9).map { "m\($0 * $0)" }) == "m1, m4, m9, m16, m25, m36, …")
    #expect(ModuleNames.list(["a"]) == "a")
  }

  private let products = [
    Wire.node("MatMul", inputs: ["x", "a"], outputs: ["v"]),
    .node("MatMul", inputs: ["v", "b"], outputs: ["y"]),
  ]

  @Test func twoTensors() throws {
    let same = trained(36)
    #expect(
      try findings(products, [.floats("a", [6, 6], same), .floats("b", [6, 6], same)])
        == ["equal-layers a: a and b are equal"])
    var other = same
    // Figures agree, elements don't.
    other.swapAt(4, 5)
    #expect(try findings(products, [.floats("a", [6, 6], same), .floats("b", [6, 6], other)]) == [])
    #expect(try findings(products, [.floats("a", [6, 6], same), .floats("b", [9, 4], same)]) == [])
  }

  /// A tensor that is read twice is no copy.
  @Test func tiedWeights() throws {
    let tied = [
      Wire.node("MatMul", inputs: ["x", "a"], outputs: ["v"]),
      .node("MatMul", inputs: ["v", "a"], outputs: ["y"]),
    ]
    #expect(try findings(tied, [.floats("a", [6, 6], trained(36))]) == [])
    // Constant tensors say so by themselves.
    let ones = [Float](repeating: 1, count: 36)
    let found = try findings(products, [.floats("a", [6, 6], ones), .floats("b", [6, 6], ones)])
    #expect(found.map { $0.prefix(8) } == ["constant", "constant"])
  }

  /// The same codes with other scales are other weights.
  @Test(arguments: [0.5, 0.25] as [Float]) func quantizedTensors(scale: Float) throws {
    let codes = (0..<36).map { UInt8($0 * 7 % 31) }
    let nodes = ["a", "b"].flatMap { name in
      [
        Wire.node("DequantizeLinear", inputs: [name, name + "s"], outputs: [name + "d"]),
        .node("MatMul", inputs: ["x", name + "d"], outputs: [name + "y"]),
      ]
    }
    let tensors = [
      Wire.tensor("a", 3, [6, 6], raw: codes), .floats("as", [], [0.5]), .tensor("b", 3, [6, 6], raw: codes),
      .floats("bs", [], [scale]),
    ]
    let found = try findings(nodes, tensors, outputs: ["ay", "by"])
    #expect(found.filter { $0.hasPrefix("equal-layers") }.count == (scale == 0.5 ? 1 : 0))
  }
}
