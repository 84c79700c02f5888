extension LayeredGraph {
  /// Takes small bends out of trunks, now that it's known where lines start and end.
  ///
  /// dot places trunks by the centres of boxes; a line that starts at the second of three ports then has a
  /// jog of a few pixels before it runs straight. Each straight run of a trunk is moved to where it meets
  /// its start, its end or its neighbouring run, if all layers it passes leave room. Cost: linear in segments.
  mutating func straightenTrunks(_ ends: LineEnds) {
    var slot = [Int](repeating: 0, count: vertices.count)
    for layer in layers { for (index, vertex) in layer.enumerated() { slot[vertex] = index } }
    var targets: [Int: [Double]] = [:]
    var starts: [Int: Double] = [:]
    for layer in segments {
      for segment in layer {
        if vertices[segment.upper].node != nil { starts[segment.lower] = ends.start[segment.value] }
        guard let edge = segment.edge, vertices[segment.upper].node == nil else { continue }
        targets[segment.upper, default: []].append(ends.end[edge])
      }
    }
    // Twice: what one run gained may let the next one follow.
    for _ in 0..<2 {
      for trunk in trunks where trunk.count > 0 {
        straighten(trunk.first..<trunk.first + trunk.count, starts, targets, slot)
      }
    }
  }

  private mutating func straighten(
    _ trunk: Range<Int>, _ starts: [Int: Double], _ targets: [Int: [Double]], _ slot: [Int]
  ) {
    var first = trunk.lowerBound
    while first < trunk.upperBound {
      var last = first
      while last + 1 < trunk.upperBound && vertices[last + 1].x == vertices[first].x { last += 1 }
      let above = first == trunk.lowerBound ? starts[first] ?? vertices[first].x : vertices[first - 1].x
      var wanted = last + 1 < trunk.upperBound ? [vertices[last + 1].x] : []
      for vertex in first...last { wanted += targets[vertex] ?? [] }
      move(first...last, above: above, below: wanted, slot)
      first = last + 1
    }
  }

  private mutating func move(
    _ run: ClosedRange<Int>, above: Double, below: [Double], _ slot: [Int]
  ) {
    let x = vertices[run.lowerBound].x
    // The number of bends at a place, and how far they reach.
    func cost(_ place: Double) -> (Int, Double) {
      let all = [above] + below
      let bends = all.filter { abs($0 - place) > 0.05 }
      return (bends.count, bends.reduce(0) { $0 + abs($1 - place) })
    }
    var best = (place: x, cost: cost(x))
    guard best.cost.0 > 0 else { return }
    var low = -Double.infinity
    var high = Double.infinity
    for vertex in run {
      let layer = layers[vertices[vertex].layer]
      let index = slot[vertex]
      if index > 0 {
        low = max(
          low, vertices[layer[index - 1]].x + vertices[layer[index - 1]].right + LayoutTuning.lineClearance)
      }
      if index + 1 < layer.count {
        high = min(
          high, vertices[layer[index + 1]].x - vertices[layer[index + 1]].left - LayoutTuning.lineClearance)
      }
    }
    for place in [above] + below where place >= low && place <= high {
      let new = cost(place)
      // A far move would only shift the bend to where it crosses more.
      if abs(place - x) <= LayoutTuning.mostStraightening && new < best.cost { best = (place, new) }
    }
    if best.place != x { for vertex in run { vertices[vertex].x = best.place } }
  }
}
