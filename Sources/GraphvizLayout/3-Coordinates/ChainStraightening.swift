extension LayeredGraph {
  /// Gathers the bends of side chains into as few as there can be.
  ///
  /// dot makes lines short, and to it four small steps aside are as good as one large; to the eye they are a
  /// staircase. A chain of boxes and dummies that each have one line in and one out is cut into the fewest
  /// stretches that can stand upright in the room their neighbours leave (greedy stabbing of intervals).
  /// A stretch that is upright stays where it is. Cost: linear.
  mutating func straightenChains() {
    var chains = VertexChains(self)
    var slot = [Int](repeating: 0, count: vertices.count)
    for layer in layers { for (index, vertex) in layer.enumerated() { slot[vertex] = index } }
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
        let places = chain[first..<end].map { vertices[$0].x }.sorted()
        var x = min(max(places[places.count / 2], low), high).rounded()
        // Where it leads to a port near by, right above that port.
        if end == chain.count, let port = chains.portBelow[chain[end - 1]],
          abs(port - x) <= LayoutTuning.mostStraightening,
          port >= low && port <= high
        {
          x = port
        }
        if x >= low && x <= high { for vertex in chain[first..<end] { vertices[vertex].x = x } }
        first = end
      }
    }
  }

  /// Between which places a vertex can stand in its layer.
  private func freedom(_ vertex: Int, _ slot: [Int]) -> (Double, Double) {
    let layer = layers[vertices[vertex].layer]
    let index = slot[vertex]
    var low = -Double.infinity
    var high = Double.infinity
    if index > 0 {
      let other = layer[index - 1]
      low = vertices[other].x + vertices[other].right + distance(other, vertex) + vertices[vertex].left
    }
    if index + 1 < layer.count {
      let other = layer[index + 1]
      high = vertices[other].x - vertices[other].left - distance(vertex, other) - vertices[vertex].right
    }
    return (low, high)
  }

  private func distance(_ a: Int, _ b: Int) -> Double {
    margin(a) + margin(b) + Double(LayoutTuning.separation)
  }
}

/// The maximal chains of vertices that each have one line in and one out.
private struct VertexChains {
  private var below: [Int]
  /// By vertex from which one line leads to a port that is fixed: the port's place.
  private(set) var portBelow: [Int: Double] = [:]
  private let starts: [Int]
  private var index = 0

  init(_ layered: LayeredGraph) {
    // By vertex: the only vertex below or above, -1 for none, -2 for several.
    var below = [Int](repeating: -1, count: layered.vertices.count)
    var above = below
    let isFixed = layered.vertices.map { vertex in
      vertex.isBody
        || vertex.node.map { layered.layering.extent[$0] > 1 || layered.graph.fixedX(of: $0) != nil } ?? false
    }
    for segment in layered.segments.joined() {
      below[segment.upper] = below[segment.upper] == -1 ? segment.lower : -2
      above[segment.lower] = above[segment.lower] == -1 ? segment.upper : -2
      if let edge = segment.edge, layered.graph.endX(of: edge) != nil {
        portBelow[segment.upper] = LineEnds.place(layered, edge)
      }
    }
    for vertex in below.indices where below[vertex] == -2 { portBelow[vertex] = nil }
    for vertex in below.indices where below[vertex] >= 0 {
      let next = below[vertex]
      if above[next] != vertex || isFixed[vertex] || isFixed[next] { below[vertex] = -1 }
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
