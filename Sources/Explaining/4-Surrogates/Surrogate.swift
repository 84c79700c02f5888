/// A linear model that stands for another one near a row.
public struct Surrogate: Sendable, Equatable {
  /// By feature, then by score.
  public var coefficients: [[Double]]
  /// By score.
  public var intercepts: [Double]
  /// By score: the share of the weighted variance that it explains, R². A score that does not vary has 0: there is nothing to explain.
  public var explained: [Double]
  /// Rows that the model scored.
  public var passes: Int

  /// Fits ridge regression: the weighted sum of squared errors, plus the penalty times the squared coefficients, is least. The
  /// intercept is free.
  ///
  /// - Throws: ``ExplainingFault`` where there are no samples, no weight, or too many features.
  ///
  /// Cost: samples × features², and features³.
  init(
    _ samples: [[Double]], _ scores: [[Double]], weights: [Double], passes: Int
  ) throws(ExplainingFault) {
    let width = try DataColumns.width(of: samples, "the set of samples")
    try Self.check(features: width)
    let whole = weights.reduce(0, +)
    guard whole > 0, whole.isFinite, samples.joined().allSatisfy(\.isFinite) else {
      throw ExplainingFault("explain-samples", "the samples have no weight, or are not finite")
    }
    let sampleMean = Self.mean(samples, weights, whole)
    let scoreMean = Self.mean(scores, weights, whole)
    var equations = NormalEquations(unknowns: width, targets: scoreMean.count)
    for (place, sample) in samples.enumerated() {
      equations.add(
        zip(sample, sampleMean).map { $0 - $1 }, zip(scores[place], scoreMean).map { $0 - $1 },
        weight: weights[place])
    }
    equations.add(penalty: ExplainingTuning.ridgePenalty)
    let coefficients = try equations.solved()
    intercepts = scoreMean.indices.map { score in
      scoreMean[score] - coefficients.indices.reduce(0) { $0 + sampleMean[$1] * coefficients[$1][score] }
    }
    (self.coefficients, self.passes, explained) = (coefficients, passes, [])
    explained = scoreMean.indices.map { score in
      var (off, all) = (0.0, 0.0)
      for (place, sample) in samples.enumerated() {
        var fit = intercepts[score]
        for feature in sample.indices { fit += coefficients[feature][score] * sample[feature] }
        let (error, change) = (scores[place][score] - fit, scores[place][score] - scoreMean[score])
        off += weights[place] * error * error
        all += weights[place] * change * change
      }
      let rounding = ExplainingTuning.leastVariance * whole * scoreMean[score] * scoreMean[score]
      return all > rounding ? 1 - off / all : 0
    }
  }

  static func check(features: Int) throws(ExplainingFault) {
    guard features <= ExplainingTuning.mostCoefficients else {
      throw ExplainingFault(
        "explain-features", "LIME is for at most \(ExplainingTuning.mostCoefficients) features")
    }
  }

  private static func mean(_ rows: [[Double]], _ weights: [Double], _ whole: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: rows.first?.count ?? 0)
    for (row, weight) in zip(rows, weights) {
      for place in sums.indices { sums[place] += weight * row[place] }
    }
    return sums.map { $0 / whole }
  }
}
