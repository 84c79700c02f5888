import Idioms
import ModelGraph

/// Finds the idioms of a table's rows, each row over the whole model before the next, so that a row may be made of those
/// above it. Within a row later operators come first, so that the larger of two places is found first.
///
/// A match is exact: the operators are those of the pattern, nothing inside is read outside, and no other idiom is cut.
/// Casts and identities between operators are stepped over, and belong to the match. A region with one way out whose
/// inner values stay inside is convex.
///
/// Cost: linear in nodes for each row whose last operator they are, times a bounded number of steps.
struct PatternSearch {
  private let facts: FlatFacts
  private let table: PatternTable
  private(set) var matches: IdiomMatches
  /// By number of an operator's type in the model: its number in the table, or -1.
  private let names: [Int]
  /// By number of an operator's type in the model: whether it passes its input on as it is.
  private let isTransparent: [Bool]
  /// By number in the table: the nodes, ascending; only types that a row ends in.
  private var nodesByName: [[FlatNodeID]]
  /// By value: the names of the operator and the idioms that it comes out of, as bits; all bits where its operator is
  /// stepped over.
  private var roots: [UInt64]
  /// By match: the number of its name in the table, or -1.
  private var nameOfMatch: [Int] = []

  // The state of one attempt.
  private var steps = 0
  private var goals: [Goal] = []
  private var bound: [FlatValueID] = []
  private var taken: [FlatNodeID] = []
  /// The operators whose results may be read outside.
  private var outlets: [FlatNodeID] = []
  private var exit = 0
  private var found: [FlatNodeID] = []

  /// One pattern that a value has to fit, and the goal that has to be met besides, or -1.
  private struct Goal {
    var pattern: Int32
    /// The value, or -1 where a slot is empty.
    var value: Int32
    var next: Int32
  }

  /// A letter that stands for nothing yet.
  private static let free = -2

  init(_ facts: FlatFacts, _ idioms: Idioms, after matches: IdiomMatches) {
    self.facts = facts
    self.matches = matches
    table = idioms.patterns
    names = facts.typeNames.map { [numbers = idioms.patterns.numbers] in numbers[$0] ?? -1 }
    isTransparent = facts.typeNames.map(Self.transparent.contains)
    nodesByName = [[FlatNodeID]](repeating: [], count: table.spelled.count)
    roots = [UInt64](repeating: 0, count: facts.flat.values.count)
    var isLast = [Bool](repeating: false, count: table.spelled.count)
    for row in table.rows { for name in row.lasts { isLast[name] = true } }
    for node in facts.flat.nodes.indices where facts.flat.nodes[node].hidden == nil {
      let type = Int(facts.types[node])
      let name = names[type]
      if name >= 0, isLast[name] { nodesByName[name].append(node) }
      let bits = isTransparent[type] ? .max : name >= 0 ? PatternTable.bit(name) : 0
      guard bits != 0 else { continue }
      for case let output? in facts.flat.outputs(of: node) { roots[output] = bits }
    }
    for match in matches.all { note(match) }
  }

  /// Remembers by what name a match is known.
  private mutating func note(_ match: IdiomMatch) {
    let name = table.numbers[match.name] ?? -1
    nameOfMatch.append(name)
    if name >= 0 { roots[match.output] |= PatternTable.bit(name) }
  }

  mutating func run() {
    var byName = [[Int]](repeating: [], count: table.spelled.count)
    for (match, name) in nameOfMatch.enumerated() where name >= 0 { byName[name].append(match) }
    for row in table.rows.indices {
      let before = matches.all.count
      for place in candidates(row, byName) { attempt(row, at: place.value, from: place.node) }
      for match in before..<matches.all.count {
        note(matches.all[match])
        if nameOfMatch[match] >= 0 { byName[nameOfMatch[match]].append(match) }
      }
    }
  }

  /// The places where a row could end, the last first.
  private func candidates(_ row: Int, _ byName: [[Int]]) -> [(node: FlatNodeID, value: FlatValueID)] {
    var found: [(node: FlatNodeID, value: FlatValueID)] = []
    var isSorted = true
    let wanted = table.patterns[table.rows[row].pattern]
    for name in table.rows[row].lasts {
      for node in nodesByName[name] {
        guard let value = facts.flat.outputs(of: node).first, let value, mayFit(wanted, value) else {
          continue
        }
        if let last = found.last, last.node > node { isSorted = false }
        found.append((node, value))
      }
      for match in byName[name] {
        guard let node = matches.all[match].nodes.last, mayFit(wanted, matches.all[match].output) else {
          continue
        }
        if let last = found.last, last.node > node { isSorted = false }
        found.append((node, matches.all[match].output))
      }
    }
    if !isSorted { found.sort { $0.node < $1.node } }
    found.reverse()
    return found
  }

