import GraphAlgorithms

/// Guesses how tall and wide a layered layout will be without making one.
enum ExtentEstimate {
  /// A box's extent, or a panel's, in pixels or in boxes.
  struct Extent {
    var width: Double
    var height: Double
  }

  /// The sum over ranks of the tallest item in each, and the widest rank. Items are ranked by the longest way to an
  /// end, as late as their readers allow; items on circles share the first rank. Cost: linear.
  static func extent(_ sizes: [Extent], _ links: [OutlineLink]) -> Extent {
    var pairs: [(from: Int, to: Int)] = []
    for link in links {
      if case .item(let from, _) = link.source, case .item(let to, _) = link.target {
        pairs.append((from, to))
      }
    }
    return extent(sizes, pairs)
  }

  /// The same for lines as pairs of items.
  static func extent(_ sizes: [Extent], _ pairs: [(from: Int, to: Int)]) -> Extent {
    // From readers to makers.
    let sources = FlatEdges(nodeCount: sizes.count) { body in for pair in pairs { body(pair.to, pair.from) } }
    var rank = [Int](repeating: 0, count: sizes.count)
    for item in sources.topologicalOrder(takingFrom: FirstInFirstOut()).nodes {
      for source in sources.successors(of: item) { rank[source] = max(rank[source], rank[item] + 1) }
    }
    var ranks = [Extent](repeating: Extent(width: 0, height: 0), count: (rank.max() ?? 0) + 1)
    for (item, size) in sizes.enumerated() {
      ranks[rank[item]].height = max(ranks[rank[item]].height, size.height)
      ranks[rank[item]].width += size.width
    }
    return Extent(
      width: ranks.reduce(0) { max($0, $1.width) }, height: ranks.reduce(0) { $0 + $1.height })
  }
}
