import ModelGraph
import NameMatching
import Recordings

/// The values that leave the modules of the main graph, or its layers where nodes are layers.
struct ModuleOutputs {
  /// The modules' paths.
  let index: PathIndex
  private let graph: Graph
  /// By module: the values that leave it, in the order of the nodes that make them.
  private var outputs: [[ValueID]] = []

  /// Cost: linear in nodes, times the depth of their scopes.
  init(_ model: Model) {
    graph = model.graphs.first ?? Graph()
    var paths: [[Substring]] = []
    for scope in graph.scopes.indices {
      let names = graph.scopePath(scope).filter { !$0.isEmpty && !$0.hasPrefix("_empty_nn_module") }
      paths.append(names.flatMap { nameParts($0) })
    }
    outputs = Self.outputs(graph)
    // A module's call under a name of its own, and layers.
    for node in graph.nodes.indices where !graph.nodes[node].name.isEmpty {
      let name = graph.nodes[node].name
      let outer = model.traits.nodesAreLayers ? paths[graph.nodes[node].scope] : []
      paths.append(outer + nameParts(name))
      outputs.append(graph.nodes[node].outputs.compactMap(\.self))
    }
    index = PathIndex(paths)
  }

  /// By scope: the values that are made in it or in one within, and read elsewhere or given out.
  private static func outputs(_ graph: Graph) -> [[ValueID]] {
    let uses = Uses(of: graph)
    let given = Set(graph.outputs)
    var found = [[ValueID]](repeating: [], count: graph.scopes.count)
    for node in graph.nodes {
      for case let value? in node.outputs {
        let readers = uses[value].map { graph.nodes[$0.node].scope }
        var scope = node.scope
        var steps = 0
        // Outward as long as somebody outside reads it.
        while scope > 0, graph.scopes.indices.contains(scope), steps < ActivityTuning.mostLevels {
          guard given.contains(value) || readers.contains(where: { !graph.isIn(scope, $0) }) else { break }
          found[scope].append(value)
          scope = graph.scopes[scope].parent
          steps += 1
        }
      }
    }
    return found
  }

  /// The output of a module that an array may be of: the only one, else the only one of its dims.
  func output(of module: Int, fitting array: RecordedArray) -> Result<ValueID, NoPlace> {
    let all = outputs[module]
    let fitting = all.filter { Self.fits(graph.values[$0].type, array.dims) }
    if fitting.count == 1 { return .success(fitting[0]) }
    if all.count == 1, let type = graph.values[all[0]].type, case .tensor(_, let shape?) = type {
      return .failure(.otherShape(recorded: Shape(array.dims).text, expected: shape.text))
    }
    return .failure(all.isEmpty ? .unknownName : .ambiguous)
  }

  /// Whether an array may be of a type: its first dim counts the samples, and may be another one.
  static func fits(_ type: ValueType?, _ dims: [Int64]) -> Bool {
    guard case .tensor(_, let shape?)? = type else { return true }
    guard shape.dims.count == dims.count else { return false }
    return zip(shape.dims, dims).dropFirst().allSatisfy { known, recorded in
      guard case .known(let size) = known else { return true }
      return size == recorded
    }
  }
}

extension Graph {
  /// Whether a scope is another one or lies in it. Cost: linear in the depth.
  fileprivate func isIn(_ outer: ScopeID, _ scope: ScopeID) -> Bool {
    var scope = scope
    while scope > outer, scopes.indices.contains(scope) {
      let parent = scopes[scope].parent
      guard parent < scope else { return false }
      scope = parent
    }
    return scope == outer
  }
}
