import ElementaryFunctions

/// How much each pair of points belongs together; the sum over both orders of all pairs is 1.
struct AffinityPairs {
  /// Which pairs there are.
  enum Pairs {
    /// All: the first point with none, the second with the first, the third with the first two, …
    case all
    /// For each point, where the points after it that it is paired with begin in `others`.
    case some(starts: [Int], others: [Int32])
  }

  let pairs: Pairs
  /// By pair.
  let shares: [Double]

  /// Of all pairs. Cost: rows² × (width + 40) / 2.
  init(all chosen: ChosenRows, perplexity: Double) {
    let count = chosen.rows.count
    var distances = [Double](repeating: 0, count: count * (count - 1) / 2)
    distances.withUnsafeMutableBufferPointer { distances in
      chosen.forEachPair { first, second, distance in
        distances[Self.place(first, second)] = distance
      }
    }
    var shares = [Double](repeating: 0, count: distances.count)
    for row in 0..<count {
      let others = (0..<count).filter { $0 != row }
      let places = others.map { Self.place(max($0, row), min($0, row)) }
      let own = NeighborWeights.shares(places.map { distances[$0] }, perplexity: perplexity)
      for (place, share) in zip(places, own) { shares[place] += share / Double(2 * count) }
    }
    (pairs, self.shares) = (.all, shares)
  }

  /// The place of a pair among all, the first point the higher one.
  private static func place(_ first: Int, _ second: Int) -> Int { first * (first - 1) / 2 + second }

  /// Of each point with its nearest ones.
  init(nearest chosen: ChosenRows, perplexity: Double) {
    let count = chosen.rows.count
    let most = Int((perplexity * ProjectionTuning.neighborsPerPerplexity).rounded(.up))
    let neighbors = NearestNeighbors(of: chosen, count: most)
    var found: [(low: Int32, high: Int32, share: Double)] = []
    found.reserveCapacity(neighbors.rows.count)
    for row in 0..<count {
      let own = neighbors.rows[(row * neighbors.count)..<((row + 1) * neighbors.count)]
      let weights = NeighborWeights.shares(own.map(\.distance), perplexity: perplexity)
      for (other, share) in zip(own, weights) {
        found.append(
          (Int32(min(row, other.row)), Int32(max(row, other.row)), share / Double(2 * count)))
      }
    }
    // Each pair may be there twice, once from either side; a sum of two does not depend on their order.
    found.sort { ($0.low, $0.high) < ($1.low, $1.high) }
    var starts = [0]
    var others: [Int32] = []
    var shares: [Double] = []
    var last: (Int32, Int32) = (-1, -1)
    for pair in found {
      if (pair.low, pair.high) == last, let place = shares.indices.last {
        shares[place] += pair.share
        continue
      }
      while starts.count <= Int(pair.low) { starts.append(others.count) }
      others.append(pair.high)
      shares.append(pair.share)
      last = (pair.low, pair.high)
    }
    while starts.count <= count { starts.append(others.count) }
    (pairs, self.shares) = (.some(starts: starts, others: others), shares)
  }

  /// Kullback and Leibler's divergence of a map from these, in nat. Cost: points² / 2.
  func divergence(from map: [SIMD2<Double>]) -> Double {
    guard map.count > 1 else { return 0 }
    var whole = 0.0
    for first in 1..<map.count {
      for second in 0..<first { whole += Self.nearness(map[first], map[second]) }
    }
    var sum = 0.0
    func add(_ share: Double, _ first: Int, _ second: Int) {
      guard share > 0 else { return }
      // A share of both orders of a pair, as `whole` has them: the factor 2 falls out of the quotient.
      sum += 2 * share * naturalLogarithm(2 * share * whole / Self.nearness(map[first], map[second]))
    }
    switch pairs {
    case .all:
      for first in 1..<map.count {
        for second in 0..<first { add(shares[Self.place(first, second)], first, second) }
      }
    case .some(let starts, let others):
      for first in map.indices {
        for place in starts[first]..<starts[first + 1] { add(shares[place], first, Int(others[place])) }
      }
    }
    return sum
  }

  /// How near two points are on a map, by Student's curve.
  private static func nearness(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    let difference = a - b
    return 1 / (1 + (difference.x * difference.x + difference.y * difference.y))
  }
}
