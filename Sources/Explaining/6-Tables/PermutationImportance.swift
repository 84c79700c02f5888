import ElementaryFunctions

/// What a model loses when a feature's numbers are shuffled over a data set (Breiman 2001; Fisher, Rudin and Dominici 2019).
public struct PermutationImportance: Sendable {
  /// What was lost.
  public struct Importance: Sendable, Equatable {
    /// The quality of the rows as they are.
    public var quality: Double
    /// By feature: the mean loss over all shuffles.
    public var means: [Double]
    /// By feature: the standard deviation over the shuffles, dividing by their count.
    public var deviations: [Double]
    /// Rows that the model scored.
    public var passes: Int
  }

  /// The rows that features change in.
  public let data: KnownRows
  /// Shuffles of each feature.
  public let repeats: Int
  /// What is lost.
  public let quality: Quality
  /// Rows that the model will score: all, and all again for each shuffle of each feature.
  public let passes: Int

  /// Prepares shuffles.
  ///
  /// - Throws: ``ExplainingFault`` for no shuffle, or too many passes.
  public init(
    _ data: KnownRows, repeats: Int = 10, quality: Quality = .accuracy
  ) throws(ExplainingFault) {
    guard repeats > 0 else { throw ExplainingFault("explain-samples", "features are never shuffled") }
    (self.data, self.repeats, self.quality) = (data, repeats, quality)
    passes = try ExplainingFault.passes(
      data.rows.count, data.width, repeats, plus: data.rows.count)
  }

  /// Finds the importance of each feature.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``.
  public func importance(of model: ScoredModel) throws -> Importance {
    var run = ScoringPasses(model)
    var random = SplitMix(seed: ExplainingTuning.seed)
    let rows = data.rows
    var scores: [[Double]] = []
    try run.score(rows.count, row: { rows[$0] }, take: { scores.append($1) })
    let whole = quality.of(scores, data.known)
    var result = Importance(quality: whole, means: [], deviations: [], passes: 0)
    for feature in 0..<data.width {
      var losses: [Double] = []
      for _ in 0..<repeats {
        let order = random.order(rows.count)
        scores.removeAll(keepingCapacity: true)
        try run.score(rows.count) { number in
          var row = rows[number]
          row[feature] = rows[order[number]][feature]
          return row
        } take: {
          scores.append($1)
        }
        losses.append(whole - quality.of(scores, data.known))
      }
      result.means.append(DataColumns.mean(losses))
      result.deviations.append(DataColumns.deviation(losses))
    }
    result.passes = run.passes
    return result
  }
}
