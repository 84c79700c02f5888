import ElementaryFunctions

/// How much a point looks at each of its neighbours: a bell curve over distance, as wide as makes the neighbours as many as
/// asked for.
enum NeighborWeights {
  /// The shares of neighbours at some squared distances; their sum is 1.
  ///
  /// - Parameter perplexity: e to the entropy of the shares. Where even the widest or the narrowest curve misses it, that one is taken.
  ///
  /// Cost: neighbours × about 20.
  static func shares(_ distances: [Double], perplexity: Double) -> [Double] {
    guard let nearest = distances.min() else { return [] }
    let beyond = distances.map { $0 - nearest }
    let mean = beyond.reduce(0, +) / Double(beyond.count)
    guard mean > ProjectionTuning.leastDistance else {
      return [Double](repeating: 1 / Double(beyond.count), count: beyond.count)
    }
    let wanted = naturalLogarithm(perplexity)
    var shares = beyond
    var (narrowness, low, high) = (1 / mean, 0.0, Double.infinity)
    for _ in 0..<ProjectionTuning.mostHalvings {
      var (sum, weighed) = (0.0, 0.0)
      for place in beyond.indices {
        let weight = exponential(-narrowness * beyond[place])
        shares[place] = weight
        sum += weight
        weighed += weight * beyond[place]
      }
      let entropy = naturalLogarithm(sum) + narrowness * weighed / sum
      for place in shares.indices { shares[place] /= sum }
      let difference = entropy - wanted
      if abs(difference) <= ProjectionTuning.entropyTolerance { break }
      if difference > 0 {
        low = narrowness
        narrowness = high.isFinite ? (low + high) / 2 : narrowness * 2
      } else {
        high = narrowness
        narrowness = (low + high) / 2
      }
    }
    return shares
  }
}
