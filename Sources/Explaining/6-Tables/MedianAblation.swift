/// What a model loses when a feature is the same in all rows: its median.
public struct MedianAblation: Sendable {
  /// What was lost.
  public struct Losses: Sendable, Equatable {
    /// The quality of the rows as they are.
    public var quality: Double
    /// By feature: the loss of quality.
    public var losses: [Double]
    /// By feature: the mean over rows of the summed absolute changes of scores.
    public var changes: [Double]
    /// Rows that the model scored.
    public var passes: Int
  }

  /// The rows that features change in.
  public let data: KnownRows
  /// By feature.
  public let medians: [Double]
  /// What is lost.
  public let quality: Quality
  /// Rows that the model will score: all, and all again for each feature.
  public let passes: Int

  /// Prepares an ablation.
  ///
  /// - Parameter medians: by feature, of the whole data set (`DataColumns.medians(of:)`).
  /// - Throws: ``ExplainingFault`` where lengths differ, or there are too many passes.
  public init(
    _ data: KnownRows, medians: [Double], quality: Quality = .accuracy
  ) throws(ExplainingFault) {
    guard medians.count == data.width else {
      throw ExplainingFault("explain-widths", "the medians and the data set differ in length")
    }
    (self.data, self.medians, self.quality) = (data, medians, quality)
    passes = try ExplainingFault.passes(data.rows.count, data.width + 1)
  }

  /// Finds the losses.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``.
  public func losses(of model: ScoredModel) throws -> Losses {
    var run = ScoringPasses(model)
    let rows = data.rows
    var whole: [[Double]] = []
    try run.score(rows.count, row: { rows[$0] }, take: { whole.append($1) })
    var result = Losses(quality: quality.of(whole, data.known), losses: [], changes: [], passes: 0)
    for feature in 0..<data.width {
      var scores: [[Double]] = []
      try run.score(rows.count) { number in
        var row = rows[number]
        row[feature] = medians[feature]
        return row
      } take: {
        scores.append($1)
      }
      result.losses.append(result.quality - quality.of(scores, data.known))
      result.changes.append(
        DataColumns.mean(zip(whole, scores).map { zip($0, $1).reduce(0) { $0 + abs($1.0 - $1.1) } }))
    }
    result.passes = run.passes
    return result
  }
}
