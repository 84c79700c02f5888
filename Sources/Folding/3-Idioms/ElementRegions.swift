import Idioms
import ModelGraph

/// Finds closed regions of elementwise operators that compute something with a name, whatever they are written as.
///
/// A region has one tensor that comes in, one that goes out, constants else, and no value in between that anybody else
/// reads. The regions that end in a value begin at its gate, at its gate's gate, and so on (``ElementGates``). Each is
/// a program, which ``FormulaTable`` looks up by its values; the largest that has a name is taken.
///
///       Div Erf Add Mul Mul                  →   Gelu
///       Pow ReduceMean Add Sqrt Div Mul      →   RMSNorm
///
/// A region is known by the kinds of its segments (``ElementSegments``), from its end on: of equal rows of segments
/// only the first is made a program.
///
/// Cost: linear in nodes; a region has at most ``FoldTuning/Idioms/largestRegion`` operators.
struct ElementRegions {
  private let facts: FlatFacts
  private var segments: ElementSegments
  private var names = RegionNames()

  init(_ facts: FlatFacts) {
    self.facts = facts
    segments = ElementSegments(facts)
  }

  /// Adds all regions with a name to the matches.
  mutating func find(_ idioms: Idioms, into matches: inout IdiomMatches) {
    for exit in facts.flat.nodes.indices.reversed()
    where segments.gates.isElementwise(exit) && matches.owner(of: exit) == nil {
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

  /// What an operator computes by itself, where that is a function of single numbers.
  static func program(of node: FlatNodeID, _ facts: FlatFacts) -> ElementProgram? {
    let own = facts.node(node)
    if own.op.domain == LayerFunctions.domain { return LayerFunctions.program(of: own) }
    let slots = facts.flat.inputs(of: node)
    return ElementRules.program(of: own) { slot in
      slot < slots.count ? slots[slot].flatMap { facts.scalar($0) } : nil
    }
  }

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
    names.trim()
    var best: (entry: FlatValueID, formula: FormulaMatch)?
    // Whether all that came to the region since then returns its input: a Relu of a Relu is two of them.
    var addsNothing = false
    let width = width(of: output)
    var row = RegionNames.start(width)
    var (value, node, count) = (output, exit, 0)
    var vectors: [FlatValueID] = []
    for _ in 0..<FoldTuning.Idioms.mostGates {
      guard let segment = segments.segment(of: node), let entry = segments.gates.gate(of: value),
        width == nil || self.width(of: entry) ?? width == width
      else { break }
      count += Int(segment.count)
      guard count <= FoldTuning.Idioms.largestRegion else { break }
      var wiring: UInt8 = 0
      for vector in segment.vectorCount == 0 ? [] : segments.vectors(of: node) {
        let place = vectors.firstIndex(of: vector) ?? vectors.count
        if place == vectors.count { vectors.append(vector) }
        wiring = wiring << 2 | UInt8(truncatingIfNeeded: place + 1)
      }
      // A function of rows has a scale and a bias, no more.
      guard vectors.count <= 2 else { break }
      let step = RegionNames.Step(row: row, kind: segment.kind, wiring: wiring)
      if let known = names.row(after: step) {
        row = known
      } else {
        row = names.add(
          step, program(endingIn: exit, from: entry).flatMap { FormulaTable.match($0, width: width) })
      }
      addsNothing = addsNothing && segment.keepsNumbers
      if let formula = names.formula(of: row), formula.name != best?.formula.name || addsNothing {
        best = (entry, formula)
        addsNothing = true
      }
      guard segment.endsClosed, let next = facts.producer(entry) else { break }
      (value, node) = (entry, next)
    }
    guard let best, let nodes = segments.nodes(endingIn: exit, from: best.entry),
      let program = program(endingIn: exit, from: best.entry)
    else { return nil }
    return Region(nodes: nodes, entry: best.entry, output: output, formula: best.formula, program: program)
  }

  /// How many elements a row of a tensor has, where that is known.
  private func width(of value: FlatValueID) -> Int? { facts.size(value, -1).flatMap { Int(exactly: $0) } }

  private func program(endingIn exit: FlatNodeID, from entry: FlatValueID) -> ElementProgram? {
    segments.nodes(endingIn: exit, from: entry).flatMap { segments.program($0, from: entry)?.program }
  }
}

/// The names of regions by their rows of segments, last segment first; so that each row is evaluated once.
private struct RegionNames {
  /// A row and the segment before it.
  struct Step: Hashable {
    var row: Int32
    var kind: Int32
    /// Which of the region's stored tensors the segment reads, two bits each.
    var wiring: UInt8
  }

  /// The row without segments, of a tensor whose rows have so many elements: constants may depend on the width.
  static func start(_ width: Int?) -> Int32 {
    -1 - Int32(clamping: min(max(0, width ?? 0), Int(Int32.max) - 1))
  }

  private var rows: [Step: Int32] = [:]
  /// By row.
  private var formulas: [FormulaMatch?] = []

  /// The row that a segment makes of a row, where that is known.
  func row(after step: Step) -> Int32? { rows[step] }

  /// Adds a row, and what it computes.
  mutating func add(_ step: Step, _ formula: FormulaMatch?) -> Int32 {
    let next = Int32(formulas.count)
    rows[step] = next
    formulas.append(formula)
    return next
  }

  /// Forgets all rows where they are many: a model whose operators all differ has more than are worth their memory.
  mutating func trim() {
    guard formulas.count > FoldTuning.Idioms.mostPrograms else { return }
    rows.removeAll(keepingCapacity: true)
    formulas.removeAll(keepingCapacity: true)
  }

  /// What a row computes; nil where that has no name.
  func formula(of row: Int32) -> FormulaMatch? { formulas[Int(row)] }
}
