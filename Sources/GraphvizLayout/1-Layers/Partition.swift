import GraphAlgorithms

/// A component cut into parts that are ranked and ordered one by one.
///
/// dot is steeply superlinear, so a large component is cut across the flow where few values cross, and its
/// parts are laid out one below the other. Values that cross stand in the layer where two parts meet.
struct Partition {
  /// By part: its nodes, in topological order.
  var nodes: [[Int]]
  /// By node: its part.
  var partOfNode: [Int]
}

extension Partition {
  /// Cuts a component. Cost: linear.
  init(_ graph: FlowGraph) {
    let order = FlowOrder.of(graph)
    partOfNode = Array(repeating: 0, count: graph.nodes.count)
    guard order.count > LayoutTuning.wholeComponent else {
      nodes = [order]
      return
    }
    let live = Partition.liveValues(graph, order)
    nodes = []
    var start = 0
    while start < order.count {
      var end = order.count
      if order.count - start > LayoutTuning.wholeComponent {
        end = Partition.cut(live, from: start, reach: LayoutTuning.partSize.most)
        if live[end - 1] > LayoutTuning.narrowCut {
          end = Partition.cut(live, from: start, reach: LayoutTuning.partSize.utmost)
        }
      }
      for node in order[start..<end] { partOfNode[node] = nodes.count }
      nodes.append(Array(order[start..<end]))
      start = end
    }
    moveBorders(graph)
  }

  /// The place with the fewest crossing values, the first of equals.
  private static func cut(_ live: [Int], from start: Int, reach: Int) -> Int {
    var best = start + LayoutTuning.partSize.least
    for end in best..<min(start + reach, live.count) where live[end - 1] < live[best - 1] { best = end }
    return best
  }

  /// The panel's inputs belong to the first part and its outputs to the last, wherever they are used.
  private mutating func moveBorders(_ graph: FlowGraph) {
    let last = nodes.count - 1
    for node in graph.nodes.indices {
      let home =
        switch graph.nodes[node].role {
        case .box: partOfNode[node]
        case .entry: 0
        case .exit: last
        }
      guard home != partOfNode[node] else { continue }
      nodes[partOfNode[node]].removeAll { $0 == node }
      nodes[home].append(node)
      partOfNode[node] = home
    }
  }

  /// By place after the i-th node of an order: how many distinct values cross it.
  private static func liveValues(_ graph: FlowGraph, _ order: [Int]) -> [Int] {
    var position = [Int](repeating: 0, count: graph.nodes.count)
    for index in order.indices { position[order[index]] = index }
    var lastUse = [Int](repeating: -1, count: graph.valueCount)
    var firstPlace = [Int](repeating: 0, count: graph.valueCount)
    for edge in graph.edges {
      firstPlace[edge.value] = position[edge.source]
      let isExit = graph.nodes[edge.target].role == .exit
      lastUse[edge.value] = max(lastUse[edge.value], isExit ? order.count : position[edge.target])
    }
    let used = lastUse.indices.lazy.filter { lastUse[$0] >= 0 }
    return crossingSpans(used.map { (firstPlace[$0], lastUse[$0]) }, below: order.count)
  }
}
