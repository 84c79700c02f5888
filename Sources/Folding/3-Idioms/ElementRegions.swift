import Idioms
import ModelGraph

/// Finds closed regions of elementwise operators that compute something with a name, whatever they are written as.
///
/// A region has one tensor that comes in, one that goes out, constants else, and no value in between that anybody else
/// reads. Each elementwise value has a *gate*: the nearest value that all its ways from outside pass (the immediate
/// dominator in the graph of elementwise operators). So the regions that end in a value begin at its gate, at its gate's
/// gate, and so on. Each is turned into a program and looked up by its values in ``FormulaTable``; the largest that
/// has a name is taken.
///
///       Div Erf Add Mul Mul                  →   Gelu
///       Pow ReduceMean Add Sqrt Div Mul      →   RMSNorm
///
/// Cost: linear in nodes; a region has at most ``FoldTuning/Idioms/largestRegion`` operators.
struct ElementRegions {
  private let facts: FlatFacts
  private var formulas = FormulaTable()
  /// By value: its gate, or -1; and how many gates lie behind it.
  private var gates: [Int32]
  private var depths: [Int32]
  /// By node: whether it works on elements.
  private var isElementwise: [Bool]
  /// By number of an operator's type: whether it may work on elements.
  private let mayBeElementwise: [Bool]
  /// By node: the exit whose region it is in.
  private var stamps: [Int32]

  init(_ facts: FlatFacts) {
    self.facts = facts
    gates = [Int32](repeating: -1, count: facts.flat.values.count)
    depths = [Int32](repeating: 0, count: facts.flat.values.count)
    isElementwise = [Bool](repeating: false, count: facts.flat.nodes.count)
    stamps = [Int32](repeating: -1, count: facts.flat.nodes.count)
    mayBeElementwise = facts.typeNames.map(ElementRules.mayBe)
  }

  /// Adds all regions with a name to the matches.
  mutating func find(_ idioms: Idioms, into matches: inout IdiomMatches) {
    findGates()
    for exit in facts.flat.nodes.indices.reversed()
    where isElementwise[exit] && matches.owner(of: exit) == nil {
      guard let found = largest(endingIn: exit) else { continue }
      if found.nodes.count == 1, FormulaRows.operators[facts.type(exit)] != nil { continue }
      let about = idioms.facts[found.formula.name]
      var match = IdiomMatch(
        name: found.formula.name, title: about?.title ?? found.formula.name, detail: found.formula.detail,
        kind: about?.kind ?? "activation", nodes: found.nodes, output: found.output, inputs: [found.entry],
        main: exit, program: found.program.reduces ? nil : found.program)
      if IdiomText.complete(&match, facts, matches) { _ = matches.add(match) }
    }
  }

  // MARK: Gates

  private mutating func findGates() {
    for node in facts.flat.nodes.indices where facts.flat.nodes[node].hidden == nil {
      guard mayBeElementwise[Int(facts.types[node])] else { continue }
      let outputs = facts.flat.outputs(of: node)
      guard let output = outputs.first, let output,
        outputs.dropFirst().allSatisfy({ $0.map(isUnread) ?? true })
      else { continue }
      var gate: FlatValueID?
      var isSole = true
      for case let input? in facts.flat.inputs(of: node) where facts.flat.isDrawn(input) {
        // What is made later closes a circle of the model's own.
        if let source = facts.producer(input), source >= node {
          isSole = false
          break
        }
        guard let known = gate else {
          gate = input
          continue
        }
        guard let common = common(known, input) else {
          isSole = false
          break
        }
        gate = common
      }
      guard let gate, isSole, operation(of: node) != nil else { continue }
      isElementwise[node] = true
      gates[output] = Int32(gate)
      depths[output] = depths[gate] + 1
    }
  }

  private func isUnread(_ value: FlatValueID) -> Bool {
    !facts.flat.values[value].isOutput && facts.flat.uses(of: value).isEmpty
  }

