import Idioms
import ModelGraph

/// Conditions of a pattern on an operator's attributes.
enum AttributeCondition {
  /// Whether a node has what a condition asks for. Defaults are those of ONNX.
  static func holds(_ condition: Pattern.Condition, _ node: Node, _ number: FlatNodeID, _ facts: FlatFacts)
    -> Bool
  {
    switch condition.name {
    case "depthwise": return isDepthwise(node, number, facts)
    case "patch": return isPatch(node, number, facts)
    case "scores": return node.string("equation").flatMap(EinsumForm.init)?.isScores ?? false
    case "weighted": return node.string("equation").flatMap(EinsumForm.init)?.isWeighted ?? false
    case "kernel": return kernel(node, number, facts).map { matches($0, condition.numbers) } ?? false
    case "group": return condition.numbers == [groups(node)]
    case "axis": return axis(node, number, facts, condition.numbers)
    default:
      if let list = node.ints(condition.name) { return list == condition.numbers }
      return node.int(condition.name).map { [$0] == condition.numbers } ?? false
    }
  }

  /// A single number stands for all axes.
  private static func matches(_ list: [Int64], _ wanted: [Int64]) -> Bool {
    list == wanted || (wanted.count == 1 && list.allSatisfy { $0 == wanted[0] })
  }

  /// How many groups a convolution has; ONNX and Keras call them differently.
  static func groups(_ node: Node) -> Int64 { node.int("group") ?? node.int("groups") ?? 1 }

  /// The extent of a convolution's kernel.
  static func kernel(_ node: Node, _ number: FlatNodeID, _ facts: FlatFacts) -> [Int64]? {
    if let shape = node.ints("kernel_shape") ?? node.ints("kernel_size") { return shape }
    return weightDims(number, facts).map { Array($0[2...]) }
  }

  /// The dims of a convolution's weights: output channels, input channels of a group, then the kernel's.
  private static func weightDims(_ number: FlatNodeID, _ facts: FlatFacts) -> [Int64]? {
    let slots = facts.flat.inputs(of: number)
    guard slots.count > 1, let weight = slots[1], let dims = facts.flat.values[weight].constant?.dims,
      dims.count > 2
    else { return nil }
    return dims
  }

  static func isDepthwise(_ node: Node, _ number: FlatNodeID, _ facts: FlatFacts) -> Bool {
    if node.op.type == "DepthwiseConv2D" { return true }
    guard let group = node.int("group"), group > 1 else { return false }
    return weightDims(number, facts).map { $0[1] == 1 } ?? false
  }

  private static func isPatch(_ node: Node, _ number: FlatNodeID, _ facts: FlatFacts) -> Bool {
    guard let kernel = kernel(node, number, facts), let strides = node.ints("strides") else { return false }
    return kernel == strides && kernel.contains { $0 > 1 } && (node.ints("pads") ?? []).allSatisfy { $0 == 0 }
  }

  /// An axis, counted from the end where negative. A Softmax without one means the last since version 13.
  private static func axis(
    _ node: Node, _ number: FlatNodeID, _ facts: FlatFacts, _ wanted: [Int64]
  ) -> Bool {
    let standard: Int64 = node.op.type == "Softmax" || node.op.type == "LogSoftmax" ? -1 : 0
    let axis = node.int("axis", or: standard)
    guard let first = wanted.first, axis != first else { return true }
    guard let input = facts.flat.inputs(of: number).first, let input, let rank = facts.dims(input)?.count
    else {
      return false
    }
    return axis - first == Int64(rank) || first - axis == Int64(rank)
  }
}
