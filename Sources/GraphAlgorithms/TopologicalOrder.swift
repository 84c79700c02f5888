/// Nodes whose predecessors are all done; decides which of them comes next in a topological order.
public protocol Worklist {
  /// Adds a node. The first nodes come in rising order.
  mutating func insert(_ node: Int)
  /// Removes and returns the node that comes next; nil where none is left.
  mutating func popNext() -> Int?
}

/// A worklist in the order of insertion. Cost: constant.
public struct FirstInFirstOut: Worklist, Sendable {
  @usableFromInline var items: [Int] = []
  @usableFromInline var first = 0

  /// Makes an empty worklist.
  @inlinable public init() {}

  /// Adds a node.
  @inlinable public mutating func insert(_ node: Int) { items.append(node) }

  /// Removes and returns the node added first; nil where none is left.
  @inlinable public mutating func popNext() -> Int? {
    guard first < items.count else { return nil }
    first += 1
    return items[first - 1]
  }
}

/// An order in which every edge leads forwards, as far as a graph has one.
public struct TopologicalOrder: Sendable, Equatable {
  /// The nodes in order, those left out that are on a cycle or behind one.
  public var nodes: [Int]
  /// By node: how many edges from nodes without a place end at it; 0 for all of ``nodes``.
  public var waiting: [Int]

  @usableFromInline init(nodes: [Int], waiting: [Int]) {
    self.nodes = nodes
    self.waiting = waiting
  }

  /// Whether all nodes have a place, so that the graph has no cycle.
  @inlinable public var isComplete: Bool { nodes.count == waiting.count }

  /// The nodes without a place, rising: they are on a cycle or behind one. Cost: linear.
  @inlinable public var stuck: [Int] { waiting.indices.filter { waiting[$0] > 0 } }
}

extension DirectedGraph {
  /// Puts the nodes in an order in which each stands after its predecessors (Kahn 1962).
  ///
  /// - Parameter worklist: decides between nodes that could come next. ``IndexPriorityQueue`` takes the lowest, so
  ///   that the order is the first of all in the dictionary's sense; ``FirstInFirstOut`` goes breadth first.
  ///
  /// Cost: linear in nodes and edges, and one insertion and removal a node.
  ///
  ///     let graph = FlatEdges(nodeCount: 4, [(3, 0), (0, 1)])
  ///     graph.topologicalOrder(takingFrom: IndexPriorityQueue()).nodes  // [2, 3, 0, 1]
  @inlinable public func topologicalOrder(takingFrom worklist: some Worklist) -> TopologicalOrder {
    var ready = worklist
    var waiting = [Int](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount { for target in successors(of: node) { waiting[target] += 1 } }
    for node in 0..<nodeCount where waiting[node] == 0 { ready.insert(node) }
    var order: [Int] = []
    order.reserveCapacity(nodeCount)
    while let node = ready.popNext() {
      order.append(node)
      for target in successors(of: node) {
        waiting[target] -= 1
        if waiting[target] == 0 { ready.insert(target) }
      }
    }
    return TopologicalOrder(nodes: order, waiting: waiting)
  }
}
