import ModelGraph

/// Finds residual units: an Add, all that lies between it and the value that is added unchanged, and a norm or an
/// activation behind it. A unit with attention and one with an MLP behind it are a transformer layer.
///
///       x ─┬─ Conv ─ Conv ─ Add ─ Relu →      x ─┬─ LayerNorm ─ Attention ─ Add ─ …
///          └───────────────┘                     └──────────────────────────┘
///
/// Only units that ``ContentName`` has a name for are kept: a unit is no idiom by its form alone. What enters a unit from
/// elsewhere (a mask, rotary tables) may be shared; what leaves it is its last value only.
///
/// Cost: linear; a unit has at most ``FoldTuning/Idioms/largestUnit`` operators.
struct ResidualUnits {
  private let facts: FlatFacts
  private(set) var matches: IdiomMatches
  private var found: [Unit] = []
  /// By node: whether the attempt at hand reached it from the exit (twice its number), and from the entry (one more).
  private var stamps: [Int]
  private var attempt = 0

  /// One unit, by its way in and out.
  private struct Unit {
    var entry: FlatValueID
    var output: FlatValueID
    var nodes: [FlatNodeID]
    var name: String
  }

  init(_ facts: FlatFacts, after matches: IdiomMatches) {
    self.facts = facts
    self.matches = matches
    stamps = [Int](repeating: 0, count: facts.flat.nodes.count)
  }

  mutating func run() {
    let isSum = facts.typeNames.map { $0 == "Add" || $0 == "Sum" }
    for node in facts.flat.nodes.indices where isSum[Int(facts.types[node])] {
      if facts.flat.nodes[node].hidden == nil, let exit = end(of: node),
        let unit = unit(of: node, endingIn: exit)
      {
        found.append(unit)
      }
    }
    joinLayers()
    // The larger first, so that a layer holds its units.
    for unit in found {
      _ = matches.add(
        IdiomMatch(
          name: Self.key(unit.name), title: unit.name, kind: "custom", nodes: unit.nodes, output: unit.output,
          inputs: [unit.entry], main: unit.nodes.last ?? 0, isCard: false))
    }
  }

