import GraphAlgorithms

/// A part of a panel that no wire joins to the rest, as a flow graph of its own.
struct Component {
  var graph: FlowGraph
  /// By node of `graph`: the node of the panel.
  var origin: [Int]
}

extension FlowGraph {
  /// The weakly connected parts, in the order of their first nodes. Cost: see ``DisjointSets``.
  func components() -> [Component] {
    var sets = DisjointSets(count: nodes.count)
    for wire in wires { sets.join(wire.source, wire.target) }
    var number = [Int](repeating: -1, count: nodes.count)
    var components: [Component] = []
    var local = [Int](repeating: 0, count: nodes.count)
    for node in nodes.indices {
      let top = sets.representative(of: node)
      if number[top] < 0 {
        number[top] = components.count
        let empty = FlowGraph(direction: direction, nodes: [], boxCount: 0, inputCount: 0)
        components.append(Component(graph: empty, origin: []))
      }
      let component = number[top]
      local[node] = components[component].graph.nodes.count
      components[component].graph.nodes.append(nodes[node])
      components[component].origin.append(node)
    }
    var values = [Int](repeating: -1, count: valueCount)
    for wire in wires {
      let component = number[sets.representative(of: wire.source)]
      var moved = wire
      moved.source = local[wire.source]
      moved.target = local[wire.target]
      if values[wire.value] < 0 {
        values[wire.value] = components[component].graph.valueCount
        components[component].graph.valueCount += 1
      }
      moved.value = values[wire.value]
      components[component].graph.wires.append(moved)
    }
    return components
  }
}
