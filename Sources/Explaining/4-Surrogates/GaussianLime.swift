import ElementaryFunctions

/// LIME with normally distributed changes of a row's numbers (Ribeiro, Singh and Guestrin 2016).
///
/// A sample s stands for the row x + s × scale, and weighs √exp(−|s|² / (0.75² M)). Coefficients are for one unit of scale.
public struct GaussianLime: Sendable {
  /// What is explained.
  public let row: [Double]
  /// By feature: what one unit of a sample changes, such as a standard deviation (`DataColumns.deviations(of:)`).
  public let scale: [Double]
  /// By sample, then by feature.
  public let samples: [[Double]]
  /// Rows that the model will score: one a sample.
  public var passes: Int { samples.count }

  /// Prepares samples.
  ///
  /// - Throws: ``ExplainingFault`` for no sample, lengths that differ, numbers that are not finite, and too many features.
  public init(row: [Double], scale: [Double], samples: [[Double]]) throws(ExplainingFault) {
    let width = try DataColumns.width(of: samples, "the set of samples")
    try Surrogate.check(features: width)
    guard row.count == width, scale.count == width else {
      throw ExplainingFault("explain-widths", "the row, its scale and the samples differ in length")
    }
    guard row.allSatisfy(\.isFinite), scale.allSatisfy(\.isFinite),
      samples.joined().allSatisfy(\.isFinite)
    else { throw ExplainingFault("explain-samples", "a number of the row or the samples is not finite") }
    _ = try ExplainingFault.passes(samples.count)
    (self.row, self.scale, self.samples) = (row, scale, samples)
  }

  /// Samples of the standard normal distribution, drawn by a fixed generator. Cost: linear.
  public static func samples(_ features: Int, count: Int = ExplainingTuning.usualSamples) -> [[Double]] {
    var random = SplitMix(seed: ExplainingTuning.seed)
    return (0..<max(0, count)).map { _ in (0..<max(0, features)).map { _ in random.normal() } }
  }

  /// Fits the surrogate.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``, samples × M², and M³.
  public func surrogate(of model: ScoredModel) throws -> Surrogate {
    var run = ScoringPasses(model)
    var scores: [[Double]] = []
    try run.score(samples.count) { number in
      row.indices.map { row[$0] + samples[number][$0] * scale[$0] }
    } take: {
      scores.append($1)
    }
    let width = ExplainingTuning.tableWidth * ExplainingTuning.tableWidth * Double(row.count)
    let weights = samples.map { sample in
      exponential(-sample.reduce(0) { $0 + $1 * $1 } / width).squareRoot()
    }
    return try Surrogate(samples, scores, weights: weights, passes: run.passes)
  }
}
