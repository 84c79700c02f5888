import ElementaryFunctions

/// LIME with masks: which features, or which segments of an image, are there (Ribeiro, Singh and Guestrin 2016).
///
/// A mask weighs √exp(−d² / 0.25²), where d = 1 − √(kept / M) is its distance of cosines from the whole; d = 1 for nothing.
public struct MaskLime: Sendable {
  /// The row, and the one row that stands for absent features.
  public let game: CoalitionGame
  /// By sample, then by feature: whether it is there.
  public let masks: [[Bool]]
  /// Rows that the model will score: one a mask.
  public var passes: Int { masks.count }

  /// Prepares masks.
  ///
  /// - Parameters:
  ///   - game: its background is one row: the medians of a data set, or an image without content.
  ///   - masks: such as ``all(_:)`` or ``random(_:count:)``.
  /// - Throws: ``ExplainingFault`` for no mask, another background, masks of another length, and too many features.
  public init(_ game: CoalitionGame, masks: [[Bool]]) throws(ExplainingFault) {
    try Surrogate.check(features: game.groups.count)
    guard game.background.count == 1 else {
      throw ExplainingFault("explain-background", "LIME needs one row for absent features")
    }
    guard !masks.isEmpty, masks.allSatisfy({ $0.count == game.groups.count }) else {
      throw ExplainingFault("explain-samples", "there are no masks, or they don't fit the features")
    }
    _ = try ExplainingFault.passes(masks.count)
    (self.game, self.masks) = (game, masks)
  }

  /// All masks of some features, the one of nothing first.
  ///
  /// - Throws: ``ExplainingFault`` for more than ``ExplainingTuning/mostExactPlayers`` features.
  public static func all(_ features: Int) throws(ExplainingFault) -> [[Bool]] {
    guard features > 0, features <= ExplainingTuning.mostExactPlayers else {
      throw ExplainingFault(
        "explain-features",
        "all masks are for at most \(ExplainingTuning.mostExactPlayers) features")
    }
    return (0..<(1 << features)).map { mask in (0..<features).map { mask >> $0 & 1 == 1 } }
  }

  /// Masks drawn by a fixed generator, each feature there by half; the first has all. Cost: linear.
  public static func random(_ features: Int, count: Int = ExplainingTuning.usualSamples) -> [[Bool]] {
    var random = SplitMix(seed: ExplainingTuning.seed)
    return (0..<max(0, count)).map { number in
      (0..<max(0, features)).map { _ in number == 0 || random.next() >> 63 == 1 }
    }
  }

  /// Fits the surrogate.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``, masks × M², and M³.
  public func surrogate(of model: ScoredModel) throws -> Surrogate {
    var run = ScoringPasses(model)
    let scores = try game.values(of: masks.count, &run) { masks[$0][$1] }
    let weights = masks.map { mask in
      let kept = Double(mask.count { $0 }) / Double(mask.count)
      let distance = 1 - kept.squareRoot()
      let width = ExplainingTuning.maskWidth
      return exponential(-distance * distance / (width * width)).squareRoot()
    }
    return try Surrogate(
      masks.map { $0.map { $0 ? 1 : 0 } }, scores, weights: weights, passes: run.passes)
  }
}
