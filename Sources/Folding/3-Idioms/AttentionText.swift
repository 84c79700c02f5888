import Idioms
import ModelGraph

/// What a card says about an attention: `12 heads × 64, causal`, `32 heads × 128, 8 for keys, rotary, masked`.
///
/// Each word is there only where the operators prove it:
/// - `8 for keys`: keys are repeated for several heads of queries (Ainslie et al. 2023);
/// - `rotary`: queries come out of a rotary embedding (Su et al. 2021);
/// - `causal`: no query sees a key behind it, as ``Causality`` proves;
/// - `masked`: what the model's inputs say hides scores, or a very low number stands for some;
/// - `position bias`: what is added to scores differs between heads and depends on no input;
/// - `cross`: keys are made from another value than queries, and not from what that was made from either.
struct AttentionText {
  private let facts: FlatFacts
  private let matches: IdiomMatches

  init(_ facts: FlatFacts, _ matches: IdiomMatches) {
    self.facts = facts
    self.matches = matches
  }

  /// Whether a match is attention: what lies between the two products keeps each query's scores together.
  func keepsScores(_ match: IdiomMatch) -> Bool {
    guard let product = product(of: match) else { return false }
    return match.nodes.allSatisfy { node in
      guard node > product else { return true }
      guard leavesAttention(node, in: match) else { return false }
      guard facts.type(node) == "Reshape", let input = facts.flat.inputs(of: node).first,
        let input,
        let output = facts.flat.outputs(of: node).first, let output,
        isScore(input, after: product), let before = facts.size(input, -1), let after = facts.size(output, -1)
      else { return true }
      return before == after
    }
  }

  /// Whether what an operator between the products does to scores leaves attention: it scales all keys alike, hides with
  /// a low number, puts zero in place of what is no number, or swaps the last two axes.
  private func leavesAttention(_ node: FlatNodeID, in match: IdiomMatch) -> Bool {
    let inputs = Array(facts.flat.inputs(of: node))
    switch facts.type(node) {
    case "Max": return inputs.contains(where: facts.isLow)
    case "Where":
      guard inputs.count == 3, let condition = inputs[0] else { return false }
      if facts.producer(condition).map(facts.type) == "IsNaN" {
        return inputs[1].flatMap(facts.scalar) == 0 || inputs[2].flatMap(facts.scalar) == 0
      }
      return facts.isLow(inputs[1]) || facts.isLow(inputs[2])
    case "Mul", "Div":
      return inputs.allSatisfy { input in
        guard let input, !facts.flat.isDrawn(input) else { return true }
        if let number = facts.scalar(input) { return number > 0 }
        return facts.size(input, -1) ?? 1 == 1
      }
    case "Transpose":
      guard let perm = facts.node(node).ints("perm"), perm.count > 1,
        matches.named("RepeatHeads", in: [node]).isEmpty
      else { return true }
      guard let input = inputs.first, let input, isScore(input, after: product(of: match) ?? node) else {
        return true
      }
      let last = Int64(perm.count - 1)
      return perm.dropLast(2).enumerated().allSatisfy { $0.offset == $0.element } && perm.last == last - 1
    default: return true
    }
  }

  /// The product of queries and keys.
  private func product(of match: IdiomMatch) -> FlatNodeID? {
    match.nodes.first { facts.type($0) == "MatMul" || facts.type($0) == "Einsum" }
  }

  /// Whether a value is made from the scores' product, a few operators back.
  private func isScore(_ value: FlatValueID, after product: FlatNodeID) -> Bool {
    var next = value
    while let node = facts.producer(next), node > product {
      guard let input = facts.firstDrawnInput(of: node) else { return false }
      next = input
    }
    return facts.producer(next) == product
  }

