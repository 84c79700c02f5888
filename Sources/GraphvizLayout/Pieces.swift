/// A stretch of a component that is ranked and ordered by itself.
///
/// dot is steeply superlinear, so a large component is cut across the flow where few values cross, and its
/// pieces are laid out one below the other. Values that cross stand in the row where two pieces meet.
struct Pieces {
  /// By piece: its nodes, in topological order.
  var nodes: [[Int]]
  /// By node: its piece.
  var pieceOfNode: [Int]
}

extension Pieces {
  /// Components up to this size stay whole.
  private static let whole = 150
  /// How many nodes a piece has: at least, and at most where a narrow place is found; and where none is.
  private static let range = (least: 30, most: 110, utmost: 250)
  /// Up to how many crossing values a place counts as narrow.
  private static let narrow = 6

  /// Cuts a component. Cost: linear.
  init(_ graph: FlowGraph) {
    let order = graph.topologicalOrder()
    pieceOfNode = Array(repeating: 0, count: graph.nodes.count)
    guard order.count > Pieces.whole else {
      nodes = [order]
      return
    }
    let live = graph.liveValues(order)
    nodes = []
    var start = 0
    while start < order.count {
      var end = order.count
      if order.count - start > Pieces.whole {
        end = Pieces.cut(live, from: start, reach: Pieces.range.most)
        if live[end - 1] > Pieces.narrow { end = Pieces.cut(live, from: start, reach: Pieces.range.utmost) }
      }
      for node in order[start..<end] { pieceOfNode[node] = nodes.count }
      nodes.append(Array(order[start..<end]))
      start = end
    }
    moveBorders(graph)
  }

  /// The place with the fewest crossing values, the first of equals.
  private static func cut(_ live: [Int], from start: Int, reach: Int) -> Int {
    var best = start + range.least
    for end in best..<min(start + reach, live.count) where live[end - 1] < live[best - 1] { best = end }
    return best
  }

  /// The panel's inputs belong to the first piece and its outputs to the last, wherever they are used.
  private mutating func moveBorders(_ graph: FlowGraph) {
    let last = nodes.count - 1
    for node in graph.nodes.indices {
      let home =
        switch graph.nodes[node].role {
        case .box: pieceOfNode[node]
        case .entry: 0
        case .exit: last
        }
      guard home != pieceOfNode[node] else { continue }
      nodes[pieceOfNode[node]].removeAll { $0 == node }
      nodes[home].append(node)
      pieceOfNode[node] = home
    }
  }
}

extension FlowGraph {
  /// The nodes in an order in which every wire goes forward: entries, boxes near their file order, exits.
  ///
  /// A box without inputs stands right before its first consumer: were all constants first, as in many
  /// files, no place would be narrow.
  func topologicalOrder() -> [Int] {
    var outgoing: [[Int]] = Array(repeating: [], count: nodes.count)
    var hasInput = [Bool](repeating: false, count: nodes.count)
    for wire in wires {
      outgoing[wire.source].append(wire.target)
      hasInput[wire.target] = true
    }
    for node in outgoing.indices { outgoing[node].sort(by: >) }
    var postorder: [Int] = []
    var next = [Int](repeating: 0, count: nodes.count)
    var isOpen = [Bool](repeating: false, count: nodes.count)
    for root in nodes.indices.reversed() where !isOpen[root] && !hasInput[root] {
      var stack = [root]
      isOpen[root] = true
      while let node = stack.last {
        guard next[node] < outgoing[node].count else {
          postorder.append(node)
          stack.removeLast()
          continue
        }
        let target = outgoing[node][next[node]]
        next[node] += 1
        if !isOpen[target] {
          isOpen[target] = true
          stack.append(target)
        }
      }
    }
    return nearConsumers(postorder.reversed(), outgoing, hasInput)
  }

  private func nearConsumers(_ order: [Int], _ outgoing: [[Int]], _ hasInput: [Bool]) -> [Int] {
    var position = [Int](repeating: 0, count: nodes.count)
    for index in order.indices { position[order[index]] = index }
    var waiting: [[Int]] = Array(repeating: [], count: nodes.count)
    var isLeaf = [Bool](repeating: false, count: nodes.count)
    for node in order where nodes[node].role == .box && !hasInput[node] {
      guard let first = outgoing[node].min(by: { position[$0] < position[$1] }) else { continue }
      waiting[first].append(node)
      isLeaf[node] = true
    }
    var result = order.filter { nodes[$0].role == .entry }
    for node in order where nodes[node].role == .box && !isLeaf[node] {
      result += waiting[node]
      result.append(node)
    }
    for node in order where nodes[node].role == .exit { result += waiting[node] + [node] }
    return result
  }

  /// By place after the i-th node of an order: how many distinct values cross it.
  fileprivate func liveValues(_ order: [Int]) -> [Int] {
    var position = [Int](repeating: 0, count: nodes.count)
    for index in order.indices { position[order[index]] = index }
    var lastUse = [Int](repeating: -1, count: valueCount)
    var firstPlace = [Int](repeating: 0, count: valueCount)
    for wire in wires {
      firstPlace[wire.value] = position[wire.source]
      let isExit = nodes[wire.target].role == .exit
      lastUse[wire.value] = max(lastUse[wire.value], isExit ? order.count : position[wire.target])
    }
    var change = [Int](repeating: 0, count: order.count + 1)
    for value in lastUse.indices where lastUse[value] >= 0 {
      change[firstPlace[value]] += 1
      change[lastUse[value]] -= 1
    }
    var count = 0
    return order.indices.map { index in
      count += change[index]
      return count
    }
  }
}