  /// The name in the table of a unit with a title. A unit round an MLP is not the MLP itself.
  private static func key(_ title: String) -> String {
    guard title != "MLP", title != "Attention" else { return "Residual" + title }
    return title.split { !$0.isLetter }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The last operator of a sum: its own, or that of the pair which quantises it. A sum that is part of another idiom
  /// joins no ways.
  private func end(of add: FlatNodeID) -> FlatNodeID? {
    guard let owner = matches.owner(of: add) else { return add }
    guard matches.all[owner].name == QuantizedOperators.name, matches.all[owner].main == add else {
      return nil
    }
    return matches.all[owner].nodes.last
  }

  /// The unit that a sum ends.
  private mutating func unit(of add: FlatNodeID, endingIn exit: FlatNodeID) -> Unit? {
    let slots = facts.flat.inputs(of: add)
    guard slots.count == 2, let first = slots[0], let second = slots[1], first != second,
      facts.flat.isDrawn(first), facts.flat.isDrawn(second)
    else { return nil }
    // The value that is added unchanged is made before the other, and the other depends on it; or on what both come
    // from, where a projection stands in the skip.
    var entries = place(second) < place(first) ? [second, first] : [first, second]
    // The nearest value that both ways come from, where one is near enough.
    for fork in forks(of: first, second) where ways(from: fork, to: exit, [first, second]) != nil {
      entries.append(fork)
      break
    }
    for entry in entries where facts.flat.isDrawn(entry) {
      guard let inside = ways(from: entry, to: exit, [first, second]) else { continue }
      let (nodes, output) = extended(withFeeders(inside, from: entry), from: exit, entry)
      guard nodes.count > 2, facts.isClosed(nodes, but: nodes.last ?? exit) else { continue }
      let content = ContentName(facts, matches)
      guard let name = content.name(of: nodes, unitFrom: entry) ?? (content.isProducts(nodes) ? "MLP" : nil)
      else {
        continue
      }
      return Unit(entry: entry, output: output, nodes: nodes, name: name)
    }
    return nil
  }

  private func place(_ value: FlatValueID) -> Int { facts.producer(value) ?? -1 }

  /// The values that the skip's short way, one convolution and its norm, may begin with: on either way back the
  /// nearest that several read.
  private func forks(of first: FlatValueID, _ second: FlatValueID) -> [FlatValueID] {
    var found: [FlatValueID] = []
    for start in [first, second] {
      var value = start
      for _ in 0..<FoldTuning.Idioms.longestProjection {
        guard let node = facts.producer(value), let input = facts.flat.inputs(of: node).first, let input
        else { break }
        value = input
        if facts.readers(value).prefix(2).reduce(0, { count, _ in count + 1 }) == 2 {
          found.append(value)
          break
        }
      }
    }
    return found
  }

  /// The nodes on all ways from a value to a sum, that included; nil where an addend comes from elsewhere.
  private mutating func ways(
    from entry: FlatValueID, to exit: FlatNodeID, _ addends: [FlatValueID]
  ) -> [FlatNodeID]? {
    guard let inside = nodes(between: entry, and: exit),
      addends.allSatisfy({ $0 == entry || (facts.producer($0).map(inside.holds) ?? false) })
    else { return nil }
    return inside
  }

  /// The nodes on all ways from a value to a node, that included; nil where there are too many or none.
  private mutating func nodes(between entry: FlatValueID, and exit: FlatNodeID) -> [FlatNodeID]? {
    let start = place(entry)
    attempt += 1
    var reached = [exit]
    stamps[exit] = 2 * attempt
    var next = 0
    while next < reached.count {
      guard reached.count <= FoldTuning.Idioms.largestUnit else { return nil }
      for case let input? in facts.flat.inputs(of: reached[next]) {
        guard let source = facts.producer(input), source > start, stamps[source] < 2 * attempt else {
          continue
        }
        stamps[source] = 2 * attempt
        reached.append(source)
      }
      next += 1
    }
    // Forwards: a node is inside where one of its inputs is the entry or comes from inside.
    reached.sort()
    var found: [FlatNodeID] = []
    for node in reached {
      let isInside = facts.flat.inputs(of: node).contains { input in
        guard let input else { return false }
        if input == entry { return true }
        return facts.producer(input).map { stamps[$0] == 2 * attempt + 1 } ?? false
      }
      guard isInside else { continue }
      stamps[node] = 2 * attempt + 1
      found.append(node)
    }
    return found.count > 1 && found.last == exit ? found : nil
  }

  /// A unit with what is prepared outside for it alone: each layer's own cut of a mask.
  private func withFeeders(_ nodes: [FlatNodeID], from entry: FlatValueID) -> [FlatNodeID] {
    var all = Set(nodes)
    var pending = nodes
    while let node = pending.popLast() {
      for case let input? in facts.flat.inputs(of: node) {
        guard input != entry, let source = facts.producer(input), !all.contains(source),
          facts.flat.isWeightless(source),
          all.count < nodes.count + FoldTuning.Idioms.mostFeeders,
          facts.flat.outputs(of: source).allSatisfy({ output in
            output.map { !facts.flat.values[$0].isOutput && facts.readers($0).allSatisfy(all.contains) }
              ?? true
          })
        else { continue }
        all.insert(source)
        pending.append(source)
      }
    }
    return all.sorted()
  }

  /// A unit with the activation or norm that alone reads its sum.
  private func extended(
    _ nodes: [FlatNodeID], from add: FlatNodeID, _ entry: FlatValueID
  ) -> (nodes: [FlatNodeID], output: FlatValueID) {
    var nodes = nodes
    var output = facts.flat.outputs(of: add)[0] ?? 0
    let readers = Array(facts.readers(output))
    guard let reader = readers.first, !facts.flat.values[output].isOutput else { return (nodes, output) }
    let tail = matches.owner(of: reader).map { matches.all[$0].nodes } ?? [reader]
    let name = matches.owner(of: reader).map { matches.all[$0].name } ?? facts.type(reader)
    // Where the unit begins with a norm, the next norm is that of the next unit.
    let isNormed = facts.readers(entry).contains { nodes.holds($0) && isNorm($0) }
    guard Self.tails.contains(name) || (!isNormed && Self.norms.contains(name)),
      readers.allSatisfy({ tail.contains($0) }), let last = tail.last,
      let value = facts.flat.outputs(of: last).first, let value
    else { return (nodes, output) }
    nodes = (nodes + tail).sorted()
    output = value
    return (nodes, output)
  }

  private func isNorm(_ node: FlatNodeID) -> Bool {
    Self.norms.contains(facts.type(node))
      || (matches.owner(of: node).map { Self.norms.contains(matches.all[$0].name) } ?? false)
  }

  /// What stands behind the attention in a transformer's layer.
  private static let feedForward: Set<String> = ["MLP", "Mix-FFN"]
  private static let tails: Set<String> = [
    "Relu", "Relu6", "Gelu", "Silu", "HardSwish", "LeakyRelu", "BatchNormalization",
  ]
  private static let norms: Set<String> = [
    "LayerNormalization", "LayerNorm", "RMSNorm", "RMSNormalization", "SimplifiedLayerNormalization",
  ]

  /// Joins a unit with attention and the one with an MLP behind it.
  private mutating func joinLayers() {
    var byEntry: [FlatValueID: Int] = [:]
    for (number, unit) in found.enumerated() where Self.feedForward.contains(unit.name) {
      byEntry[unit.entry] = number
    }
    var layers: [Unit] = []
    for unit in found where unit.name == "Attention" {
      var nodes = unit.nodes
      guard let next = byEntry[unit.output] else { continue }
      nodes = Array(Set(nodes + found[next].nodes)).sorted()
      let layer = Unit(
        entry: unit.entry, output: found[next].output, nodes: nodes, name: "Transformer layer")
      guard facts.isClosed(nodes, but: nodes.last ?? 0) else { continue }
      layers.append(layer)
    }
    found += layers
  }
}
