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
    case "Attention": match.detail = attention(match, facts, matches)
    case "SwiGLU", "GeGLU", "MLP": match.detail = layers(match, facts, matches)
    case "ConvBlock": convolution(&match, facts, matches)
    case "PatchEmbed": match.detail = detail(of: match.main, facts)
    case "Windows": return windows(&match, facts)
    case "SplitHeads": return splits(match, facts)
    case "MergeHeads": return joins(match, facts)
    case "ChannelShuffle": return ranks(match, facts, outer: 4, inner: 5)
    case "PixelShuffle": return ranks(match, facts, outer: 4, inner: 6)
    case "GroupNorm": match.detail = groups(match, facts)
    case "InvertedResidual": return widens(match, facts)
    case "LayerNorm", "RMSNorm", "L2Norm": match.detail = facts.size(match.output, -1).map(String.init)
    case "LayerNorm2d": match.detail = facts.channels(match.output).map(String.init)
    default: break
    }
    return true
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

  /// Whether a Reshape in front only puts rows together: one that changes their width is no part of a product.
  private static func keepsRows(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard match.nodes.contains(where: { facts.type($0) == "Reshape" }) else { return true }
    if let input = match.inputs.first, let input, let inner = product(match, facts), input != inner,
      let outer = facts.size(input, -1), let width = facts.size(inner, -1), outer != width
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

  /// `12 heads × 64`, `32 heads × 128, 8 for keys`.
  private static func attention(_ match: IdiomMatch, _ facts: FlatFacts, _ matches: IdiomMatches) -> String? {
    guard match.inputs.count == 3, let query = match.inputs[0], let dims = facts.dims(query), dims.count == 4,
      let heads = facts.size(query, 1), let width = facts.size(query, 3)
    else { return nil }
    return "\(heads) heads × \(width)"
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
    "Conv", "ConvTranspose", "Conv2D", "DepthwiseConv2D", "SeparableConv2D",
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

  // MARK: Shapes

  private static func rank(_ value: FlatValueID?, _ facts: FlatFacts) -> Int? {
    value.flatMap { facts.dims($0)?.count }
  }

  /// Heads are split where one dim becomes two; a mere change of order is no split.
  private static func splits(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard let input = match.inputs.first else { return false }
    return rank(input, facts) == 3 && rank(match.output, facts) == 4
  }

  private static func joins(_ match: IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard let input = match.inputs.first else { return false }
    let output = rank(match.output, facts)
    return rank(input, facts) == 4 && (output == 3 || output == 2)
  }

  private static func ranks(_ match: IdiomMatch, _ facts: FlatFacts, outer: Int, inner: Int) -> Bool {
    guard let input = match.inputs.first, rank(input, facts) == outer, rank(match.output, facts) == outer,
      let transpose = match.nodes.first(where: { facts.type($0) == "Transpose" }),
      let source = facts.flat.inputs(of: transpose).first, rank(source, facts) == inner
    else { return false }
    return true
  }

  /// Windows are cut where there are more of them than pictures, and joined where fewer.
  private static func windows(_ match: inout IdiomMatch, _ facts: FlatFacts) -> Bool {
    guard let input = match.inputs.first, let input else { return false }
    let transpose = match.nodes.first { facts.type($0) == "Transpose" }
    guard let transpose, let cut = facts.flat.outputs(of: transpose).first, let cut,
      facts.dims(cut)?.count == 6
    else { return false }
    if let before = facts.size(input, 0), let after = facts.size(match.output, 0), before != after {
      match.title = before < after ? "Window partition" : "Window reverse"
      let window =
        before < after ? (facts.size(cut, 3), facts.size(cut, 4)) : (facts.size(cut, 2), facts.size(cut, 4))
      if let height = window.0, let width = window.1 { match.detail = "\(height)×\(width)" }
    } else if rank(input, facts) == 4, rank(match.output, facts) == 3 {
      match.title = "Window partition"
    } else if rank(input, facts) == 3, rank(match.output, facts) == 4 {
      match.title = "Window reverse"
    }
    return true
  }
}
