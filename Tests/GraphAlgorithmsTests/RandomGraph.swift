import GraphAlgorithms

/// A small graph made from a number, and slow answers about it that are easily seen to be right.
struct RandomGraph {
  let nodeCount: Int
  let edges: [(from: Int, to: Int)]

  /// - Parameter seed: decides the graph; every third has no cycle.
  init(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let count = seed % 10
    nodeCount = count
    edges = (0..<(count == 0 ? 0 : random(below: 2 * count + 1))).compactMap { _ in
      let a = random(below: count)
      let b = random(below: count)
      if seed % 3 > 0 { return (a, b) }
      // All edges lead from an even number to odd ones, or up.
      let rank = { (node: Int) in node % 2 * count + node }
      return a == b ? nil : rank(a) < rank(b) ? (a, b) : (b, a)
    }
  }

  /// Graphs that the suites try.
  static let all = (0..<3_000).map(RandomGraph.init(seed:))

  var flat: FlatEdges { FlatEdges(nodeCount: nodeCount, edges) }

  /// By node: which nodes one or more edges lead to (Warshall).
  var reachable: [[Bool]] {
    var reach = [[Bool]](repeating: [Bool](repeating: false, count: nodeCount), count: nodeCount)
    for edge in edges { reach[edge.from][edge.to] = true }
    for middle in 0..<nodeCount {
      for a in 0..<nodeCount where reach[a][middle] {
        for b in 0..<nodeCount where reach[middle][b] { reach[a][b] = true }
      }
    }
    return reach
  }

  var hasCycle: Bool {
    let reach = reachable
    return (0..<nodeCount).contains { reach[$0][$0] }
  }
}