  /// The detail of a match whose inputs are queries, keys, values and up to two masks.
  func detail(_ match: IdiomMatch) -> String? {
    guard match.inputs.count == 5, let query = match.inputs[0] else { return nil }
    var words: [String] = []
    let heads = product(of: match).flatMap { self.heads(query, $0) }
    if let heads { words.append("\(heads.count) \(heads.count == 1 ? "head" : "heads") × \(heads.width)") }
    if let heads, let key = match.inputs[1], let few = keyHeads(key, match), few != heads.count {
      words.append("\(few) for keys")
    }
    if isRotary(query) { words.append("rotary") }
    words += masks(match, heads?.count)
    if isCross(match) { words.append("cross") }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  // MARK: Heads

  /// The number and width of heads: queries are `[batch, heads, tokens, width]`, or a Reshape of such a value; of an
  /// Einsum they are what its equation says.
  private func heads(_ query: FlatValueID, _ product: FlatNodeID) -> (count: Int64, width: Int64)? {
    if facts.type(product) == "Einsum" {
      guard let axes = facts.node(product).string("equation").flatMap(EinsumForm.init)?.axes,
        let count = facts.size(query, axes.heads), let width = facts.size(query, axes.width)
      else { return nil }
      return (count, width)
    }
    for value in [query] + sources(query) {
      guard let dims = facts.dims(value) else { return nil }
      if dims.count == 4, let count = facts.size(value, 1), let width = facts.size(value, 3) {
        return (count, width)
      }
      if dims.count > 3 { return nil }
    }
    return nil
  }

  /// What a value was before it was reshaped.
  private func sources(_ value: FlatValueID) -> [FlatValueID] {
    guard let node = facts.producer(value), facts.type(node) == "Reshape",
      let input = facts.flat.inputs(of: node).first, let input
    else { return [] }
    return [input]
  }

  /// How many heads keys have before they are repeated.
  private func keyHeads(_ key: FlatValueID, _ match: IdiomMatch) -> Int64? {
    // Inside of the match, keys are what enters the repetition.
    let repeated =
      matches.last(at: key).map { matches.all[$0] }.flatMap { $0.name == "RepeatHeads" ? $0 : nil }
      ?? matches.named("RepeatHeads", in: match.nodes).first { $0.inputs.first == key }
    guard let input = repeated?.inputs.first, let input else { return nil }
    return facts.size(input, 1)
  }

  private func isRotary(_ query: FlatValueID) -> Bool {
    var next = query
    for _ in 0..<4 {
      if let number = matches.last(at: next), matches.all[number].name == "RoPE" { return true }
      guard let node = facts.producer(next) else { return false }
      if facts.type(node) == "RotaryEmbedding" { return true }
      // Only a part of each head may be turned.
      guard ["Cast", "Concat", "Reshape", "Transpose", "Mul"].contains(facts.type(node)),
        let input = facts.flat.inputs(of: node).first, let input
      else { return false }
      next = input
    }
    return false
  }

  // MARK: Masks

  private func masks(_ match: IdiomMatch, _ heads: Int64?) -> [String] {
    var isCausal = false
    var isMasked = false
    var isBiased = false
    for case let mask? in match.inputs[3...] {
      var causality = Causality(facts)
      switch role(of: mask, in: match) {
      case .added:
        if causality.lowersLater(mask) { isCausal = true }
        if isPositionBias(mask, heads) { isBiased = true } else if isMadeOfInputs(mask) { isMasked = true }
      case .keeps:
        if causality.dropsLater(mask) { isCausal = true }
        isMasked = true
      case .replaces:
        if causality.marksLater(mask) { isCausal = true }
        isMasked = true
      case nil: break
      }
    }
    return (isBiased ? ["position bias"] : []) + (isCausal ? ["causal"] : isMasked ? ["masked"] : [])
  }

  private enum Role { case added, keeps, replaces }

  /// What is done with a mask; nil where it is not known to hide anything.
  private func role(of mask: FlatValueID, in match: IdiomMatch) -> Role? {
    for node in facts.readers(mask) where match.nodes.holds(node) {
      if ["Add", "Sub"].contains(facts.type(node)) { return .added }
      let inputs = Array(facts.flat.inputs(of: node))
      guard facts.type(node) == "Where", inputs.count == 3, inputs[0] == mask else { continue }
      if facts.isLow(inputs[2]) { return .keeps }
      if facts.isLow(inputs[1]) { return .replaces }
    }
    return nil
  }

  /// Whether a value comes from the model's inputs without any product on the way: what a mask is made like. What is
  /// made by weights is a bias that depends on contents, and a stored tensor may be anything.
  private func isMadeOfInputs(_ value: FlatValueID) -> Bool {
    origins(of: value).map { $0.hasInput && !$0.hasProduct } ?? false
  }

  /// Whether what is added differs between heads and comes from stored tensors alone.
  private func isPositionBias(_ value: FlatValueID, _ heads: Int64?) -> Bool {
    guard let heads, heads > 1, facts.size(value, -3) == heads else { return false }
    return origins(of: value).map { !$0.hasInput } ?? false
  }

  /// Whether the elements of a value come from inputs of the model, and whether by way of a product; nil where a bounded
  /// look does not tell. A shape says nothing of elements.
  private func origins(of value: FlatValueID) -> (hasInput: Bool, hasProduct: Bool)? {
    var found = (hasInput: false, hasProduct: false)
    var pending = [value]
    var steps = FoldTuning.Idioms.mostMaskSteps
    while let next = pending.popLast() {
      steps -= 1
      guard steps > 0 else { return nil }
      switch facts.flat.values[next].producer {
      case .input: found.hasInput = true
      case .node(let node, _) where !["Shape", "Size"].contains(facts.type(node)):
        if Self.products.contains(facts.type(node)) { found.hasProduct = true }
        pending += facts.flat.inputs(of: node).compactMap { $0 }
      default: break
      }
    }
    return found
  }

  private static let products: Set<String> = ["MatMul", "Gemm", "Einsum", "Conv", "MatMulInteger"]

  // MARK: Sources

  /// Whether queries and keys come from different values, and keys are not made from what queries are made from.
  private func isCross(_ match: IdiomMatch) -> Bool {
    guard let query = match.inputs[0], let key = match.inputs[1], let a = source(query), let b = source(key),
      a != b
    else { return false }
    // A later layer of a decoder is made from the encoder's result too, but by way of a whole layer.
    let near = ancestors(a, FoldTuning.Idioms.nearSourceSteps)
    return near.isDisjoint(with: ancestors(b, FoldTuning.Idioms.mostSourceSteps))
  }

  /// What enters the projection that makes queries or keys.
  private func source(_ value: FlatValueID) -> FlatValueID? {
    var next = value
    for _ in 0..<FoldTuning.Idioms.mostSourceSteps {
      if let number = matches.last(at: next), matches.all[number].name == "Linear" {
        return matches.all[number].inputs.first.flatMap { $0 }
      }
      guard let node = facts.producer(next), let input = facts.firstDrawnInput(of: node) else { return nil }
      next = input
    }
    return nil
  }

  /// The values that one is made from, itself too, as far as a bounded look goes.
  private func ancestors(_ value: FlatValueID, _ most: Int) -> Set<FlatValueID> {
    var found: Set<FlatValueID> = [value]
    var pending = [value]
    var next = 0
    while next < pending.count, found.count < most {
      if let node = facts.producer(pending[next]) {
        for input in facts.drawnInputs(of: node) where found.insert(input).inserted { pending.append(input) }
      }
      next += 1
    }
    return found
  }
}
