import Idioms
import ModelGraph
import OperatorCatalog

/// Looks for activation functions in a flat graph: first those that idioms found, then closed regions without a name, then single
/// operators and what is inside of them.
struct FunctionSearch {
  private let facts: FlatFacts
  private let matches: IdiomMatches
  private let idioms: Idioms
  /// By node: whether a function was found that it helps to spell, or it belongs to one of rows.
  private var isTaken: [Bool]
  private var found: [FoundFunction] = []

  init(_ facts: FlatFacts, _ matches: IdiomMatches, _ idioms: Idioms) {
    (self.facts, self.matches, self.idioms) = (facts, matches, idioms)
    isTaken = [Bool](repeating: false, count: facts.flat.nodes.count)
  }

  /// All functions, in the order of their operators.
  mutating func all() -> [FoundFunction] {
    addMatches()
    var regions = UnnamedRegions(facts)
    for region in regions.all(besides: isTaken) { add(region.nodes, .numbers(region.program)) }
    for node in facts.flat.nodes.indices where facts.flat.nodes[node].hidden == nil && !isTaken[node] {
      addOperator(node)
    }
    let order = found.indices.sorted { (found[$0].node, $0) < (found[$1].node, $1) }
    return order.map { found[$0] }
  }

  private mutating func addMatches() {
    for match in matches.all where Self.functions.contains(match.name) {
      if let program = match.program {
        add(match.nodes, .numbers(program))
      } else if let softmax = OutlineFunction.softmax(match.name) {
        add(match.nodes, softmax)
      } else {
        for node in match.nodes { isTaken[node] = true }
      }
    }
  }

  private static let functions = Set(FormulaRows.all.map(\.name))

  private mutating func add(_ nodes: [FlatNodeID], _ function: OutlineFunction) {
    guard let last = nodes.last else { return }
    for node in nodes { isTaken[node] = true }
    let title = nodes.map { facts.type($0) }.joined(separator: " ")
    found.append(.init(node: last, title: title, function: function, place: place(of: nodes)))
  }

  private mutating func addOperator(_ number: FlatNodeID) {
    let node = facts.node(number)
    let isLayer = node.op.domain == LayerFunctions.domain
    let type = isLayer && node.op.type == "Activation" ? node.string("activation") ?? "" : node.op.type
    if let softmax = OutlineFunction.softmax(type) { return add([number], softmax) }
    if Operators.info(for: node.op).kind == .activation, !FusedFunctions.isInside(node) {
      guard type != "linear" else { return }
      if let program = ElementRegions.program(of: number, facts) {
        // A Clip whose bounds nothing reaches, or which leaves one number, is no function to speak of.
        return program.isAffine ? () : add([number], .numbers(program))
      }
      found.append(.init(node: number, title: type, function: nil, place: place(of: [number])))
      return
    }
    for part in FusedFunctions.all(of: node) {
      var place = place(of: [number])
      place.part = part.part
      found.append(.init(node: number, title: part.title, function: part.function, place: place))
    }
  }

  private func place(of nodes: [FlatNodeID]) -> FunctionPlace {
    let path = facts.flat.path(of: nodes)
    let operators = nodes.map { facts.type($0) }
    let name = nodes.last.map { facts.node($0).name } ?? ""
    var label = facts.flat.title(of: nodes)
    if label.isEmpty || facts.model.traits.nodesAreLayers, !name.isEmpty {
      label += (label.isEmpty ? "" : "/") + name
    }
    if label.isEmpty { label = operators.joined(separator: " ") }
    return FunctionPlace(path: path, operators: operators, name: name, label: label)
  }
}

extension FlatGraph {
  /// The blocks around some nodes, from the outside in.
  private func blocks(around nodes: [FlatNodeID]) -> [BlockID] {
    guard let first = nodes.first else { return [] }
    var block = nodes.reduce(self.nodes[first].block) {
      blocks.meeting(of: $0, self.nodes[$1].block).block
    }
    var found: [BlockID] = []
    while block != 0 {
      found.append(block)
      block = blocks[block].parent
    }
    return found.reversed()
  }

  /// The path of the innermost block around some nodes, from the outside in.
  func path(of nodes: [FlatNodeID]) -> String {
    blocks(around: nodes).map { blocks[$0].name }.joined(separator: "/")
  }

  /// The same without what each name repeats of the one around it: `encoder/layer.0`.
  func title(of nodes: [FlatNodeID]) -> String {
    blocks(around: nodes).map { block in
      let parent = blocks[block].parent
      return Titles.relative(blocks[block].name, to: parent == 0 ? "" : blocks[parent].name)
    }.joined(separator: "/")
  }
}
