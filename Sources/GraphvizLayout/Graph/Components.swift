import GraphAlgorithms

/// A part of a panel that no edge joins to the rest, as a separate flow graph.
struct Component {
  var graph: FlowGraph
  /// By node of `graph`: the node of the panel.
  var origin: [Int]
}

extension Component {
  /// The weakly connected parts, in the order of their first nodes. Cost: see ``DisjointSets``.
  static func all(of graph: FlowGraph) -> [Component] {
    var sets = DisjointSets(count: graph.nodes.count)
    for edge in graph.edges { sets.join(edge.source, edge.target) }
    var number = [Int](repeating: -1, count: graph.nodes.count)
    var components: [Component] = []
    var local = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes.indices {
      let top = sets.representative(of: node)
      if number[top] < 0 {
        number[top] = components.count
        let empty = FlowGraph(direction: graph.direction, nodes: [], boxCount: 0, inputCount: 0)
        components.append(Component(graph: empty, origin: []))
      }
      let component = number[top]
      local[node] = components[component].graph.nodes.count
      components[component].graph.nodes.append(graph.nodes[node])
      components[component].origin.append(node)
    }
    var values = [Int](repeating: -1, count: graph.valueCount)
    for edge in graph.edges {
      let component = number[sets.representative(of: edge.source)]
      var moved = edge
      moved.source = local[edge.source]
      moved.target = local[edge.target]
      if values[edge.value] < 0 {
        values[edge.value] = components[component].graph.valueCount
        components[component].graph.valueCount += 1
      }
      moved.value = values[edge.value]
      components[component].graph.edges.append(moved)
    }
    return components
  }
}
