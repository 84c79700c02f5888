/// A directed graph in two arrays: the ends of all edges by their starts, and where each node's edges begin
/// (compressed sparse rows). It takes 8 bytes a node and 8 an edge; an array of arrays
/// takes at least 40 a node.
///
///     let edges = FlatEdges(nodeCount: 3, [(0, 2), (1, 2), (0, 1)])
///     Array(edges.successors(of: 0))  // [2, 1]
///     Array(edges.reversed().successors(of: 2))  // [0, 1]
public struct FlatEdges: DirectedGraph, Sendable, Equatable {
  /// By node: where its edges begin in ``targets``; one more at the end.
  public let offsets: [Int]
  /// The ends of all edges, those of each node in the order given.
  public let targets: [Int]

  /// The number of nodes.
  public var nodeCount: Int { offsets.count - 1 }

  /// Sorts edges by their starts; the walk over them is repeated once.
  ///
  /// - Parameters:
  ///   - nodeCount: the number of nodes, which all ends are below.
  ///   - edges: pairs of a start and an end.
  ///
  /// Cost: linear.
  @inlinable public init(nodeCount: Int, _ edges: some Collection<(from: Int, to: Int)>) {
    self.init(nodeCount: nodeCount) { body in for edge in edges { body(edge.from, edge.to) } }
  }

  /// The same from a walk over the edges, which is made twice and has to find the same edges both times.
  ///
  /// - Parameter walk: calls its argument with the start and the end of each edge.
  @inlinable public init(nodeCount: Int, walk: (_ body: (_ from: Int, _ to: Int) -> Void) -> Void) {
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    walk { from, _ in offsets[from + 1] += 1 }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var targets = [Int](repeating: 0, count: offsets[nodeCount])
    walk { from, to in
      targets[next[from]] = to
      next[from] += 1
    }
    self.offsets = offsets
    self.targets = targets
  }

  /// The ends of the edges that start at a node, in the order given.
  @inlinable public func successors(of node: Int) -> ArraySlice<Int> {
    targets[offsets[node]..<offsets[node + 1]]
  }

  /// The graph with all edges turned round; a node's edges are in rising order of their ends. Cost: linear.
  @inlinable public func reversed() -> FlatEdges {
    FlatEdges(nodeCount: nodeCount) { body in
      for node in 0..<nodeCount { for target in successors(of: node) { body(target, node) } }
    }
  }
}
