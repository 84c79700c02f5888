extension Net {
  /// Takes small bends out of trunks, now that it's known where lines start and end.
  ///
  /// dot places trunks by the centres of boxes; a line that starts at the second of three ports then has a
  /// jog of a few pixels before it runs straight. Each straight run of a trunk is moved to where it meets
  /// its start, its end or its neighbouring run, if all rows it passes leave room. Cost: linear in arcs.
  mutating func straighten(_ ends: LineEnds) {
    var slot = [Int](repeating: 0, count: items.count)
    for row in rows { for (index, item) in row.enumerated() { slot[item] = index } }
    var targets: [Int: [Double]] = [:]
    var starts: [Int: Double] = [:]
    for row in arcs {
      for arc in row {
        if items[arc.upper].node != nil { starts[arc.lower] = ends.start[arc.value] }
        guard let wire = arc.wire, items[arc.upper].node == nil else { continue }
        targets[arc.upper, default: []].append(ends.end[wire])
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
      while last + 1 < trunk.upperBound && items[last + 1].x == items[first].x { last += 1 }
      let above = first == trunk.lowerBound ? starts[first] ?? items[first].x : items[first - 1].x
      var wanted = last + 1 < trunk.upperBound ? [items[last + 1].x] : []
      for item in first...last { wanted += targets[item] ?? [] }
      move(first...last, above: above, below: wanted, slot)
      first = last + 1
    }
  }

  private mutating func move(
    _ run: ClosedRange<Int>, above: Double, below: [Double], _ slot: [Int]
  ) {
    let x = items[run.lowerBound].x
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
    for item in run {
      let row = rows[items[item].row]
      let index = slot[item]
      if index > 0 { low = max(low, items[row[index - 1]].x + items[row[index - 1]].right + Net.clearance) }
      if index + 1 < row.count {
        high = min(high, items[row[index + 1]].x - items[row[index + 1]].left - Net.clearance)
      }
    }
    for place in [above] + below where place >= low && place <= high {
      let new = cost(place)
      // A far move would only shift the bend to where it crosses more.
      if abs(place - x) <= Net.reach && new < best.cost { best = (place, new) }
    }
    if best.place != x { for item in run { items[item].x = best.place } }
  }

  /// The least distance from a line to its neighbour's room.
  private static let clearance = 8.0
  /// The furthest that a line is moved to save a bend.
  static let reach = 60.0
}
