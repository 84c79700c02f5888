import Idioms
import ModelGraph

/// The idioms of a model, functions and repeats written out.
public struct IdiomReport: Sendable, Equatable {
  /// One place where an idiom stands.
  public struct Place: Sendable, Equatable {
    /// The name in the table: `RMSNorm`.
    public var name: String
    /// The name on pictures.
    public var title: String
    /// What tells it from others of its kind, such as `768 → 3072`.
    public var detail: String?
    /// The path of the innermost scope around it; empty for the model.
    public var path: String
    /// The types of the operators inside, in order.
    public var operators: [String]
  }

  /// All places, in order of their last operators; those inside of others too.
  public var places: [Place] = []

  /// By name how many there are, names in order.
  public var counts: [(name: String, count: Int)] {
    var counts: [String: Int] = [:]
    for place in places { counts[place.name, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Finds the idioms of a model. An operator that is an idiom by itself counts, unless it helps to spell a function: the
  /// Sigmoid of a SiLU is none.
  ///
  /// Cost: linear in the operators written out.
  public init(of model: Model, _ idioms: Idioms = .builtIn) {
    let flat = flattened(model, FoldOptions()).flat
    let facts = FlatFacts(flat, model)
    let matches = findIdioms(facts, idioms)
    var found: [(last: FlatNodeID, place: Place)] = []
    var isSpelling = [Bool](repeating: false, count: flat.nodes.count)
    let functions = Set(FormulaRows.all.map(\.name))
    for match in matches.all {
      let place = Place(
        name: match.name, title: match.title, detail: match.detail, path: Self.path(of: match.nodes, flat),
        operators: match.nodes.map { facts.type($0) })
      found.append((match.nodes.last ?? 0, place))
      if functions.contains(match.name) { for node in match.nodes { isSpelling[node] = true } }
    }
    for node in flat.nodes.indices where flat.nodes[node].hidden == nil && !isSpelling[node] {
      let type = facts.type(node)
      guard let name = FormulaRows.operators[type], let about = idioms.facts[name] else { continue }
      if matches.owner(of: node).map({ matches.all[$0].name == name }) ?? false { continue }
      found.append(
        (node, Place(name: name, title: about.title, path: Self.path(of: [node], flat), operators: [type])))
    }
    places = found.sorted { $0.last < $1.last }.map(\.place)
  }

  /// The path of the innermost block around some nodes.
  private static func path(of nodes: [FlatNodeID], _ flat: FlatGraph) -> String {
    guard let first = nodes.first else { return "" }
    var block = nodes.reduce(flat.nodes[first].block) {
      flat.blocks.meeting(of: $0, flat.nodes[$1].block).block
    }
    var names: [String] = []
    while block != 0 {
      names.append(flat.blocks[block].name)
      block = flat.blocks[block].parent
    }
    return names.reversed().joined(separator: "/")
  }
}
