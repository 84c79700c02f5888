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
  /// How many values lie inside functions and bodies, where none can be had.
  public var inner = 0

  /// Finds them. Cost: linear in values.
  public init(of model: Model) {
    let graph = model.main
    inputs = graph.inputs.map { graph.values[$0].name }
    var seen = Set(inputs)
    let own = Set(graph.outputs.map { graph.values[$0].name })
    let made = graph.nodes.flatMap { $0.outputs.compactMap(\.self) }
    for value in (made + graph.outputs).map({ graph.values[$0] }) {
      guard !value.name.isEmpty, !value.name.utf8.contains(0), seen.insert(value.name).inserted else {
        continue
      }
      guard Self.hasNumbers(value.type) else {
        others.append(value.name)
        continue
      }
      outputs.append(value.name)
      if !own.contains(value.name) { added.insert(value.name) }
    }
    let others = model.inferenceGraphs.filter { $0 != 0 }
    inner = others.reduce(0) { sum, graph in
      sum + model.graphs[graph].nodes.reduce(0) { $0 + $1.outputs.count }
    }
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
