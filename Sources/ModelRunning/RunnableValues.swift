import CallInlining
import ModelGraph

/// The values of a model that a run can give.
public struct RunnableValues: Sendable, Equatable {
  /// Names of the inputs, which a recording holds as well.
  public var inputs: [String] = []
  /// Names of values that come out: those of all nodes of the main graph, then outputs that no node makes.
  public var outputs: [String] = []
  /// The outputs that the model does not have as its own.
  public var added: Set<String> = []
  /// Names of values that are known to hold no numbers, such as maps and texts.
  public var others: [String] = []
  /// How many values lie inside functions and bodies, and are not had.
  public var inner = 0
  /// What those lie in, for a message.
  var innerPlace = "functions and bodies of control flow"

  /// None.
  init() {}

  /// Finds those of the main graph. Cost: linear in values.
  public init(of model: Model) {
    let graph = model.main
    let made = graph.nodes.flatMap { $0.outputs.compactMap(\.self) }
    add(made.map { (graph.values[$0].name, graph.values[$0].type) }, model)
    let others = model.inferenceGraphs.filter { $0 != 0 }
    inner = others.reduce(0) { sum, graph in
      sum + model.graphs[graph].nodes.reduce(0) { $0 + $1.outputs.count }
    }
  }

  /// Finds those of a main graph with calls written out. Cost: linear in values.
  init(of model: Model, _ inlined: InlinedGraph) {
    let made = inlined.operations.flatMap { $0.outputs.compactMap { $0 } }
    add(
      made.map {
        (
          inlined.values[$0].name,
          inlined.type(of: inlined.values[$0], in: model)
        )
      }, model)
    (inner, innerPlace) = (inlined.unreached, "bodies of loops, and functions that stay calls,")
  }

  private mutating func add(_ made: [(name: String, type: ValueType?)], _ model: Model) {
    let graph = model.main
    inputs = graph.inputs.map { graph.values[$0].name }
    var seen = Set(inputs)
    let outer = graph.outputs.map { graph.values[$0] }
    let own = Set(outer.map(\.name))
    for (name, type) in made + outer.map({ ($0.name, $0.type) }) {
      guard !name.isEmpty, !name.utf8.contains(0), seen.insert(name).inserted else { continue }
      guard Self.hasNumbers(type) else {
        others.append(name)
        continue
      }
      outputs.append(name)
      if !own.contains(name) { added.insert(name) }
    }
  }

  /// The names of values inside of functions and branches of a model; which branch is taken, a run decides.
  ///
  /// Cost: linear in the operators inside, which are bounded.
  public static func names(inside model: Model) -> [String] {
    let hasProbes = model.main.nodes.contains { Probe(of: $0) != nil }
    guard model.graphs.count > 1 || hasProbes else { return [] }
    let inlined = InlinedGraph(model, branches: .both)
    return inlined.operations.flatMap { $0.outputs.compactMap { $0 } }.map { inlined.values[$0] }
      .filter { !$0.isOuter }.map(\.name)
  }

  /// Keeps the values of which something is true.
  public mutating func keep(where isKept: (String) -> Bool) {
    inputs.removeAll { !isKept($0) }
    outputs.removeAll { !isKept($0) }
    others.removeAll { !isKept($0) }
  }

  private static func hasNumbers(_ type: ValueType?) -> Bool {
    switch type {
    case nil, .unknown?: true
    case .tensor(let type, _)?: type != .string
    default: false
    }
  }
}
