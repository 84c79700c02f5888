/// The result of a depth-first search through a whole graph.
public struct DepthFirstSearch: Sendable, Equatable {
  /// One edge of a graph.
  public struct Edge: Sendable, Hashable {
    /// The node where it starts.
    public var source: Int
    /// Its place among the edges of that node.
    public var slot: Int

    /// Makes an edge.
    @inlinable public init(source: Int, slot: Int) {
      self.source = source
      self.slot = slot
    }
  }

  /// All nodes, each after those that the search reached from it. Without a cycle, every node stands after
  /// its successors.
  public var postorder: [Int] = []
  /// The edges that close cycles, in the order met. Without them, or with them turned round, the graph has no
  /// cycle.
  public var backEdges: [Edge] = []

  @usableFromInline init() {}
}

extension DirectedGraph {
  /// Searches depth first, from the lowest node that was not reached yet, along edges in order.
  ///
  /// Iterative, so that long paths are harmless. Cost: linear in nodes and edges.
  ///
  ///     let search = FlatEdges(nodeCount: 3, [(0, 1), (1, 2), (2, 0)]).depthFirstSearch()
  ///     search.postorder  // [2, 1, 0]
  ///     search.backEdges  // the only edge of node 2
  @inlinable public func depthFirstSearch() -> DepthFirstSearch {
    var result = DepthFirstSearch()
    result.postorder.reserveCapacity(nodeCount)
    var isReached = [Bool](repeating: false, count: nodeCount)
    var isOpen = isReached
    var path: [DepthFirstSearch.Edge] = []
    for root in 0..<nodeCount where !isReached[root] {
      isReached[root] = true
      isOpen[root] = true
      path.append(DepthFirstSearch.Edge(source: root, slot: 0))
      while let edge = path.last {
        let targets = successors(of: edge.source)
        guard edge.slot < targets.count else {
          isOpen[edge.source] = false
          result.postorder.append(edge.source)
          path.removeLast()
          continue
        }
        path[path.count - 1].slot += 1
        let target = targets[targets.index(targets.startIndex, offsetBy: edge.slot)]
        if !isReached[target] {
          isReached[target] = true
          isOpen[target] = true
          path.append(DepthFirstSearch.Edge(source: target, slot: 0))
        } else if isOpen[target] {
          result.backEdges.append(edge)
        }
      }
    }
    return result
  }
}