  private mutating func attempt(_ number: Int, at value: FlatValueID, from node: FlatNodeID) {
    steps = PatternLimits.steps
    bound.removeAll(keepingCapacity: true)
    for _ in 0..<table.rows[number].letters.count { bound.append(Self.free) }
    taken.removeAll(keepingCapacity: true)
    outlets.removeAll(keepingCapacity: true)
    goals.removeAll(keepingCapacity: true)
    exit = node
    guard solve(push(Int32(table.rows[number].pattern), value, -1), isRoot: true) else { return }
    let row = table.rows[number]
    let main = found.last { facts.flat.inputs(of: $0).contains { $0.map(facts.flat.isWeight) ?? false } }
    var match = IdiomMatch(
      name: row.name, title: row.title, kind: row.kind, nodes: found, output: value,
      inputs: row.inputs.map { bound[$0] < 0 ? nil : bound[$0] }, main: main ?? node)
    guard IdiomText.complete(&match, facts, matches) else { return }
    match.isCard =
      found.filter { Self.products.contains(facts.type($0)) && !facts.flat.isWeightless($0) }.count < 2
    _ = matches.add(match)
  }

  /// Operators that cost most where they read stored matrices.
  private static let products: Set<String> = [
    "Conv", "ConvTranspose", "MatMul", "Gemm", "MatMulInteger", "ConvInteger", "Conv2D", "DepthwiseConv2D",
    "Dense",
    "Conv1D", "Conv3D", "Conv2DTranspose", "SeparableConv2D",
  ]

  // MARK: Solving

  private mutating func push(_ pattern: Int32, _ value: FlatValueID?, _ next: Int32) -> Int32 {
    goals.append(Goal(pattern: pattern, value: Int32(value ?? -1), next: next))
    return Int32(goals.count - 1)
  }

  /// Whether a value comes out of an operator or idiom that a pattern may end in.
  private func mayFit(_ pattern: Pattern, _ value: FlatValueID) -> Bool {
    pattern.roots == .max || (value >= 0 && roots[value] & pattern.roots != 0)
  }

  /// Meets a goal and those behind it, by trying all ways to in order.
  private mutating func solve(_ number: Int32, isRoot: Bool = false) -> Bool {
    guard number >= 0 else { return accepts() }
    steps -= 1
    guard steps > 0 else { return false }
    let goal = goals[Int(number)]
    let value = Int(goal.value)
    let pattern = table.patterns[Int(goal.pattern)]
    switch pattern.form {
    case .anything: return solve(goal.next)
    case .either:
      for place in pattern.children {
        let child = table.children[Int(place)]
        guard mayFit(table.patterns[Int(child)], value) else { continue }
        if attempt(child, value, goal.next, isRoot: isRoot) { return true }
      }
      return false
    case .scalar: return value >= 0 && isScalar(value, pattern.number) && solve(goal.next)
    case .stored: return value >= 0 && isStored(value, Int(pattern.rank)) && bind(pattern, goal)
    case .value: return value >= 0 && bind(pattern, goal)
    case .optional: return bind(pattern, goal)
    case .apply: return mayFit(pattern, value) && apply(pattern, goal, isRoot: isRoot)
    }
  }

  private mutating func bind(_ pattern: Pattern, _ goal: Goal) -> Bool {
    let letter = Int(pattern.letter)
    let value = Int(goal.value)
    if bound[letter] != Self.free {
      guard uncast(bound[letter]) == uncast(value) else { return false }
      return solve(goal.next)
    }
    bound[letter] = value
    if solve(goal.next) { return true }
    bound[letter] = Self.free
    return false
  }

  /// Meets a goal by an idiom or the operator that its value comes out of, or by stepping over one.
  private mutating func apply(_ pattern: Pattern, _ goal: Goal, isRoot: Bool) -> Bool {
    let value = Int(goal.value)
    let depth = taken.count
    var next = matches.last(at: value)
    while let number = next {
      next = matches.before(number)
      guard nameOfMatch.indices.contains(number), isNamed(pattern, nameOfMatch[number]),
        fits(pattern.conditions, matches.all[number].main),
        matches.all[number].nodes.last.map({ $0 <= exit }) ?? false
      else { continue }
      taken += matches.all[number].nodes
      if operands(pattern, goal, inputs: matches.all[number].inputs) { return true }
      taken.removeSubrange(depth...)
    }
    if let node = facts.producer(value) {
      let type = Int(facts.types[node])
      taken.append(node)
      if isNamed(pattern, names[type]) {
        if pattern.isOutlet { outlets.append(node) }
        if fits(pattern.conditions, node), operands(pattern, goal, inputs: facts.flat.inputs(of: node)) {
          return true
        }
        if pattern.isOutlet { outlets.removeLast() }
      } else if !isRoot, isTransparent[type], let input = facts.flat.inputs(of: node).first,
        attempt(goal.pattern, input, goal.next)
      {
        return true
      }
      taken.removeSubrange(depth...)
    }
    guard pattern.isOptional, let first = pattern.children.first else { return false }
    return attempt(table.children[Int(first)], value, goal.next, isRoot: isRoot)
  }

