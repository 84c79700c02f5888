import GraphAlgorithms
import Testing

/// Orders of nodes, compared with slow ways to find them.
@Suite struct OrderTests {
  @Test func edgesKeepTheirOrder() {
    for graph in RandomGraph.all {
      let flat = graph.flat
      for node in 0..<graph.nodeCount {
        #expect(Array(flat.successors(of: node)) == graph.edges.filter { $0.from == node }.map(\.to))
        #expect(
          Array(flat.reversed().successors(of: node))
            == graph.edges.filter { $0.to == node }.map(\.from).sorted())
      }
    }
  }

  /// Of all nodes without a predecessor among those left, the lowest comes next.
  @Test func lowestNodeComesFirst() {
    for graph in RandomGraph.all {
      var left = Array(0..<graph.nodeCount)
      var expected: [Int] = []
      while let next = left.first(where: { node in
        !graph.edges.contains { $0.to == node && left.contains($0.from) }
      }) {
        expected.append(next)
        left.removeAll { $0 == next }
      }
      let order = graph.flat.topologicalOrder(takingFrom: IndexPriorityQueue())
      #expect(order.nodes == expected)
      #expect(order.stuck == left)
      #expect(order.isComplete == !graph.hasCycle)
    }
  }

  @Test func breadthFirstOrderIsTopological() {
    for graph in RandomGraph.all {
      let lists = (0..<graph.nodeCount).map { node in graph.edges.filter { $0.from == node }.map(\.to) }
      let order = ImplicitGraph(nodeCount: graph.nodeCount) { lists[$0] }
        .topologicalOrder(takingFrom: FirstInFirstOut())
      var place = [Int](repeating: Int.max, count: graph.nodeCount)
      for (index, node) in order.nodes.enumerated() { place[node] = index }
      for edge in graph.edges where place[edge.to] < Int.max { #expect(place[edge.from] < place[edge.to]) }
      #expect(order.isComplete == !graph.hasCycle)
      // Nodes without predecessors come first, rising.
      let roots = (0..<graph.nodeCount).filter { node in !graph.edges.contains { $0.to == node } }
      #expect(Array(order.nodes.prefix(roots.count)) == roots)
    }
  }

  @Test func backEdgesAreWhatClosesCycles() {
    for graph in RandomGraph.all {
      let search = graph.flat.depthFirstSearch()
      #expect(search.postorder.sorted() == Array(0..<graph.nodeCount))
      #expect(search.backEdges.isEmpty == !graph.hasCycle)
      var place = [Int](repeating: 0, count: graph.nodeCount)
      for (index, node) in search.postorder.enumerated() { place[node] = index }
      let backEdges = Set(search.backEdges)
      #expect(backEdges.count == search.backEdges.count)
      for node in 0..<graph.nodeCount {
        for (slot, target) in graph.flat.successors(of: node).enumerated() {
          let isBack = backEdges.contains(DepthFirstSearch.Edge(source: node, slot: slot))
          #expect(isBack == (place[target] >= place[node]))
        }
      }
    }
  }

  @Test func queueGivesTheLowestFirst() {
    for graph in RandomGraph.all {
      var queue = IndexPriorityQueue()
      var expected: [Int] = []
      for (index, edge) in graph.edges.enumerated() {
        queue.insert(edge.to)
        expected.append(edge.to)
        guard index % 3 == 2, let lowest = expected.min(), let place = expected.firstIndex(of: lowest) else {
          continue
        }
        #expect(queue.popNext() == lowest)
        expected.remove(at: place)
      }
      for next in expected.sorted() { #expect(queue.popNext() == next) }
      #expect(queue.popNext() == nil)
    }
  }

  /// A path of a million nodes would end a recursive search.
  @Test func longPathsNeedNoStack() {
    let path = FlatEdges(nodeCount: 1_000_000) { body in for node in 0..<999_999 { body(node, node + 1) } }
    #expect(path.depthFirstSearch().postorder.first == 999_999)
    #expect(path.strongComponents().count == 1_000_000)
    #expect(path.topologicalOrder(takingFrom: IndexPriorityQueue()).nodes.last == 999_999)
  }
}
