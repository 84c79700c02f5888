import ModelGraph
import TextOutput

/// The types of all values: `values` of the main graph by name, and `subgraph_values` of bodies by the
/// path to them (`NODE.ATTRIBUTE`, joined by `/`). Unnamed values are left out; of names that several
/// values have, the first stands.
public func valuesJSON(_ model: Model) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    values(of: 0, model, "values", &json)
    json.object("subgraph_values") { json in
      for (id, graph) in model.graphs.enumerated() where graph.owner != nil {
        guard let path = path(to: id, model) else { continue }
        values(of: id, model, path, &json)
      }
    }
  }
  return json.finished()
}

/// Writes `name: {dtype, shape}` for every named value of a graph.
func values(of graph: GraphID, _ model: Model, _ key: String, _ json: inout JSONWriter) {
  json.object(key) { json in
    var seen: Set<String> = []
    for value in model.graphs[graph].values where !value.name.isEmpty && value.producer != .capture {
      guard seen.insert(value.name).inserted else { continue }
      json.object(value.name) { $0.type(value.type) }
    }
  }
}

/// The path to a body from the main graph; nil for bodies of functions and training graphs.
private func path(to graph: GraphID, _ model: Model) -> String? {
  var parts: [String] = []
  var current = graph
  while let owner = model.graphs[current].owner {
    parts.append("\(owner.node).\(owner.attribute)")
    current = owner.graph
  }
  return current == 0 ? parts.reversed().joined(separator: "/") : nil
}