  /// The nearest value that both pass.
  private func common(_ first: FlatValueID, _ second: FlatValueID) -> FlatValueID? {
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

  private func operation(of number: FlatNodeID) -> (operation: ElementOperation, slots: [Int])? {
    let slots = facts.flat.inputs(of: number)
    let rank = (slots.first ?? nil).flatMap { facts.dims($0)?.count }
    let node = facts.node(number)
    if node.op.type == "Clip" { return (.ternary(.clip), [0, 1, 2]) }
    if node.op.type == "Expand" { return repeatsRows(number) ? (.unary(.identity), [0]) : nil }
    return ElementRules.operation(of: node, rank: rank) { slot in
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

  /// What an operator computes by itself, where that is a function of single numbers.
  static func program(of node: FlatNodeID, _ facts: FlatFacts) -> ElementProgram? {
    let slots = facts.flat.inputs(of: node)
    guard
      let (operation, operands) = ElementRules.operation(
        of: facts.node(node), rank: nil, elements: { _ in nil }),
      operands == [0], slots.first != nil
    else { return nil }
    if case .reduce = operation { return nil }
    var program = ElementProgram()
    return program.add(operation, [.input]) ? program : nil
  }

  // MARK: Regions

  private struct Region {
    var nodes: [FlatNodeID]
    var entry: FlatValueID
    var output: FlatValueID
    var formula: FormulaMatch
    var program: ElementProgram
  }

  /// The largest region with a name that ends in a node.
  private mutating func largest(endingIn exit: FlatNodeID) -> Region? {
    guard let output = facts.flat.outputs(of: exit)[0] else { return nil }
    var nodes: [FlatNodeID] = []
    var open: [FlatValueID] = [output]
    var best: Region?
    var entry = Int(gates[output])
    for _ in 0..<FoldTuning.Idioms.mostGates where entry >= 0 {
      // Everything between this gate and the part that is known.
      var border: [FlatValueID] = []
      while let value = open.popLast() {
        if value == entry {
          border = [entry]
          continue
        }
        guard let node = facts.producer(value), isElementwise[node] else { return best }
        if stamps[node] == Int32(exit) { continue }
        stamps[node] = Int32(exit)
        nodes.append(node)
        guard nodes.count <= FoldTuning.Idioms.largestRegion else { return best }
        for case let input? in facts.flat.inputs(of: node) where facts.flat.isDrawn(input) {
          open.append(input)
        }
      }
      let sorted = nodes.sorted()
      guard facts.isClosed(sorted, but: exit) else { return best }
      if let program = program(sorted, from: entry),
        let formula = formulas.match(program, width: width(of: entry)),
        formula.name != best?.formula.name || addsNothing(sorted, to: best?.nodes ?? [])
      {
        best = Region(nodes: sorted, entry: entry, output: output, formula: formula, program: program)
      }
      open = border
      entry = Int(gates[entry])
    }
    return best
  }

  /// How many elements a row of a tensor has, where that is known.
  private func width(of value: FlatValueID) -> Int? { facts.size(value, -1).flatMap { Int(exactly: $0) } }

  /// Whether a region has nothing that a smaller one lacks but operators that keep numbers as they are: a Relu of a Relu
  /// is two of them.
  private func addsNothing(_ nodes: [FlatNodeID], to smaller: [FlatNodeID]) -> Bool {
    nodes.allSatisfy { smaller.holds($0) || operation(of: $0)?.operation == .unary(.identity) }
  }

  /// A region as arithmetic; nil where an operand is neither a constant nor the tensor that comes in.
  private func program(_ nodes: [FlatNodeID], from entry: FlatValueID) -> ElementProgram? {
    var program = ElementProgram()
    var steps: [FlatValueID: Int] = [:]
    var vectors: [FlatValueID: Int] = [:]
    for node in nodes {
      guard let (operation, slots) = operation(of: node) else { return nil }
      if facts.type(node) == "Expand", !keepsShape(of: entry, node) { return nil }
      let inputs = facts.flat.inputs(of: node)
      var operands: [ElementProgram.Operand] = []
      for slot in slots {
        guard slot < inputs.count, let value = inputs[slot] else {
          guard let bound = bound(of: node, slot) else { return nil }
          operands.append(.scalar(bound))
          continue
        }
        if value == entry {
          operands.append(.input)
        } else if let step = steps[value] {
          operands.append(.step(step))
        } else if let number = facts.scalar(value) {
          operands.append(.scalar(number))
        } else if isVector(value) {
          let vector = vectors[value] ?? vectors.count
          vectors[value] = vector
          operands.append(.vector(vector))
        } else {
          return nil
        }
      }
      guard program.add(operation, operands), let output = facts.flat.outputs(of: node)[0] else { return nil }
      steps[output] = program.steps.count - 1
    }
    return program
  }

  /// Whether an operator's result has the shape of the tensor that comes in.
  private func keepsShape(of entry: FlatValueID, _ node: FlatNodeID) -> Bool {
    guard let output = facts.flat.outputs(of: node)[0], let dims = facts.dims(entry) else { return false }
    return facts.dims(output) == dims
  }

  /// The bound of a Clip that is an attribute or missing.
  private func bound(of number: FlatNodeID, _ slot: Int) -> Double? {
    let node = facts.node(number)
    guard node.op.type == "Clip", slot > 0 else { return nil }
    guard let bounds = ElementRules.clipBounds(node) else { return slot == 1 ? -.infinity : .infinity }
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
