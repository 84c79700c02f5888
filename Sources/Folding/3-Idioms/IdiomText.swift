import Idioms
import ModelGraph
import OperatorCatalog

/// What a card says about an idiom besides its name, and the last conditions on it, which no pattern can express.
///
/// All numbers come from the shapes and attributes of the match itself; where they are not known, nothing is said.
enum IdiomText {
  /// Fills in title and detail; false where the place is no such idiom after all.
  static func complete(_ match: inout IdiomMatch, _ facts: FlatFacts, _ matches: IdiomMatches) -> Bool {
    switch match.name {
    case "Linear":
      guard keepsRows(match, facts) else { return false }
      match.detail = widths(match, facts)
    case "Embedding": match.detail = table(match, facts)
    case "Attention":
      let text = AttentionText(facts, matches)
      guard text.keepsScores(match) else { return false }
      match.detail = text.detail(match)
    case "SwiGLU", "GeGLU", "MLP": match.detail = layers(match, facts, matches)
    case "ConvBlock": convolution(&match, facts, matches)
    case "QuantizedConv":
      match.main = match.nodes.first { convolutions.contains(facts.type($0)) } ?? match.main
      match.detail = detail(of: match.main, facts)
    case "PatchEmbed": match.detail = detail(of: match.main, facts)
    case "GroupNorm": match.detail = groups(match, facts)
    case "Affine": return isPerChannel(match, facts)
    case "InvertedResidual": return widens(match, facts)
    case "DenseLayer": return joinsBefore(match, facts)
    case "DoubleConv": return standsAtSkip(match, facts)
    case "LayerNorm", "RMSNorm", "L2Norm": match.detail = facts.size(match.output, -1).map(String.init)
    case "LayerNorm2d": match.detail = facts.channels(match.output).map(String.init)
    default: return ShapeIdioms(facts, matches).complete(&match)
    }
    if isDynamicallyQuantized(match, facts) { match.detail = (match.detail.map { $0 + " " } ?? "") + "int8" }
    return true
  }

  /// Whether scale and bias have a number for each channel.
  private static func isPerChannel(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard let input = match.inputs.first, let input, let channels = facts.channels(input) else {
      return false
    }
    return match.nodes.allSatisfy { node in
      facts.flat.inputs(of: node).allSatisfy { slot in
        guard let slot, facts.flat.isWeight(slot) else { return true }
        return facts.flat.values[slot].constant?.dims == [1, channels, 1, 1]
      }
    }
  }

  /// Whether a product of whole numbers is inside, as dynamic quantisation makes it.
  private static func isDynamicallyQuantized(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    ["Linear", "QuantizedConv", "ConvBlock"].contains(match.name)
      && match.nodes.contains { facts.type($0) == "DynamicQuantizeLinear" }
  }

  /// Whether two convolutions make what a later join reads, read a join, or lie below all skips: between a picture that
  /// became smaller and one that becomes larger.
  private static func standsAtSkip(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard let input = match.inputs.first, let input else { return false }
    let source = facts.producer(input).map(facts.type)
    let readers = Set(facts.readers(match.output).map(facts.type))
    if source.map(joins.contains) ?? false { return true }
    if !readers.isDisjoint(with: joins) { return readers.count > 1 }
    return (source.map(shrinking.contains) ?? false) && !readers.isEmpty && readers.isSubset(of: growing)
  }

  private static let joins: Set<String> = ["Concat", "Concatenate"]
  private static let shrinking: Set<String> = ["MaxPool", "AveragePool", "MaxPooling2D", "AveragePooling2D"]
  private static let growing: Set<String> = [
    "ConvTranspose", "Conv2DTranspose", "Resize", "Upsample", "UpSampling2D",
  ]

  /// Whether all that read a dense layer join its result to what it reads.
  private static func joinsBefore(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    let readers = Array(facts.readers(match.output))
    return !readers.isEmpty
      && readers.allSatisfy(facts.isJoin)
  }

  /// `768 → 3072`: the last dims of what comes in and goes out.
  private static func widths(_ match: IdiomMatch, _ facts: FlatFacts) -> String? {
    guard let input = product(match, facts), let from = facts.size(input, -1),
      let to = facts.size(match.output, -1)
    else { return nil }
    return "\(from) → \(to)"
  }

  /// What the product itself reads.
  private static func product(_ match: IdiomMatch, _ facts: FlatFacts) -> FlatValueID? {
    let node = match.nodes.first { ["MatMul", "Gemm", "MatMulInteger"].contains(facts.type($0)) }
    return node.flatMap { facts.flat.inputs(of: $0).first }.flatMap { $0 }
  }