  /// Meets one more goal and those behind it, or leaves all as it was.
  private mutating func attempt(
    _ pattern: Int32, _ value: FlatValueID?, _ next: Int32, isRoot: Bool = false
  ) -> Bool {
    let count = goals.count
    if solve(push(pattern, value, next), isRoot: isRoot) { return true }
    goals.removeSubrange(count...)
    return false
  }

  /// Whether a number of an operator or idiom is one that a pattern asks for.
  private func isNamed(_ pattern: Pattern, _ name: Int) -> Bool {
    if name < 0 { return false }
    for place in pattern.names where table.names[Int(place)] == name { return true }
    return false
  }

  /// Meets the goals that an operator's inputs set, after a look whether each may be met at all.
  private mutating func operands(
    _ pattern: Pattern, _ goal: Goal, inputs: some RandomAccessCollection<FlatValueID?>
  ) -> Bool {
    let wanted = pattern.children.count
    if inputs.count > wanted, !pattern.hasRest, inputs.dropFirst(wanted).contains(where: { $0 != nil }) {
      return false
    }
    let start = Int(pattern.children.lowerBound)
    func child(_ slot: Int) -> Int32 { table.children[start + slot] }
    func value(_ slot: Int) -> FlatValueID? {
      slot < inputs.count ? inputs[inputs.index(inputs.startIndex, offsetBy: slot)] : nil
    }
    func mayFit(_ slot: Int, _ other: Int) -> Bool {
      self.mayFit(table.patterns[Int(child(slot))], value(other) ?? -1)
    }
    let count = goals.count
    if (0..<wanted).allSatisfy({ mayFit($0, $0) }) {
      var next = goal.next
      for slot in (0..<wanted).reversed() { next = push(child(slot), value(slot), next) }
      if solve(next) { return true }
      goals.removeSubrange(count...)
    }
    guard pattern.isCommutative, inputs.count == 2, mayFit(0, 1), mayFit(1, 0) else { return false }
    let second = push(child(1), value(0), goal.next)
    if solve(push(child(0), value(1), second)) { return true }
    goals.removeSubrange(count...)
    return false
  }

  /// Operators that pass their input on as it is, but for its precision.
  static let transparent: Set<String> = ["Cast", "CastLike", "Identity", "Dropout"]

  private func uncast(_ value: FlatValueID) -> FlatValueID {
    var value = value
    var reader = facts.flat.nodes.count
    while value >= 0, let node = facts.producer(value), node < reader, isTransparent[Int(facts.types[node])],
      let input = facts.flat.inputs(of: node).first, let input
    {
      value = input
      reader = node
    }
    return value
  }

  // MARK: Conditions

  private func isScalar(_ value: FlatValueID, _ number: Double) -> Bool {
    if let known = facts.scalar(value) {
      return number.isNaN || abs(number - known) <= 1e-3 * max(1, abs(number))
    }
    guard number.isNaN, !facts.flat.isDrawn(value), facts.flat.values[value].producer != .input else {
      return false
    }
    if let tensor = facts.flat.values[value].constant { return tensor.elementCount == 1 }
    return facts.dims(value)?.allSatisfy { $0 == .known(1) } ?? false
  }

  private func isStored(_ value: FlatValueID, _ rank: Int) -> Bool {
    guard let tensor = facts.flat.values[value].constant, facts.flat.values[value].isInitializer,
      !Self.indices.contains(tensor.dataType)
    else { return false }
    let wide = tensor.dims.lazy.filter { $0 != 1 }.count
    if rank < 0 { return wide > 0 }
    return tensor.dims.count == rank || (rank == 1 && wide <= 1)
  }

  private static let indices: Set<DataType> = [.int32, .int64, .bool, .string]

  private func fits(_ conditions: Range<Int32>, _ number: FlatNodeID) -> Bool {
    guard !conditions.isEmpty else { return true }
    let node = facts.node(number)
    return conditions.allSatisfy { AttributeCondition.holds(table.conditions[Int($0)], node, number, facts) }
  }

  /// Checks the whole of a place that fits: nothing inside is read outside, but for outlets.
  private mutating func accepts() -> Bool {
    found.removeAll(keepingCapacity: true)
    for node in taken.sorted() where found.last != node { found.append(node) }
    return found.last == exit && isClosed() && !matches.cuts(found)
  }

  private func isClosed() -> Bool {
    guard let first = outlets.min() else { return facts.isClosed(found, but: exit) }
    guard found.allSatisfy({ outlets.contains($0) || facts.isClosed(found, but: exit, at: $0) }) else {
      return false
    }
    // No way leads from an outlet outside and back in: what comes in from there is made before the first of them.
    return found.allSatisfy { node in
      facts.flat.inputs(of: node).allSatisfy { input in
        guard let source = input.flatMap(facts.producer) else { return true }
        return source < first || found.holds(source)
      }
    }
  }
}
