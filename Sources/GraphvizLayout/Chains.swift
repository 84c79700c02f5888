extension Net {
  /// Gathers the bends of side chains into as few as there can be.
  ///
  /// dot makes lines short, and to it four small steps aside are as good as one large; to the eye they are a
  /// staircase. A chain of boxes and dummies that each have one line in and one out is cut into the fewest
  /// stretches that can stand upright in the room their neighbours leave (greedy stabbing of intervals).
  /// A stretch that is upright stays where it is. Cost: linear.
  mutating func straightenChains() {
    var chains = Chains(self)
    var slot = [Int](repeating: 0, count: items.count)
    for row in rows { for (index, item) in row.enumerated() { slot[item] = index } }
    while let chain = chains.next() {
      var first = 0
      while first < chain.count {
        var (low, high) = freedom(chain[first], slot)
        var end = first + 1
        while end < chain.count {
          let (nextLow, nextHigh) = freedom(chain[end], slot)
          guard max(low, nextLow) <= min(high, nextHigh) else { break }
          (low, high) = (max(low, nextLow), min(high, nextHigh))
          end += 1
        }
        let places = chain[first..<end].map { items[$0].x }.sorted()
        var x = min(max(places[places.count / 2], low), high).rounded()
        // Where it leads to a port near by, right above that port.
        if end == chain.count, let port = chains.portBelow[chain[end - 1]], abs(port - x) <= Net.reach,
          port >= low && port <= high
        {
          x = port
        }
        if x >= low && x <= high { for item in chain[first..<end] { items[item].x = x } }
        first = end
      }
    }
  }

  /// Between which places an item can stand in its row.
  private func freedom(_ item: Int, _ slot: [Int]) -> (Double, Double) {
    let row = rows[items[item].row]
    let index = slot[item]
    var low = -Double.infinity
    var high = Double.infinity
    if index > 0 {
      let other = row[index - 1]
      low = items[other].x + items[other].right + distance(other, item) + items[item].left
    }
    if index + 1 < row.count {
      let other = row[index + 1]
      high = items[other].x - items[other].left - distance(item, other) - items[item].right
    }
    return (low, high)
  }

  private func distance(_ a: Int, _ b: Int) -> Double { margin(a) + margin(b) + Double(DotSolver.separation) }
}

/// The maximal chains of items that each have one line in and one out.
private struct Chains {
  private var below: [Int]
  /// By item from which one line leads to a port that is fixed: the port's place.
  private(set) var portBelow: [Int: Double] = [:]
  private let starts: [Int]
  private var index = 0

  init(_ net: Net) {
    // By item: the only item below or above, -1 for none, -2 for several.
    var below = [Int](repeating: -1, count: net.items.count)
    var above = below
    let isFixed = net.items.map { item in
      item.isBody || item.node.map { net.ranking.depth[$0] > 1 || net.graph.fixedX(of: $0) != nil } ?? false
    }
    for arc in net.arcs.joined() {
      below[arc.upper] = below[arc.upper] == -1 ? arc.lower : -2
      above[arc.lower] = above[arc.lower] == -1 ? arc.upper : -2
      if let wire = arc.wire, net.graph.endX(of: wire) != nil {
        portBelow[arc.upper] = LineEnds.place(net, wire)
      }
    }
    for item in below.indices where below[item] == -2 { portBelow[item] = nil }
    for item in below.indices where below[item] >= 0 {
      let next = below[item]
      if above[next] != item || isFixed[item] || isFixed[next] { below[item] = -1 }
    }
    var isContinued = [Bool](repeating: false, count: below.count)
    for next in below where next >= 0 { isContinued[next] = true }
    starts = below.indices.filter { below[$0] >= 0 && !isContinued[$0] }
    self.below = below
  }

  mutating func next() -> [Int]? {
    guard index < starts.count else { return nil }
    var chain = [starts[index]]
    index += 1
    while let last = chain.last, below[last] >= 0 { chain.append(below[last]) }
    return chain
  }
}
