/// A part of a panel that no edge joins to the rest, as a separate flow graph.
struct Component {
  var graph: FlowGraph
  /// By node of `graph`: the node of the panel.
  var origin: [Int]
}

extension Component {
  /// The weakly connected parts, in the order of their first graph.nodes. Cost: linear but for the forest's α.
  static func all(of graph: FlowGraph) -> [Component] {
    var parent = Array(graph.nodes.indices)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for edge in graph.edges {
      let a = root(edge.source)
      let b = root(edge.target)
      if a != b { parent[max(a, b)] = min(a, b) }
    }
    var number = [Int](repeating: -1, count: graph.nodes.count)
    var components: [Component] = []
    var local = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes.indices {
      let top = root(node)
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
      let component = number[root(edge.source)]
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
