import ModelGraph

/// Finds dense blocks: layers each of which reads what enters the block and what all layers before it made. Huang et al.
/// 2016, DenseNet.
///
///       x ─ layer ─ a        Concat(x, a) ─ layer ─ b        Concat(x, a, b) ─ layer ─ c        Concat(x, a, b, c) →
///
/// A join may be written anew for each layer, as PyTorch does, or go on from the one before, as Keras does.
///
/// Cost: linear in the inputs of joins; a block has at most ``FoldTuning/Idioms/mostDenseLayers`` layers.
struct DenseBlocks {
  private let facts: FlatFacts
  private(set) var matches: IdiomMatches
  private let isJoin: [Bool]

  init(_ facts: FlatFacts, after matches: IdiomMatches) {
    self.facts = facts
    self.matches = matches
    isJoin = facts.typeNames.map { $0 == "Concat" || $0 == "Concatenate" }
  }

  mutating func run() {
    // From the end, so that the join of all layers comes before those of some.
    for node in facts.flat.nodes.indices.reversed() where isJoin[Int(facts.types[node])] {
      guard facts.flat.nodes[node].hidden == nil, matches.owner(of: node) == nil,
        let last = facts.flat.inputs(of: node).last, let last, layer(making: last) != nil,
        let block = block(endingIn: node)
      else { continue }
      _ = matches.add(block)
    }
  }

  private func layer(making value: FlatValueID) -> IdiomMatch? {
    matches.last(at: value).map { matches.all[$0] }.flatMap { $0.name == "DenseLayer" ? $0 : nil }
  }

  private func block(endingIn join: FlatNodeID) -> IdiomMatch? {
    guard let output = facts.flat.outputs(of: join).first, let output else { return nil }
    var nodes: Set<FlatNodeID> = []
    guard let features = features(of: output, &nodes), features.count > 2 else { return nil }
    for place in 1..<features.count where !isLayer(features, place, &nodes) { return nil }
    let sorted = nodes.sorted()
    guard sorted.last == join, facts.isClosed(sorted, but: join) else { return nil }
    return IdiomMatch(
      name: "DenseBlock", title: "Dense block", detail: "\(features.count - 1) layers", kind: "convolution",
      nodes: sorted, output: output, inputs: [features[0]], main: join, isCard: false)
  }

  /// Whether a feature is a layer that reads just the features before it; adds its operators.
  private func isLayer(_ features: [FlatValueID], _ place: Int, _ nodes: inout Set<FlatNodeID>) -> Bool {
    guard let layer = layer(making: features[place]), let input = layer.inputs.first, let input else {
      return false
    }
    var own: Set<FlatNodeID> = []
    guard let read = self.features(of: input, &own), read.elementsEqual(features[..<place]) else {
      return false
    }
    nodes.formUnion(own)
    nodes.formUnion(layer.nodes)
    return true
  }

  /// What a value joins, joins of joins written out; itself where it joins nothing. Adds the joins.
  private func features(of value: FlatValueID, _ joins: inout Set<FlatNodeID>) -> [FlatValueID]? {
    var found: [FlatValueID] = []
    var pending = [value]
    while let next = pending.popLast() {
      guard found.count + pending.count <= FoldTuning.Idioms.mostDenseLayers else { return nil }
      guard let node = facts.producer(next), isJoin[Int(facts.types[node])],
        endsOnlyInLayers(node) || next == value
      else {
        found.append(next)
        continue
      }
      joins.insert(node)
      pending += facts.flat.inputs(of: node).compactMap(\.self).reversed()
    }
    return found
  }

  /// Whether what a join makes is read by other joins, or by a layer.
  private func endsOnlyInLayers(_ node: FlatNodeID) -> Bool {
    facts.flat.outputs(of: node).allSatisfy { output in
      guard let output, !facts.flat.values[output].isOutput else { return false }
      return facts.readers(output).contains { isJoin[Int(facts.types[$0])] }
    }
  }
}
