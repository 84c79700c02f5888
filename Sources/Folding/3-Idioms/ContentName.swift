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
    /// Whether all extents of the kernel are 1, and every channel sees all others.
    var isPointwise: Bool
    /// Whether an extent of the kernel is over 1.
    var isWide: Bool
    var isDepthwise: Bool
    var inputs: Int64?
    var outputs: Int64?
    /// Whether more channels leave it than come in.
    var widens: Bool { inputs.flatMap { inputs in outputs.map { $0 > inputs } } ?? false }
  }

  /// The name of a set of nodes, in ascending order. Cost: linear.
  ///
  /// - Parameter entry: where the nodes are a residual unit, the value that they begin with.
  func name(of nodes: [FlatNodeID], unitFrom entry: FlatValueID? = nil) -> String? {
    let isResidual = entry != nil
    var counts: [String: Int] = [:]
    var hasOpenProduct = false
    var convolutions: [Convolution] = []
    // A squeeze-excite's two convolutions see one pixel; they tell nothing about the block around it.
    let excited = Set(matches.named("SqueezeExcite", in: nodes).flatMap(\.nodes))
    for node in nodes {
      for match in matches.endings(at: node) { counts[matches.all[match].name, default: 0] += 1 }
      let type = facts.type(node)
      switch type {
      case "Attention", "MultiHeadAttention", "GroupQueryAttention": counts["Attention", default: 0] += 1
      case "MatMul", "Einsum": hasOpenProduct = hasOpenProduct || facts.flat.isWeightless(node)
      case "Conv", "Conv2D", "DepthwiseConv2D", "SeparableConv2D":
        // One in the skip only fits the shape of what is added.
        if !excited.contains(node), !seesOnePixel(node), !(entry.map { isInSkip(node, from: $0) } ?? false) {
          convolutions.append(convolution(node))
        }
      default: break
      }
    }
    let attentions = counts["Attention"] ?? 0
    var layers = (counts["MLP"] ?? 0) + (counts["SwiGLU"] ?? 0) + (counts["GeGLU"] ?? 0)
    // A Dense layer brings its activation along.
    if layers == 0, facts.model.traits.nodesAreLayers, isProducts(nodes) { layers = 1 }
    // Products of two values that are no attention are something that has no name here.
    if attentions == 0, hasOpenProduct { return nil }
    if attentions > 0 { return Self.transformer(attentions, layers) }
    if convolutions.isEmpty {
      if layers > 0 { return layers == 1 ? "MLP" : nil }
      return nil
    }
    if isResidual, convolutions.count == 1, convolutions[0].isDepthwise {
      if layers == 1 { return beginsWithConvolution(nodes) ? "Depthwise conv + MLP" : "Residual block" }
      if layers == 0, isMixFFN(nodes) { return "Mix-FFN" }
    }
    return Self.convolutional(convolutions, isResidual: isResidual)
  }

  private static func transformer(_ attentions: Int, _ layers: Int) -> String? {
    switch (attentions, layers) {
    case (1, 0): "Attention"
    case (1, 1), (2, 1): "Transformer layer"
    case (_, 0): nil
    default: attentions == layers ? "Transformer layers" : "Attention + MLP"
    }
  }

  /// What the convolutions of a unit are called, by their kernels and groups, in order.
  private static func convolutional(_ all: [Convolution], isResidual: Bool) -> String? {
    let other = isResidual ? "Residual block" : nil
    let depthwise = all.lazy.filter(\.isDepthwise).count
    if depthwise == 1 {
      let (first, last) = (all[0], all[all.count - 1])
      if all.count == 2, first.isDepthwise, last.isPointwise { return "Depthwise separable" }
      let isInverted =
        all.count == 3 && first.isPointwise && first.widens && all[1].isDepthwise && last.isPointwise
      return isInverted ? "Inverted residual" : other
    }
    guard depthwise == 0, isResidual else { return other }
    if all.count == 3, all[0].isPointwise, all[1].isWide, all[2].isPointwise { return "Bottleneck" }
    return all.count == 2 && all.allSatisfy(\.isWide) ? "Basic block" : other
  }

  /// Whether a pointwise convolution stands in a unit's skip: nothing but pooling before it, and nothing but a norm between
  /// it and the sum.
  private func isInSkip(_ node: FlatNodeID, from entry: FlatValueID) -> Bool {
    guard var value = facts.flat.inputs(of: node).first.flatMap(\.self),
      var result = facts.flat.outputs(of: node).first.flatMap(\.self),
      AttributeCondition.kernel(facts.node(node), node, facts)?.allSatisfy({ $0 == 1 }) ?? false
    else { return false }
    for _ in 0..<FoldTuning.Idioms.longestProjection where value != entry {
      guard let source = facts.producer(value), Operators.info(for: facts.node(source).op).kind == .pooling,
        let input = facts.flat.inputs(of: source).first, let input
      else { return false }
      value = input
    }
    guard value == entry else { return false }
    for _ in 0..<FoldTuning.Idioms.longestProjection {
      let readers = Array(facts.readers(result))
      guard readers.count == 1, let output = facts.flat.outputs(of: readers[0]).first, let output else {
        return false
      }
      if ["Add", "Sum"].contains(facts.type(readers[0])) { return true }
      // A norm, or the scale and bias that it comes to.
      let kind = Operators.info(for: facts.node(readers[0]).op).kind
      let isAffine = matches.endings(at: readers[0]).contains { matches.all[$0].name == "Affine" }
      guard kind == .normalization || kind == .quantization || isAffine || facts.type(readers[0]) == "Mul"
      else {
        return false
      }
      result = output
    }
    return false
  }

  /// Whether a convolution stands before all products, and only one sum of two values is there: the unit's own.
  private func beginsWithConvolution(_ nodes: [FlatNodeID]) -> Bool {
    let products = matches.named("Linear", in: nodes)
    guard let first = products.compactMap(\.nodes.first).min(),
      let convolution = nodes.first(where: { facts.type($0) == "Conv" }), convolution < first
    else { return false }
    return nodes.lazy.filter { facts.type($0) == "Add" && joinsValues($0) }.count == 1
  }

  /// Whether a depthwise convolution of all hidden features stands between two products, and no gate.
  private func isMixFFN(_ nodes: [FlatNodeID]) -> Bool {
    let products = matches.named("Linear", in: nodes)
    guard products.count == 2, let first = products.first, let second = products.dropFirst().first,
      let end = first.nodes.last, let start = second.nodes.first,
      let middle = nodes.first(where: { facts.type($0) == "Conv" }), end < middle, middle < start,
      let convolved = facts.flat.outputs(of: middle).first, let convolved,
      let width = facts.size(first.output, -1), width == facts.channels(convolved)
    else { return false }
    return nodes.allSatisfy { node in
      guard facts.type(node) == "Mul" || facts.type(node) == "Concat", matches.owner(of: node) == nil else {
        return true
      }
      return !joinsValues(node)
    }
  }

  /// Whether two or more inputs of an operator are drawn.
  private func joinsValues(_ node: FlatNodeID) -> Bool {
    facts.drawnInputs(of: node).dropFirst().contains { _ in true }
  }

  /// Whether nodes are products with stored matrices and what goes with them: an MLP whose parts are not neighbours.
  func isProducts(_ nodes: [FlatNodeID]) -> Bool {
    guard nodes.allSatisfy(mayBeInMLP) else { return false }
    var outputs: Set<FlatValueID> = []
    var inputs: [FlatValueID] = []
    for product in matches.named("Linear", in: nodes) {
      outputs.insert(product.output)
      inputs += product.inputs.prefix(1).compactMap(\.self)
    }
    for node in nodes where facts.type(node) == "Dense" {
      outputs.formUnion(facts.flat.outputs(of: node).compactMap(\.self))
      inputs += facts.flat.inputs(of: node).prefix(1).compactMap(\.self)
    }
    // One product stands behind another.
    var seen = Set(inputs)
    while let value = inputs.popLast() {
      if outputs.contains(value) { return true }
      guard let source = facts.producer(value), nodes.holds(source) else { continue }
      for case let input? in facts.flat.inputs(of: source) where seen.insert(input).inserted {
        inputs.append(input)
      }
    }
    return false
  }

  /// Whether an operator mixes nothing but features: it is part of an idiom, a product with a weight, or works on elements.
  private func mayBeInMLP(_ node: FlatNodeID) -> Bool {
    if let owner = matches.owner(of: node) { return matches.all[owner].name != "Attention" }
    switch Operators.info(for: facts.node(node).op).kind {
    case .linear: return facts.model.traits.nodesAreLayers || !facts.flat.isWeightless(node)
    case .activation: return facts.type(node) != "Softmax"
    case .elementwise, .shape, .normalization, .quantization: return true
    default: return false
    }
  }

  /// Whether a convolution works on a picture of one pixel, and so on means.
  private func seesOnePixel(_ node: FlatNodeID) -> Bool {
    guard let input = facts.flat.inputs(of: node).first, let input, let dims = facts.dims(input),
      dims.count > 2
    else { return false }
    let pixels = facts.model.traits.nodesAreLayers ? dims[1..<(dims.count - 1)] : dims[2...]
    return pixels.allSatisfy { $0 == .known(1) }
  }

  private func convolution(_ number: FlatNodeID) -> Convolution {
    let node = facts.node(number)
    let kernel = AttributeCondition.kernel(node, number, facts) ?? []
    let slots = facts.flat.inputs(of: number)
    let input = slots.first.flatMap { $0 }.flatMap { facts.channels($0) }
    let output = facts.flat.outputs(of: number).first.flatMap { $0 }.flatMap { facts.channels($0) }
    return Convolution(
      isPointwise: !kernel.isEmpty && kernel.allSatisfy { $0 == 1 }
        && AttributeCondition.groups(node) == 1,
      isWide: kernel.contains { $0 > 1 },
      isDepthwise: AttributeCondition.isDepthwise(node, number, facts),
      inputs: input, outputs: output)
  }
}
