import Idioms
import ModelGraph

/// The elementwise operators of a flat graph, what each computes, and how their values pass through one another.
///
/// Each elementwise value has a *gate*: the nearest value that all its ways from outside pass (the immediate dominator in
/// the graph of elementwise operators). So the regions of one tensor in and one out that end in a value begin at its gate,
/// at its gate's gate, and so on.
///
/// Cost: linear in nodes, times the depth of gates where ways meet.
struct ElementGates {
  private let facts: FlatFacts
  /// By value: its gate, or -1.
  private var gates: [Int32]
  /// By node: the number of what it computes, or -1 where it does not work on elements.
  private var numbers: [Int32]
  /// All that is computed, by number: most operators of a model are of few kinds.
  private var operations: [ElementOperation] = []

  init(_ facts: FlatFacts) {
    self.facts = facts
    gates = [Int32](repeating: -1, count: facts.flat.values.count)
    numbers = [Int32](repeating: -1, count: facts.flat.nodes.count)
    find()
  }

  /// What an operator computes; nil where it does not work on elements, or its ways from outside do not meet.
  func operation(of node: FlatNodeID) -> ElementOperation? {
    numbers[node] < 0 ? nil : operations[Int(numbers[node])]
  }

  /// Whether an operator works on elements.
  func isElementwise(_ node: FlatNodeID) -> Bool { numbers[node] >= 0 }

  /// The nearest value that all ways to a value pass; nil where that is no result of an elementwise operator.
  func gate(of value: FlatValueID) -> FlatValueID? { gates[value] < 0 ? nil : Int(gates[value]) }

  private mutating func find() {
    let mayBeElementwise = facts.typeNames.map(ElementRules.mayBe)
    // How many gates lie behind a value.
    var depths = [Int32](repeating: 0, count: gates.count)
    var known = Numbering<ElementOperation>()
    for node in facts.flat.nodes.indices where facts.flat.nodes[node].hidden == nil {
      guard mayBeElementwise[Int(facts.types[node])] else { continue }
      let outputs = facts.flat.outputs(of: node)
      guard let output = outputs.first, let output,
        outputs.dropFirst().allSatisfy({ $0.map(isUnread) ?? true }),
        let gate = gate(before: node, depths), let operation = read(node)
      else { continue }
      let number = known.number(operation)
      if number == operations.count { operations.append(operation) }
      numbers[node] = Int32(number)
      gates[output] = Int32(gate)
      depths[output] = depths[gate] + 1
    }
  }

  /// The nearest value that all ways to an operator pass.
  private func gate(before node: FlatNodeID, _ depths: [Int32]) -> FlatValueID? {
    var gate: FlatValueID?
    for case let input? in facts.flat.inputs(of: node) where facts.flat.isDrawn(input) {
      // What is made later closes a circle of the model's own.
      if let source = facts.producer(input), source >= node { return nil }
      guard let known = gate else {
        gate = input
        continue
      }
      guard let common = common(known, input, depths) else { return nil }
      gate = common
    }
    return gate
  }

  private func isUnread(_ value: FlatValueID) -> Bool {
    !facts.flat.values[value].isOutput && facts.flat.uses(of: value).isEmpty
  }

  /// The nearest value that both pass.
  private func common(_ first: FlatValueID, _ second: FlatValueID, _ depths: [Int32]) -> FlatValueID? {
    var (a, b) = (first, second)
    while a != b {
      if depths[a] >= depths[b] {
        guard gates[a] >= 0 else { return nil }
        a = Int(gates[a])
      } else {
        b = Int(gates[b])
      }
    }
    return a
  }

  private func read(_ number: FlatNodeID) -> ElementOperation? {
    let slots = facts.flat.inputs(of: number)
    let rank = (slots.first ?? nil).flatMap { facts.dims($0)?.count }
    if facts.type(number) == "Clip" { return .ternary(.clip) }
    if facts.type(number) == "Expand" { return repeatsRows(number) ? .unary(.identity) : nil }
    return ElementRules.operation(of: facts.node(number), rank: rank) { slot in
      slot < slots.count ? slots[slot].flatMap { facts.elements($0) } : nil
    }
  }

  /// Whether an Expand writes one number of each row as often as the row is long, which operators on elements do by
  /// themselves: `normalize` of PyTorch does so with the length that it divides by.
  private func repeatsRows(_ node: FlatNodeID) -> Bool {
    let slots = facts.flat.inputs(of: node)
    guard slots.count == 2, let input = slots[0], let shape = slots[1], !facts.flat.isDrawn(shape),
      let output = facts.flat.outputs(of: node)[0], let before = facts.dims(input),
      let after = facts.dims(output)
    else { return false }
    return before.count == after.count && before.last == .known(1) && before.dropLast() == after.dropLast()
  }
}
