import Idioms
import ModelGraph
import OperatorCatalog

/// Finds closed regions of elementwise operators that are a function of single numbers without a name: `50 tanh(x / 50)`.
///
/// A region is as large as it can be. It counts where it bends, has a value for each input, does not grow faster than a line, and
/// its input is made by a product with weights. So masks, lengths and tables of positions, which are arithmetic too, do not.
///
/// Cost: linear in nodes; each distinct program is looked at once.
struct UnnamedRegions {
  struct Region {
    var nodes: [FlatNodeID]
    var program: ElementProgram
  }

  private let facts: FlatFacts
  private var segments: ElementSegments
  private var known: [ElementProgram: Bool] = [:]

  init(_ facts: FlatFacts) {
    self.facts = facts
    segments = ElementSegments(facts)
  }

  /// All such regions without the nodes that are taken, the last first.
  mutating func all(besides isTaken: [Bool]) -> [Region] {
    var isTaken = isTaken
    var found: [Region] = []
    for exit in facts.flat.nodes.indices.reversed() where segments.gates.isElementwise(exit) && !isTaken[exit]
    {
      guard let (region, entry) = largest(endingIn: exit, isTaken), isFunction(region.program),
        !isScaled(region), isMadeByWeights(entry), !isTable(entry)
      else { continue }
      for node in region.nodes { isTaken[node] = true }
      found.append(region)
    }
    return found
  }

  /// The largest region of two operators and more that ends in a node, and the value that it begins with.
  private mutating func largest(endingIn exit: FlatNodeID, _ isTaken: [Bool]) -> (Region, FlatValueID)? {
    guard let output = facts.flat.outputs(of: exit)[0] else { return nil }
    var best: (Region, FlatValueID)?
    var (value, node) = (output, exit)
    for _ in 0..<FoldTuning.Idioms.mostGates {
      guard let segment = segments.segment(of: node), segment.vectorCount == 0,
        let entry = segments.gates.gate(of: value),
        let nodes = segments.nodes(endingIn: exit, from: entry), nodes.allSatisfy({ !isTaken[$0] }),
        let program = segments.program(nodes, from: entry)?.program, !program.reduces
      else { break }
      if nodes.count > 1 { best = (Region(nodes: nodes, program: program), entry) }
      guard segment.endsClosed, let next = facts.producer(entry) else { break }
      (value, node) = (entry, next)
    }
    return best
  }

  private mutating func isFunction(_ program: ElementProgram) -> Bool {
    if let known = known[program] { return known }
    if known.count >= FoldTuning.Idioms.mostPrograms { known.removeAll() }
    let isOne = program.isBounded && !program.isAffine
    known[program] = isOne
    return isOne
  }

  /// Whether it is an activation, and then a straight line, which belongs to what comes next: a scaled ReLU is a ReLU.
  private func isScaled(_ region: Region) -> Bool {
    guard let first = region.nodes.first, Operators.info(for: facts.node(first).op).kind == .activation,
      let own = ElementRegions.program(of: first, facts)
    else { return false }
    return region.program.isLinear(in: own)
  }

  // MARK: Where the input comes from

  /// Whether a value is made by a product with weights, with nothing but arithmetic and moves between.
  private func isMadeByWeights(_ value: FlatValueID) -> Bool {
    guard facts.dataType(value)?.isFloatingPoint ?? true else { return false }
    var next = value
    for _ in 0..<FoldTuning.Idioms.mostSourceSteps {
      guard let node = facts.producer(next) else { return false }
      if Self.products.contains(facts.type(node)) { return true }
      guard let before = facts.firstDrawnInput(of: node) else { return false }
      next = before
    }
    return false
  }

  private static let products: Set<String> = [
    "Conv", "ConvTranspose", "MatMul", "Gemm", "Einsum", "MatMulNBits", "FusedMatMul", "MatMulInteger",
    "ConvInteger", "QLinearConv", "QLinearMatMul",
  ]

  /// Whether sines and cosines are made of a value: then it is a table of positions.
  private func isTable(_ value: FlatValueID) -> Bool {
    let types = Set(facts.readers(value).map { facts.type($0) })
    return types.contains("Sin") && types.contains("Cos")
  }
}
