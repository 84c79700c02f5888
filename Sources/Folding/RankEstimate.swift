/// Guesses how tall a layered layout will be without making one.
enum RankEstimate {
  /// The sum over ranks of the largest size in each. Items are ranked by the longest way to an end, as late
  /// as what reads them allows; items on circles share the first rank. Cost: linear.
  static func height(_ sizes: [Double], _ links: [OutlineLink]) -> Double {
    var sources = [[Int]](repeating: [], count: sizes.count)
    var waiting = [Int](repeating: 0, count: sizes.count)
    for link in links {
      if case .item(let from, _) = link.source, case .item(let to, _) = link.target {
        sources[to].append(from)
        waiting[from] += 1
      }
    }
    var rank = [Int](repeating: 0, count: sizes.count)
    var ready = sizes.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < ready.count {
      let item = ready[next]
      next += 1
      for source in sources[item] {
        rank[source] = max(rank[source], rank[item] + 1)
        waiting[source] -= 1
        if waiting[source] == 0 { ready.append(source) }
      }
    }
    var tallest = [Double](repeating: 0, count: (rank.max() ?? 0) + 1)
    for (item, size) in sizes.enumerated() { tallest[rank[item]] = max(tallest[rank[item]], size) }
    return tallest.reduce(0, +)
  }
}
