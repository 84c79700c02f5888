import Idioms
import ModelGraph

/// The last conditions on idioms that move elements, which no pattern can express: what their shapes, their cuts and their
/// tables have to be.
struct ShapeIdioms {
  private let facts: FlatFacts
  private let matches: IdiomMatches

  init(_ facts: FlatFacts, _ matches: IdiomMatches) {
    self.facts = facts
    self.matches = matches
  }

  /// Fills in title and detail; false where the place is no such idiom after all.
  func complete(_ match: inout IdiomMatch) -> Bool {
    switch match.name {
    case "Windows": return windows(&match)
    case "SplitHeads": return splits(match)
    case "MergeHeads": return joins(match)
    case "RepeatHeads": return repeats(match)
    case "ChannelShuffle": return ranks(match, outer: 4, inner: 5) && dealsOut(match)
    case "PixelShuffle": return ranks(match, outer: 4, inner: 6) && shuffles(match)
    case "Roll": return isRoll(match)
    case "CyclicShift": return rollsTwoAxes(match)
    case "SpaceToDepth": return isSpaceToDepth(match)
    case "PositionEmbedding": return isPerPosition(match)
    case "ClassToken": return isToken(match)
    case "Routing": return isRouting(&match)
    case "SqueezeExcite": return keepsChannels(match)
    case "RoPE": return PartIdioms(facts).turns(match)
    case "LSTMCell": return PartIdioms(facts).hasGates(match, 3)
    case "GRUCell": return PartIdioms(facts).hasGates(match, 2)
    case "BatchedNMS": return PartIdioms(facts).keepsAll(match)
    default: return true
    }
  }

  private func rank(_ value: FlatValueID?) -> Int? {
    value.flatMap { facts.dims($0)?.count }
  }

  /// What the first Transpose of a match reads.
  private func beforeTranspose(_ match: IdiomMatch) -> FlatValueID? {
    match.nodes.first { facts.type($0) == "Transpose" }.flatMap {
      facts.flat.inputs(of: $0).first.flatMap { $0 }
    }
  }

  /// Heads are split where the last dim of tokens becomes two; a mere change of order is no split.
  private func splits(_ match: IdiomMatch) -> Bool {
    guard let input = match.inputs.first, let input, rank(input) == 3, rank(match.output) == 4,
      let cut = beforeTranspose(match), rank(cut) == 4
    else { return false }
    return isProduct(facts.size(input, 2), facts.size(cut, 2), facts.size(cut, 3))
  }

  /// Heads are joined where they and what each holds become one dim; a table that is cut up and put together in
  /// another order has none.
  private func joins(_ match: IdiomMatch) -> Bool {
    guard let input = match.inputs.first, let input, rank(input) == 4 else { return false }
    if let node = facts.producer(input), facts.type(node) == "Reshape",
      facts.flat.inputs(of: node).first.map({ rank($0) == 2 }) ?? false
    {
      return false
    }
    let output = rank(match.output)
    guard output == 3 || output == 2 else { return false }
    return isProduct(facts.size(match.output, -1), facts.size(input, 1), facts.size(input, 3))
  }

  /// Whether channels change places and all else stays.
  private func dealsOut(_ match: IdiomMatch) -> Bool {
    guard let input = match.inputs.first, let input,
      let cut = beforeTranspose(match), let before = facts.dims(input),
      let after = facts.dims(match.output), let inner = facts.dims(cut)
    else { return false }
    return before == after && inner.suffix(2) == before.suffix(2) && inner[0] == before[0]
  }

  /// Whether channels become rows and columns, all others staying what they are: from `b, c·r·s, h, w` by way of
  /// `b, c, r, s, h, w`.
  private func shuffles(_ match: IdiomMatch) -> Bool {
    guard let input = match.inputs.first, let input,
      let cut = beforeTranspose(match)
    else { return false }
    let sizes = (0..<6).map { facts.size(cut, $0) }
    return facts.size(input, 2) == sizes[4] && facts.size(input, 3) == sizes[5]
      && isProduct(facts.size(match.output, 2), sizes[2], sizes[4])
      && isProduct(facts.size(match.output, 3), sizes[3], sizes[5])
      && facts.size(match.output, 1) == sizes[1]
  }

  /// Whether a size is the product of two; true where one of them is not known.
  private func isProduct(_ whole: Int64?, _ first: Int64?, _ second: Int64?) -> Bool {
    guard let whole, let first, let second else { return true }
    let product = first.multipliedReportingOverflow(by: second)
    return !product.overflow && product.partialValue == whole
  }

