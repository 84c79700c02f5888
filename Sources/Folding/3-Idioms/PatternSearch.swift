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
  private let idioms: Idioms
  private let table: PatternTable
  private(set) var matches: IdiomMatches
  /// By number of an operator's type in the model: its number in the table, or -1.
  private let names: [Int]
  /// By number of an operator's type in the model: whether it passes its input on as it is.
  private let isTransparent: [Bool]
  /// By number in the table: the nodes, ascending; only types that a row ends in.
  private var nodesByName: [[FlatNodeID]]
  /// By match: the number of its name in the table, or -1.
  private var nameOfMatch: [Int] = []

  // The state of one attempt.
  private var steps = 0
  private var goals: [Goal] = []
  private var bound: [FlatValueID] = []
  private var taken: [FlatNodeID] = []
  private var exit = 0
  private var found: [FlatNodeID] = []

  /// One pattern that a value has to fit, and the goal that has to be met besides, or -1.
  private struct Goal {
    var entry: Int
    /// The value, or -1 where a slot is empty.
    var value: FlatValueID
    var next: Int
  }

  /// A letter that stands for nothing yet.
  private static let free = -2

  init(_ facts: FlatFacts, _ idioms: Idioms, after matches: IdiomMatches) {
    self.facts = facts
    self.idioms = idioms
    self.matches = matches
    table = idioms.patterns
    names = facts.typeNames.map { [numbers = idioms.patterns.numbers] in numbers[$0] ?? -1 }
    isTransparent = facts.typeNames.map(Self.transparent.contains)
    nodesByName = [[FlatNodeID]](repeating: [], count: table.numbers.count)
    var isLast = [Bool](repeating: false, count: table.numbers.count)
    for lasts in table.lasts { for name in lasts { isLast[name] = true } }
    for node in facts.flat.nodes.indices where facts.flat.nodes[node].hidden == nil {
      let name = names[Int(facts.types[node])]
      if name >= 0, isLast[name] { nodesByName[name].append(node) }
    }
    for match in matches.all { nameOfMatch.append(table.numbers[match.name] ?? -1) }
  }

  mutating func run() {
    var byName = [[Int]](repeating: [], count: table.numbers.count)
    for (match, name) in nameOfMatch.enumerated() where name >= 0 { byName[name].append(match) }
    for row in idioms.rows.indices {
      let before = matches.all.count
      for place in candidates(row, byName) { attempt(row, at: place.value, from: place.node) }
      for match in before..<matches.all.count {
        let name = table.numbers[matches.all[match].name] ?? -1
        nameOfMatch.append(name)
        if name >= 0 { byName[name].append(match) }
      }
    }
  }

  /// The places where a row could end, the last first.
  private func candidates(_ row: Int, _ byName: [[Int]]) -> [(node: FlatNodeID, value: FlatValueID)] {
    var found: [(node: FlatNodeID, value: FlatValueID)] = []
    var isSorted = true
    for name in table.lasts[row] {
      for node in nodesByName[name] {
        guard let value = facts.flat.outputs(of: node).first, let value else { continue }
        if let last = found.last, last.node > node { isSorted = false }
        found.append((node, value))
      }
      for match in byName[name] {
        guard let node = matches.all[match].nodes.last else { continue }
        if let last = found.last, last.node > node { isSorted = false }
        found.append((node, matches.all[match].output))
      }
    }
    if !isSorted { found.sort { $0.node < $1.node } }
    found.reverse()
    return found
  }

  private mutating func attempt(_ number: Int, at value: FlatValueID, from node: FlatNodeID) {
    let row = idioms.rows[number]
    steps = PatternLimits.steps
    bound.removeAll(keepingCapacity: true)
    for _ in row.letters { bound.append(Self.free) }
    taken.removeAll(keepingCapacity: true)
    goals.removeAll(keepingCapacity: true)
    exit = node
    guard solve(push(table.roots[number], value, -1), isRoot: true) else { return }
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

  private mutating func push(_ entry: Int, _ value: FlatValueID?, _ next: Int) -> Int {
    goals.append(Goal(entry: entry, value: value ?? -1, next: next))
    return goals.count - 1
  }

  /// Meets a goal and those behind it, by trying all ways to in order.
  private mutating func solve(_ number: Int, isRoot: Bool = false) -> Bool {
    guard number >= 0 else { return accepts() }
    steps -= 1
    guard steps > 0 else { return false }
    let goal = goals[number]
    let entry = table.entries[goal.entry]
    switch entry.form {
    case .anything: return solve(goal.next)
    case .either:
      for place in entry.children {
        let count = goals.count
        if solve(push(table.children[place], goal.value, goal.next), isRoot: isRoot) { return true }
        goals.removeSubrange(count...)
      }
      return false
    case .scalar: return goal.value >= 0 && isScalar(goal.value, entry.number) && solve(goal.next)
    case .stored: return goal.value >= 0 && isStored(goal.value, entry.rank) && bind(entry.letter, goal)
    case .value: return goal.value >= 0 && bind(entry.letter, goal)
    case .optional: return bind(entry.letter, goal)
    case .apply: return goal.value >= 0 && apply(entry, goal, isRoot: isRoot)
    }
  }

  private mutating func bind(_ letter: Int, _ goal: Goal) -> Bool {
    if bound[letter] != Self.free {
      guard uncast(bound[letter]) == uncast(goal.value) else { return false }
      return solve(goal.next)
    }
    bound[letter] = goal.value
    if solve(goal.next) { return true }
    bound[letter] = Self.free
    return false
  }

  private mutating func apply(_ entry: PatternTable.Entry, _ goal: Goal, isRoot: Bool) -> Bool {
    let depth = taken.count
    var next = matches.last(at: goal.value)
    while let number = next {
      next = matches.before(number)
      guard nameOfMatch.indices.contains(number), isNamed(entry, nameOfMatch[number]),
        fits(entry.conditions, matches.all[number].main),
        matches.all[number].nodes.last.map({ $0 <= exit }) ?? false
      else { continue }
      taken += matches.all[number].nodes
      if operands(entry, goal, inputs: matches.all[number].inputs) { return true }
      taken.removeSubrange(depth...)
    }
    if let node = facts.producer(goal.value) {
      let type = Int(facts.types[node])
      if isNamed(entry, names[type]), fits(entry.conditions, node) {
        taken.append(node)
        if operands(entry, goal, inputs: facts.flat.inputs(of: node)) { return true }
        taken.removeSubrange(depth...)
      }
      if !isRoot, isTransparent[type], !isNamed(entry, names[type]),
        let input = facts.flat.inputs(of: node).first
      {
        taken.append(node)
        let count = goals.count
        if solve(push(goal.entry, input, goal.next)) { return true }
        goals.removeSubrange(count...)
        taken.removeSubrange(depth...)
      }
    }
    guard entry.isOptional, let first = entry.children.first else { return false }
    let count = goals.count
    if solve(push(table.children[first], goal.value, goal.next), isRoot: isRoot) { return true }
    goals.removeSubrange(count...)
    return false
  }

  /// Whether a number of an operator or idiom is one that a pattern asks for.
  private func isNamed(_ entry: PatternTable.Entry, _ name: Int) -> Bool {
    if name < 0 { return false }
    for place in entry.names where table.names[place] == name { return true }
    return false
  }

  /// Meets the goals that an operator's inputs set.
  private mutating func operands(
    _ entry: PatternTable.Entry, _ goal: Goal, inputs: some RandomAccessCollection<FlatValueID?>
  ) -> Bool {
    let wanted = entry.children.count
    if inputs.count > wanted, !entry.hasRest, inputs.dropFirst(wanted).contains(where: { $0 != nil }) {
      return false
    }
    func value(_ slot: Int) -> FlatValueID? {
      slot < inputs.count ? inputs[inputs.index(inputs.startIndex, offsetBy: slot)] : nil
    }
    let count = goals.count
    var next = goal.next
    for slot in (0..<wanted).reversed() {
      next = push(table.children[entry.children.lowerBound + slot], value(slot), next)
    }
    if solve(next) { return true }
    goals.removeSubrange(count...)
    guard entry.isCommutative, inputs.count == 2 else { return false }
    let start = entry.children.lowerBound
    let second = push(table.children[start + 1], value(0), goal.next)
    if solve(push(table.children[start], value(1), second)) { return true }
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

  private func fits(_ conditions: Range<Int>, _ number: FlatNodeID) -> Bool {
    guard !conditions.isEmpty else { return true }
    let node = facts.node(number)
    return table.conditions[conditions].allSatisfy { AttributeCondition.holds($0, node, number, facts) }
  }

  /// Checks the whole of a place that fits: nothing inside is read outside.
  private mutating func accepts() -> Bool {
    found = Array(Set(taken)).sorted()
    return found.last == exit && facts.isClosed(found, but: exit) && !matches.cuts(found)
  }
}
