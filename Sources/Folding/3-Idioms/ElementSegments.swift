import Idioms
import ModelGraph

/// What lies between elementwise values and their gates.
///
/// Regions are rows of segments: a region that goes back three gates is three of them. What is known of a segment
/// serves all regions that hold it, and segments that compute the same have equal numbers.
///
/// Cost: ``FoldTuning/Idioms/largestRegion`` steps a segment at most, once each.
struct ElementSegments {
  /// What lies between a value and its gate.
  struct Segment {
    /// Segments of equal numbers compute the same, but for the stored tensors that they read.
    var kind: Int32
    /// How many operators it has.
    var count: UInt8 = 0
    /// Whether it returns its input.
    var keepsNumbers = false
    /// Whether nobody outside reads the gate, so that a region may go on behind it.
    var endsClosed = false
    /// How many stored tensors of one number a channel it reads.
    var vectorCount: UInt8 = 0

    fileprivate static let unknown = Segment(kind: -2)
    fileprivate static let none = Segment(kind: -1)
  }

  let facts: FlatFacts
  let gates: ElementGates
  /// By node.
  private var known: [Segment]
  /// By node, for the few whose segments read any: the stored tensors of one number a channel, in order of first use.
  private var vectors: [FlatNodeID: [FlatValueID]] = [:]
  private var kinds: [ElementProgram: Int32] = [:]
  private var nextKind: Int32 = 0

  init(_ facts: FlatFacts) {
    self.facts = facts
    gates = ElementGates(facts)
    known = [Segment](repeating: .unknown, count: facts.flat.nodes.count)
  }

  /// What lies between a node's result and its gate; nil where that is too large, is no arithmetic on the gate and
  /// constants, or has a value in between that is read outside.
  mutating func segment(of node: FlatNodeID) -> Segment? {
    if known[node].kind == Segment.unknown.kind { known[node] = find(node) ?? .none }
    return known[node].kind < 0 ? nil : known[node]
  }

  /// The stored tensors of one number a channel that a segment reads.
  func vectors(of node: FlatNodeID) -> [FlatValueID] { vectors[node] ?? [] }

  /// The operators between a node's result and a value that all ways to it pass, ascending; nil where they are too many.
  func nodes(endingIn exit: FlatNodeID, from entry: FlatValueID) -> [FlatNodeID]? {
    var nodes = [exit]
    var next = 0
    while next < nodes.count {
      for case let input? in facts.flat.inputs(of: nodes[next])
      where facts.flat.isDrawn(input) && input != entry {
        guard let node = facts.producer(input), gates.isElementwise(node) else { return nil }
        if !nodes.contains(node) { nodes.append(node) }
      }
      guard nodes.count <= FoldTuning.Idioms.largestRegion else { return nil }
      next += 1
    }
    return nodes.sorted()
  }

  private mutating func find(_ exit: FlatNodeID) -> Segment? {
    guard let output = facts.flat.outputs(of: exit)[0], let gate = gates.gate(of: output),
      let nodes = nodes(endingIn: exit, from: gate), facts.isClosed(nodes, but: exit),
      let (program, found) = program(nodes, from: gate)
    else { return nil }
    if !found.isEmpty { vectors[exit] = found }
    return Segment(
      kind: kind(of: program), count: UInt8(nodes.count),
      keepsNumbers: nodes.allSatisfy { gates.operation(of: $0) == .unary(.identity) },
      endsClosed: !facts.flat.values[gate].isOutput && facts.readers(gate).allSatisfy { nodes.holds($0) },
      vectorCount: UInt8(found.count))
  }

  private mutating func kind(of program: ElementProgram) -> Int32 {
    if let known = kinds[program] { return known }
    // Forgotten programs get new numbers when they come again.
    if kinds.count == FoldTuning.Idioms.mostPrograms { kinds.removeAll(keepingCapacity: true) }
    kinds[program] = nextKind
    nextKind += 1
    return nextKind - 1
  }

  // MARK: Programs

  /// A region as arithmetic, and the stored tensors of one number a channel that it reads; nil where an operand is
  /// neither a constant nor the tensor that comes in.
  func program(
    _ nodes: [FlatNodeID], from entry: FlatValueID
  ) -> (program: ElementProgram, vectors: [FlatValueID])? {
    var program = ElementProgram()
    // What each step makes.
    var made: [FlatValueID] = []
    var vectors: [FlatValueID] = []
    for node in nodes {
      guard let operation = gates.operation(of: node), let output = facts.flat.outputs(of: node)[0] else {
        return nil
      }
      if facts.type(node) == "Expand", !keepsShape(of: entry, node) { return nil }
      let inputs = facts.flat.inputs(of: node)
      var operands: [ElementProgram.Operand] = []
      for slot in 0..<operation.operandCount {
        guard slot < inputs.count, let value = inputs[slot] else {
          guard let bound = bound(of: node, slot) else { return nil }
          operands.append(.scalar(bound))
          continue
        }
        if value == entry {
          operands.append(.input)
        } else if let step = made.firstIndex(of: value) {
          operands.append(.step(step))
        } else if let number = facts.scalar(value) {
          operands.append(.scalar(number))
        } else if isVector(value) {
          let vector = vectors.firstIndex(of: value) ?? vectors.count
          if vector == vectors.count { vectors.append(value) }
          operands.append(.vector(vector))
        } else {
          return nil
        }
      }
      guard program.add(operation, operands) else { return nil }
      made.append(output)
    }
    return (program, vectors)
  }

  /// Whether an operator's result has the shape of the tensor that comes in.
  private func keepsShape(of entry: FlatValueID, _ node: FlatNodeID) -> Bool {
    guard let output = facts.flat.outputs(of: node)[0], let dims = facts.dims(entry) else { return false }
    return facts.dims(output) == dims
  }

  /// The bound of a Clip that is an attribute or missing.
  private func bound(of number: FlatNodeID, _ slot: Int) -> Double? {
    guard facts.type(number) == "Clip", slot > 0 else { return nil }
    guard let bounds = ElementRules.clipBounds(facts.node(number)) else {
      return slot == 1 ? -.infinity : .infinity
    }
    return slot == 1 ? bounds.low : bounds.high
  }

  /// Whether a value is a stored tensor of one number a channel.
  private func isVector(_ value: FlatValueID) -> Bool {
    guard let tensor = facts.flat.values[value].constant, let last = tensor.dims.last, last > 1 else {
      return false
    }
    return facts.flat.isWeight(value) && tensor.elementCount == last
  }
}
