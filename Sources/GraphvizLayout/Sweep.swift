extension Net {
  /// Orders and places rows without dot, for pieces that would keep it busy for minutes.
  ///
  /// Every row is sorted by the mean x of its neighbours in the row above, then below, and pushed apart.
  /// Cost: a few passes over the arcs. The result is plainer than dot's, but as correct.
  mutating func sweep(_ range: ClosedRange<Int>, isContinued: Bool) {
    let free = isContinued ? range.lowerBound + 1 : range.lowerBound
    guard free <= range.upperBound else { return }
    for row in free...range.upperBound { spreadRow(row, wanted: rows[row].map { items[$0].x }) }
    for pass in 0..<6 {
      if pass % 2 == 0 {
        for row in free...range.upperBound where row > range.lowerBound {
          pullRow(row, arcs[row - 1].map { ($0.lower, $0.upper) })
        }
      } else {
        for row in (free..<range.upperBound).reversed() {
          pullRow(row, arcs[row].map { ($0.upper, $0.lower) })
        }
      }
    }
  }

  private mutating func pullRow(_ row: Int, _ neighbours: [(item: Int, neighbour: Int)]) {
    var sums: [Int: (x: Double, count: Double)] = [:]
    for pair in neighbours {
      let sum = sums[pair.item] ?? (0, 0)
      sums[pair.item] = (sum.x + items[pair.neighbour].x, sum.count + 1)
    }
    spreadRow(row, wanted: rows[row].map { item in sums[item].map { $0.x / $0.count } ?? items[item].x })
  }

  private mutating func spreadRow(_ row: Int, wanted: [Double]) {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let members = order.map { rows[row][$0] }
    var gaps: [Double] = []
    for (a, b) in zip(members, members.dropFirst()) { gaps.append(items[a].right + items[b].left + 16) }
    let xs = spread(order.map { wanted[$0] }, gaps: gaps)
    for (item, x) in zip(members, xs) { items[item].x = x.rounded() }
  }
}
