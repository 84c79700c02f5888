import ModelGraph
import OperatorCatalog

/// Names a set of operators after what it holds, in the field's words: `Bottleneck`, `Transformer layer`.
///
/// A name is given only where the contents fit its definition; `nil` leaves the naming to others.
struct ContentName {
  private let facts: FlatFacts
  private let matches: IdiomMatches

  init(_ facts: FlatFacts, _ matches: IdiomMatches) {
    self.facts = facts
    self.matches = matches
  }

  /// One convolution as far as names depend on it.
  private struct Convolution: Equatable {
    /// Whether all extents of the kernel are 1.
    var isPointwise: Bool
    var isDepthwise: Bool
    var inputs: Int64?
    var outputs: Int64?
  }

  /// The name of a set of nodes, in ascending order. Cost: linear.
  func name(of nodes: [FlatNodeID], isResidual: Bool = false) -> String? {
    var counts: [String: Int] = [:]
    var adds = 0
    var hasOpenProduct = false
    var convolutions: [Convolution] = []
    for node in nodes {
      for match in matches.endings(at: node) { counts[matches.all[match].name, default: 0] += 1 }
      let type = facts.type(node)
      switch type {
      case "Add": adds += 1
      case "Attention", "MultiHeadAttention", "GroupQueryAttention": counts["Attention", default: 0] += 1
      case "MatMul", "Einsum": hasOpenProduct = hasOpenProduct || facts.flat.isWeightless(node)
      case "Conv", "Conv2D", "DepthwiseConv2D", "SeparableConv2D": convolutions.append(convolution(node))
      default: break
      }
    }
    let attentions = counts["Attention"] ?? 0
    var layers = (counts["MLP"] ?? 0) + (counts["SwiGLU"] ?? 0) + (counts["GeGLU"] ?? 0)
    // A Dense layer brings its activation along.
    if layers == 0, facts.model.traits.nodesAreLayers, isProducts(nodes) { layers = 1 }
    // Products of two values that are no attention are something that has no name here.
    if attentions == 0, hasOpenProduct { return nil }
    if attentions > 0 { return Self.transformer(attentions, layers, counts["Linear"] ?? 0) }
    if convolutions.isEmpty {
      if layers > 0 { return layers == 1 ? "MLP" : nil }
      return nil
    }
    return Self.convolutional(convolutions, isResidual: isResidual || adds > 0)
  }

  private static func transformer(_ attentions: Int, _ layers: Int, _ products: Int) -> String? {
    switch (attentions, layers) {
    case (1, 0): "Attention"
    case (1, 1), (2, 1): "Transformer layer"
    case (_, 0): nil
    default: attentions == layers ? "Transformer layers" : "Attention + MLP"
    }
  }

  /// What a run of convolutions is called, by their kernels and groups.
  private static func convolutional(_ all: [Convolution], isResidual: Bool) -> String? {
    // A squeeze-excite's two products see one pixel; they tell nothing about the block around it.
    let depthwise = all.lazy.filter(\.isDepthwise).count
    if depthwise == 1, let place = all.firstIndex(where: \.isDepthwise) {
      let before = all[..<place]
      let after = all[(place + 1)...]
      guard after.allSatisfy(\.isPointwise), before.allSatisfy(\.isPointwise), !after.isEmpty else {
        return nil
      }
      if before.isEmpty { return "Depthwise separable" }
      if let first = before.first, let inputs = first.inputs, let outputs = first.outputs, outputs > inputs {
        return "Inverted residual"
      }
      return nil
    }
    guard depthwise == 0, isResidual else { return nil }
    // A pointwise convolution more may stand in the skip.
    let pointwise = all.lazy.filter(\.isPointwise).count
    switch (pointwise, all.count - pointwise) {
    case (2...3, 1): return "Bottleneck"
    case (0...1, 2): return "Basic block"
    default: return "Residual block"
    }
  }

  /// Whether nodes are products with stored matrices and what goes with them: an MLP whose parts are not neighbours.
  func isProducts(_ nodes: [FlatNodeID]) -> Bool {
    if nodes.contains(where: { Self.otherProducts.contains(facts.type($0)) && facts.flat.isWeightless($0) }) {
      return false
    }
    return nodes.lazy.filter {
      matches.endings(at: $0).contains { matches.all[$0].name == "Linear" } || facts.type($0) == "Dense"
    }.count
      > 1
  }

  /// Operators that no MLP has unless a weight is one of their inputs.
  private static let otherProducts: Set<String> = ["MatMul", "Einsum", "Softmax"]

  private func convolution(_ number: FlatNodeID) -> Convolution {
    let node = facts.node(number)
    let kernel = AttributeCondition.kernel(node, number, facts) ?? []
    let slots = facts.flat.inputs(of: number)
    let input = slots.first.flatMap { $0 }.flatMap { facts.channels($0) }
    let output = facts.flat.outputs(of: number).first.flatMap { $0 }.flatMap { facts.channels($0) }
    return Convolution(
      isPointwise: !kernel.isEmpty && kernel.allSatisfy { $0 == 1 },
      isDepthwise: AttributeCondition.isDepthwise(node, number, facts),
      inputs: input, outputs: output)
  }
}
