extension DirectedGraph {
  /// The strongly connected components (Tarjan 1972): largest sets of nodes that all reach each other.
  ///
  /// - Returns: the components in reverse topological order, each after those that it leads to. Every node is in
  ///   one; a node on no cycle is one of its own.
  ///
  /// Iterative, so that long paths are harmless. Cost: linear in nodes and edges.
  ///
  ///     FlatEdges(nodeCount: 3, [(0, 1), (1, 0), (1, 2)]).strongComponents()  // [[2], [1, 0]]
  @inlinable public func strongComponents() -> [[Int]] {
    // By node: when the search reached it, from 1; and the earliest open node that it is known to reach.
    var reached = [Int](repeating: 0, count: nodeCount)
    var low = reached
    var isOpen = [Bool](repeating: false, count: nodeCount)
    var open: [Int] = []
    var components: [[Int]] = []
    var clock = 0
    var path: [DepthFirstSearch.Edge] = []
    for root in 0..<nodeCount where reached[root] == 0 {
      path.append(DepthFirstSearch.Edge(source: root, slot: 0))
      while let edge = path.last {
        let node = edge.source
        if edge.slot == 0 {
          clock += 1
          reached[node] = clock
          low[node] = clock
          open.append(node)
          isOpen[node] = true
        }
        let targets = successors(of: node)
        if edge.slot < targets.count {
          path[path.count - 1].slot += 1
          let target = targets[targets.index(targets.startIndex, offsetBy: edge.slot)]
          if reached[target] == 0 {
            path.append(DepthFirstSearch.Edge(source: target, slot: 0))
          } else if isOpen[target] {
            low[node] = min(low[node], reached[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.source { low[parent] = min(low[parent], low[node]) }
        guard low[node] == reached[node] else { continue }
        var component: [Int] = []
        while let member = open.popLast() {
          isOpen[member] = false
          component.append(member)
          if member == node { break }
        }
        components.append(component)
      }
    }
    return components
  }
}