  private func ranks(_ match: IdiomMatch, outer: Int, inner: Int) -> Bool {
    guard let input = match.inputs.first, rank(input) == outer, rank(match.output) == outer,
      rank(beforeTranspose(match)) == inner
    else { return false }
    return true
  }

  /// Windows are cut where there are more of them than pictures, and joined where fewer.
  private func windows(_ match: inout IdiomMatch) -> Bool {
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
    } else if rank(input) == 4, rank(match.output) == 3 {
      match.title = "Window partition"
    } else if rank(input) == 3, rank(match.output) == 4 {
      match.title = "Window reverse"
    }
    return true
  }

  /// Heads are repeated where a new axis behind them grows.
  private func repeats(_ match: IdiomMatch) -> Bool {
    guard let expand = match.nodes.first(where: { facts.type($0) == "Expand" }),
      let input = facts.flat.inputs(of: expand).first, let input, rank(match.inputs.first ?? nil) == 4,
      rank(input) == 5, facts.size(input, 2) == 1,
      let output = facts.flat.outputs(of: expand).first, let output, rank(output) == 5
    else { return false }
    return facts.size(output, 2) != 1
  }

  /// A gate of a picture has a number for each channel, in the channels' place.
  private func keepsChannels(_ match: IdiomMatch) -> Bool {
    guard !facts.model.traits.nodesAreLayers, let input = match.inputs.first, let input, rank(input) == 4,
      let channels = facts.channels(input)
    else { return true }
    let gate = match.nodes.last { facts.type($0) == "Sigmoid" || facts.type($0) == "HardSigmoid" }
    return match.nodes.allSatisfy { node in
      guard let gate, node > gate, ["Reshape", "Unsqueeze"].contains(facts.type(node)),
        let output = facts.flat.outputs(of: node).first, let output, let dims = facts.dims(output),
        dims.count == 4
      else { return true }
      return dims[1] == .known(channels) && dims[2...].allSatisfy { $0 == .known(1) }
    }
  }

  // MARK: Cuts

  /// What a Slice keeps of one axis.
  struct Cut {
    var axis: Int64
    var start: Double
    var end: Double
    var step: Double
  }

  /// The cuts that a Slice makes; nil where they are not known.
  static func cuts(_ node: FlatNodeID, _ facts: FlatFacts) -> [Cut]? {
    let inputs = Array(facts.flat.inputs(of: node))
    guard facts.type(node) == "Slice", inputs.count > 2, let starts = inputs[1].flatMap(facts.elements),
      let ends = inputs[2].flatMap(facts.elements), starts.count == ends.count,
      let rank = inputs[0].flatMap({ facts.dims($0)?.count }).map(Int64.init)
    else { return nil }
    let axes = inputs.count > 3 ? inputs[3].flatMap(facts.elements) : starts.indices.map(Double.init)
    let steps = inputs.count > 4 ? inputs[4].flatMap(facts.elements) : starts.map { _ in 1 }
    guard let axes, let steps, axes.count == starts.count, steps.count == starts.count else { return nil }
    return starts.indices.compactMap { place in
      guard let axis = Int64(exactly: axes[place]), axis >= -rank, axis < rank else { return nil }
      return Cut(
        axis: axis < 0 ? axis + rank : axis, start: starts[place], end: ends[place], step: steps[place])
    }
  }

  /// A roll puts the end of an axis in front: of two cuts the first begins where the second ends.
  private func isRoll(_ match: IdiomMatch) -> Bool {
    guard let join = match.nodes.last else { return false }
    let parts = facts.flat.inputs(of: join).compactMap {
      $0.flatMap(facts.producer).flatMap { Self.cuts($0, facts) }
    }
    guard parts.count == 2, let first = parts[0].first, let second = parts[1].first, parts[0].count == 1,
      parts[1].count == 1, first.axis == second.axis, first.step == 1, second.step == 1, second.start == 0,
      first.start == second.end, let input = match.inputs.first, let input, let rank = rank(input)
    else { return false }
    let axis = facts.node(join).int("axis", or: 0)
    guard axis == first.axis || axis + Int64(rank) == first.axis else { return false }
    return first.end >= Double(facts.size(input, Int(first.axis)) ?? Int64(Int32.max))
  }

  /// Each of four parts takes every second row and column, and no two the same.
  private func isSpaceToDepth(_ match: IdiomMatch) -> Bool {
    guard let join = match.nodes.last else { return false }
    var seen: Set<[Double]> = []
    var axes: Set<[Int64]> = []
    for part in facts.flat.inputs(of: join) {
      guard let part, var node = facts.producer(part) else { return false }
      var own: [Cut] = []
      while match.nodes.holds(node), facts.type(node) == "Slice" {
        guard let cuts = Self.cuts(node, facts) else { return false }
        // A cut that keeps all is none.
        own += cuts.filter { $0.step != 1 || $0.start != 0 }
        guard let input = facts.flat.inputs(of: node).first, let input, input != match.inputs.first,
          let before = facts.producer(input)
        else { break }
        node = before
      }
      own.sort { $0.axis < $1.axis }
      guard own.count == 2, own.allSatisfy({ $0.step == 2 && ($0.start == 0 || $0.start == 1) }) else {
        return false
      }
      seen.insert(own.map(\.start))
      axes.insert(own.map(\.axis))
    }
    guard seen.count == 4, axes.count == 1, let cut = axes.first, let axis = facts.node(join).int("axis")
    else {
      return false
    }
    // Rows and columns of channels first or last.
    let depth = axis < 0 ? axis + 4 : axis
    return (cut == [1, 2] && depth == 3) || (cut == [2, 3] && depth == 1)
  }

  // MARK: Tables

  /// A table with a row for each position, and as wide as what it is added to.
  private func isPerPosition(_ match: IdiomMatch) -> Bool {
    guard let input = match.inputs.first, let input, let table = table(in: match), table.count == 3,
      table[0] == 1,
      table[1] > 1, table[2] > 1, let width = facts.size(input, -1)
    else { return false }
    return rank(input) == 3 && rank(match.output) == 3 && width == table[2]
  }

  /// A table of one row, joined to tokens.
  private func isToken(_ match: IdiomMatch) -> Bool {
    guard let table = table(in: match), table.count == 3, table[0] == 1, table[1] == 1 else { return false }
    return rank(match.output) == 3
  }

  /// The dims of the only weight in a match.
  private func table(in match: IdiomMatch) -> [Int64]? {
    for node in match.nodes {
      for case let input? in facts.flat.inputs(of: node) where facts.flat.isWeight(input) {
        return facts.flat.values[input].constant?.dims
      }
    }
    return nil
  }

  /// `top 2 of 8`: experts are chosen inside of the model; what only leaves it is no routing.
  private func isRouting(_ match: inout IdiomMatch) -> Bool {
    guard let node = match.nodes.first(where: { facts.type($0) == "TopK" }) else { return false }
    let outputs = Array(facts.flat.outputs(of: node))
    guard choosesExperts(match, node) else { return false }
    guard outputs.count == 2, let values = outputs[0], let places = outputs[1],
      !facts.flat.values[places].isOutput,
      !facts.flat.values[match.output].isOutput, facts.readers(places).contains(where: { _ in true }),
      let input = facts.flat.inputs(of: node).first, let input
    else { return false }
    if let chosen = facts.size(values, -1), let all = facts.size(input, -1) {
      match.detail = "top \(chosen) of \(all)"
    }
    return true
  }

  /// Whether the largest along the last axis are chosen, and their shares are shares along it.
  private func choosesExperts(_ match: IdiomMatch, _ choice: FlatNodeID) -> Bool {
    guard facts.node(choice).int("largest", or: 1) == 1 else { return false }
    return match.nodes.allSatisfy { node in
      let slots = facts.flat.inputs(of: node)
      guard let input = slots.first, let input, let rank = rank(input) else { return false }
      func isLast(_ axis: Int64) -> Bool { axis == -1 || axis == Int64(rank - 1) }
      switch facts.type(node) {
      case "TopK", "Softmax": return isLast(facts.node(node).int("axis", or: -1))
      case "ReduceSum":
        let axes =
          facts.node(node).ints("axes")
          ?? (slots.count > 1 ? slots[1].flatMap(facts.elements)?.compactMap { Int64(exactly: $0) } : nil)
        return axes.map { $0.count == 1 && isLast($0[0]) } ?? false
          && facts.node(node).int("keepdims", or: 1) == 1
      default: return true
      }
    }
  }

  /// Two rolls along one axis are one.
  private func rollsTwoAxes(_ match: IdiomMatch) -> Bool {
    let joins = match.nodes.filter { facts.type($0) == "Concat" }
    return Set(joins.map { facts.node($0).int("axis", or: 0) }).count == 2
  }
}
