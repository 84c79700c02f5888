/// A directed graph whose nodes are the numbers from 0, however its edges are stored.
///
/// Algorithms are extensions of this protocol. Two conformers are at hand: ``FlatEdges`` stores edges in two
/// arrays, ``ImplicitGraph`` asks a closure:
///
///     let lists = [[1, 2], [2], []]
///     let graph = ImplicitGraph(nodeCount: 3) { lists[$0] }
///     graph.topologicalOrder(takingFrom: IndexPriorityQueue()).nodes  // [0, 1, 2]
///
/// Parallel edges and edges from a node to itself are allowed.
public protocol DirectedGraph {
  /// The successors of one node.
  associatedtype Successors: RandomAccessCollection where Successors.Element == Int

  /// The number of nodes.
  var nodeCount: Int { get }

  /// The ends of the edges that start at a node, each within `0..<nodeCount`. Algorithms that return edges or
  /// depend on order keep the order of this collection. Cost: has to be constant.
  func successors(of node: Int) -> Successors
}

/// A graph whose edges a closure looks up where they are.
public struct ImplicitGraph<Successors: RandomAccessCollection>: DirectedGraph
where Successors.Element == Int {
  /// The number of nodes.
  public let nodeCount: Int
  @usableFromInline let lookUp: (Int) -> Successors

  /// Makes a graph.
  ///
  /// - Parameter successors: the ends of a node's edges, see ``DirectedGraph/successors(of:)``.
  @inlinable public init(nodeCount: Int, successors: @escaping (Int) -> Successors) {
    self.nodeCount = nodeCount
    lookUp = successors
  }

  /// Asks the closure.
  @inlinable public func successors(of node: Int) -> Successors { lookUp(node) }
}
