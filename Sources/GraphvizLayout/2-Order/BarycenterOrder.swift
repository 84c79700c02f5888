extension LayeredGraph {
  /// Orders and places layers without dot, for parts that would keep it busy for minutes.
  ///
  /// The barycenter method: every layer is sorted by the mean x of its neighbours in the layer above, then below,
  /// and spread.
  /// Cost: a few passes over the segments. The result is plainer than dot's, but as correct.
  mutating func orderByBarycenters(_ range: ClosedRange<Int>, isContinued: Bool) {
    let free = isContinued ? range.lowerBound + 1 : range.lowerBound
    guard free <= range.upperBound else { return }
    for layer in free...range.upperBound { spreadLayer(layer, wanted: layers[layer].map { vertices[$0].x }) }
    for pass in 0..<LayoutTuning.sweeps {
      if pass % 2 == 0 {
        for layer in free...range.upperBound where layer > range.lowerBound {
          pullLayer(layer, segments[layer - 1].map { ($0.lower, $0.upper) })
        }
      } else {
        for layer in (free..<range.upperBound).reversed() {
          pullLayer(layer, segments[layer].map { ($0.upper, $0.lower) })
        }
      }
    }
  }

  private mutating func pullLayer(_ layer: Int, _ neighbours: [(vertex: Int, neighbour: Int)]) {
    var sums: [Int: (x: Double, count: Double)] = [:]
    for pair in neighbours {
      let sum = sums[pair.vertex] ?? (0, 0)
      sums[pair.vertex] = (sum.x + vertices[pair.neighbour].x, sum.count + 1)
    }
    spreadLayer(
      layer,
      wanted: layers[layer].map { vertex in sums[vertex].map { $0.x / $0.count } ?? vertices[vertex].x })
  }

  private mutating func spreadLayer(_ layer: Int, wanted: [Double]) {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let members = order.map { layers[layer][$0] }
    var gaps: [Double] = []
    for (a, b) in zip(members, members.dropFirst()) {
      gaps.append(vertices[a].right + vertices[b].left + LayoutTuning.sweepGap)
    }
    let xs = isotonicSpread(order.map { wanted[$0] }, gaps: gaps)
    for (vertex, x) in zip(members, xs) { vertices[vertex].x = x.rounded() }
  }
}
