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
    /// The operators inside, in order.
    public var operators: [Operator]
    /// The values that come in, in the order of the row's letters, by name; nil where one is missing or has no name.
    public var inputs: [String?]
    /// The name of the value that comes out.
    public var output: String
    /// The names of the stored tensors and constants that its operators read, in order of first use.
    public var constants: [String]
  }

  /// One operator inside of a place.
  public struct Operator: Sendable, Equatable {
    /// Its type, without the domain.
    public var type: String
    /// Its name in the file; often empty.
    public var name: String
    /// The names of the values that it makes, by which it can be found in the file; empty ones where a slot is.
    public var outputs: [String]
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
      found.append((match.nodes.last ?? 0, Self.place(match, facts)))
      if functions.contains(match.name) { for node in match.nodes { isSpelling[node] = true } }
    }
    for node in flat.nodes.indices where flat.nodes[node].hidden == nil && !isSpelling[node] {
      let type = facts.type(node)
      guard let name = FormulaRows.operators[type], let about = idioms.facts[name] else { continue }
      if matches.owner(of: node).map({ matches.all[$0].name == name }) ?? false { continue }
      let inputs = flat.inputs(of: node)
      let match = IdiomMatch(
        name: name, title: about.title, kind: about.kind, nodes: [node],
        output: flat.outputs(of: node).lazy.compactMap { $0 }.first ?? -1,
        inputs: inputs.filter { $0.map(flat.isDrawn) ?? false }, main: node)
      found.append((node, Self.place(match, facts)))
    }
    places = found.sorted { $0.last < $1.last }.map(\.place)
  }

  private static func place(_ match: IdiomMatch, _ facts: FlatFacts) -> Place {
    let flat = facts.flat
    func name(_ value: FlatValueID) -> String {
      facts.model.graphs[flat.values[value].graph].values[flat.values[value].value].name
    }
    var constants: [String] = []
    var isListed: Set<FlatValueID> = []
    for node in match.nodes {
      for case let value? in flat.inputs(of: node) where !flat.isDrawn(value) && !name(value).isEmpty {
        if isListed.insert(value).inserted { constants.append(name(value)) }
      }
    }
    let operators = match.nodes.map { node in
      Operator(
        type: facts.type(node),
        name: facts.model.graphs[flat.nodes[node].graph].nodes[flat.nodes[node].node].name,
        outputs: flat.outputs(of: node).map { $0.map(name) ?? "" })
    }
    return Place(
      name: match.name, title: match.title, detail: match.detail, path: flat.path(of: match.nodes),
      operators: operators, inputs: match.inputs.map { $0.map(name).flatMap { $0.isEmpty ? nil : $0 } },
      output: match.output < 0 ? "" : name(match.output), constants: constants)
  }
}
