import TestSupport
import Testing

@testable import Weights

/// Models made so that comparing all with all would take hours.
@Suite struct HostileFindingTests {
  /// As many equal blocks as a file may hold.
  @Test(.timeLimit(.minutes(1))) func equalBlocks() throws {
    let count = 5000
    let nodes = (0..<count).map { block in
      Wire.node(
        "MatMul", "/layers.\(block * block)/MatMul", inputs: ["v\(block)", "w\(block)"],
        outputs: ["v\(block + 1)"])
    }
    let tensors = (0..<count).map { Wire.floats("w\($0)", [2, 2], [1, 2, 3, 5]) }
    let found = try findings(nodes, tensors, inputs: ["v0"], outputs: ["v\(count)"])
    #expect(found.count == 1 && found[0].hasSuffix("layers.25, … hold the same weights"))
  }

  /// As many equal tensors in one block.
  @Test(.timeLimit(.minutes(1))) func equalTensors() throws {
    let count = 20_000
    let nodes = (0..<count).map { block in
      Wire.node(
        "MatMul", "/a/b/c/MatMul_\(block)", inputs: ["v\(block)", "w\(block)"], outputs: ["v\(block + 1)"])
    }
    let tensors = (0..<count).map { Wire.floats("w\($0)", [2, 2], [1, 2, 3, 5]) }
    let found = try findings(nodes, tensors, inputs: ["v0"], outputs: ["v\(count)"])
    #expect(found.count == 1 && found[0].hasSuffix("are equal"))
  }

  /// Scopes within scopes, a weight in each.
  @Test(.timeLimit(.minutes(1))) func deepScopes() throws {
    let depth = 2000
    var path = ""
    let nodes = (0..<depth).map { level in
      path += "/s\(level)"
      return Wire.node(
        "MatMul", path + "/MatMul", inputs: ["v\(level)", "w\(level)"], outputs: ["v\(level + 1)"])
    }
    let tensors = (0..<depth).map { Wire.floats("w\($0)", [2, 2], [1, 2, 3, Float($0) + 5]) }
    #expect(try findings(nodes, tensors, inputs: ["v0"], outputs: ["v\(depth)"]) == [])
  }
}