  /// Whether a Reshape in front only puts all rows together: one that changes their width, or cuts them into windows, is
  /// no part of a product.
  private static func keepsRows(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard match.nodes.contains(where: { facts.type($0) == "Reshape" }) else { return true }
    if let input = match.inputs.first, let input, let inner = product(match, facts), input != inner,
      let outer = facts.size(input, -1), let width = facts.size(inner, -1),
      outer != width || facts.dims(inner)?.count != 2
    {
      return false
    }
    let node = match.nodes.first { ["MatMul", "Gemm"].contains(facts.type($0)) }
    guard let result = node.flatMap({ facts.flat.outputs(of: $0).first }).flatMap({ $0 }),
      result != match.output
    else {
      return true
    }
    guard let inner = facts.size(result, -1), let outer = facts.size(match.output, -1) else { return false }
    return inner == outer
  }

  private static func table(_ match: IdiomMatch, _ facts: FlatFacts) -> String? {
    guard let first = facts.flat.inputs(of: match.main).first, let first,
      let dims = facts.flat.values[first].constant?.dims, dims.count == 2
    else { return nil }
    return "\(dims[0]) × \(dims[1])"
  }

  /// `768 → 3072 → 768`: the widths of the products on the way.
  private static func layers(_ match: IdiomMatch, _ facts: FlatFacts, _ matches: IdiomMatches) -> String? {
    guard let input = match.inputs.first, let input, let from = facts.size(input, -1),
      let to = facts.size(match.output, -1)
    else { return nil }
    // The last product's input is the hidden layer.
    let last = match.nodes.last.flatMap { exit in
      matches.endings(at: exit).first { matches.all[$0].name == "Linear" }
    }
    guard let last, let hidden = matches.all[last].inputs.first, let hidden,
      let width = facts.size(hidden, -1)
    else { return "\(from) → \(to)" }
    return "\(from) → \(width) → \(to)"
  }

  /// `Conv + BN + ReLU`, with the convolution's own attributes.
  private static func convolution(_ match: inout IdiomMatch, _ facts: FlatFacts, _ matches: IdiomMatches) {
    guard let convolution = match.nodes.first(where: { Self.convolutions.contains(facts.type($0)) }) else {
      return
    }
    match.main = convolution
    var parts: [String] = []
    var seen: Set<Int> = []
    for node in match.nodes {
      if let owner = matches.owner(of: node) {
        if seen.insert(owner).inserted { parts.append(matches.all[owner].title) }
      } else {
        let type = facts.type(node)
        guard !PatternSearch.transparent.contains(type) else { continue }
        parts.append(Self.short[type] ?? title(of: node, facts))
      }
    }
    match.title = parts.joined(separator: " + ")
    match.detail = detail(of: convolution, facts)
    match.activation = match.nodes.last.flatMap { function(endingIn: $0, facts, matches) }
  }

  /// What the idiom that ends in an operator computes of single numbers, or the operator itself.
  private static func function(
    endingIn node: FlatNodeID, _ facts: FlatFacts, _ matches: IdiomMatches
  ) -> ElementProgram? {
    if let owner = matches.owner(of: node) { return matches.all[owner].program }
    return ElementRegions.program(of: node, facts)
  }

  /// An operator's name on pictures; of Keras's Activation the function's.
  static func title(of number: FlatNodeID, _ facts: FlatFacts) -> String {
    let node = facts.node(number)
    guard node.op.type == "Activation", let function = node.string("activation") else {
      return Idioms.title(ofOperator: node.op.type)
    }
    let words = function.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return Idioms.title(ofOperator: words.joined())
  }

  private static let convolutions: Set<String> = [
    "Conv", "ConvTranspose", "ConvInteger", "Conv2D", "DepthwiseConv2D", "SeparableConv2D",
  ]
  private static let short = ["BatchNormalization": "BN", "InstanceNormalization": "IN"]

  /// The telling attributes of an operator, as on its own card.
  static func detail(of number: FlatNodeID, _ facts: FlatFacts) -> String? {
    let constants = facts.flat.inputs(of: number).map { $0.flatMap { facts.flat.values[$0].constant } }
    return Operators.detail(for: facts.node(number), weights: constants)
  }

  /// What tells an operator that is an idiom from others: of a LayerNorm the number of features, else what its card
  /// would say anyway.
  static func width(of node: FlatNodeID, _ about: IdiomFacts, _ facts: FlatFacts) -> String? {
    guard about.name == "LayerNorm" || about.name == "RMSNorm",
      let output = facts.flat.outputs(of: node).first,
      let output
    else { return detail(of: node, facts) }
    return facts.size(output, -1).map(String.init)
  }

  private static func groups(_ match: IdiomMatch, _ facts: FlatFacts) -> String? {
    guard let norm = match.nodes.first(where: { facts.type($0) == "InstanceNormalization" }),
      let input = facts.flat.inputs(of: norm).first, let input, let groups = facts.size(input, 1)
    else { return nil }
    return "\(groups) groups"
  }

  /// Whether the first of three convolutions makes more channels: else the block is no inverted one.
  private static func widens(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard let first = match.nodes.first(where: { convolutions.contains(facts.type($0)) }),
      let input = facts.flat.inputs(of: first).first, let input,
      let output = facts.flat.outputs(of: first).first, let output,
      let before = facts.channels(input), let after = facts.channels(output)
    else { return false }
    return after > before
  }
}
