/// How much each feature moved a score away from its mean over a background.
public struct ShapleyValues: Sendable, Equatable {
  /// By feature, then by score.
  public var values: [[Double]]
  /// By score: E f, the mean over the background.
  public var expected: [Double]
  /// By score: f(x).
  public var prediction: [Double]
  /// Rows that the model scored; 0 where values come from trees themselves.
  public var passes: Int

  /// By score: what the values leave of f(x) − E f. Rounding, unless a method is wrong or the model random. Cost: linear.
  public var rest: [Double] {
    prediction.indices.map { score in
      prediction[score] - expected[score] - values.reduce(0) { $0 + $1[score] }
    }
  }
}

/// A row to be explained against a background, and the features that are there or absent together.
///
/// The value of a coalition S is the mean of f over the background, where features in S are the row's and all others those of a
/// background row: interventional Shapley values (Lundberg and Lee 2017; Janzing, Minorics and Blöbaum 2020).
public struct CoalitionGame: Sendable, Equatable {
  /// What is explained.
  public let row: [Double]
  /// What stands for absent features: rows of a data set, or one image without content.
  public let background: [[Double]]
  /// The players, each as columns that come and go together: one column, or the pixels of a segment.
  public let groups: [[Int]]

  /// Makes a game.
  ///
  /// - Parameter groups: columns that come and go together; nil for each column alone. Columns in no group always are the row's.
  /// - Throws: ``ExplainingFault`` where there is no background, no feature or no player, lengths differ, or a column is
  ///   not there or in two groups.
  ///
  /// Cost: linear.
  public init(row: [Double], background: [[Double]], groups: [[Int]]? = nil) throws(ExplainingFault) {
    let width = try DataColumns.width(of: background, "the background")
    guard row.count == width else {
      throw ExplainingFault("explain-widths", "the row and the background differ in length")
    }
    let groups = groups ?? (0..<width).map { [$0] }
    guard !groups.isEmpty else { throw ExplainingFault("explain-no-features", "there is no feature") }
    var isTaken = [Bool](repeating: false, count: width)
    for column in groups.joined() {
      guard isTaken.indices.contains(column), !isTaken[column] else {
        throw ExplainingFault(
          "explain-groups", "a column is in two groups of features, or not there")
      }
      isTaken[column] = true
    }
    (self.row, self.background, self.groups) = (row, background, groups)
  }

  /// The value of each of some coalitions. Cost: as many passes as coalitions times background rows.
  func values(
    of count: Int, _ run: inout ScoringPasses, isPresent: (_ coalition: Int, _ player: Int) -> Bool
  ) throws -> [[Double]] {
    let share = background.count
    var means = [[Double]](repeating: [], count: count)
    try run.score(count * share) { number in
      var mixed = row
      for player in groups.indices where !isPresent(number / share, player) {
        for column in groups[player] { mixed[column] = background[number % share][column] }
      }
      return mixed
    } take: { number, scores in
      let coalition = number / share
      if means[coalition].isEmpty {
        means[coalition] = scores
      } else {
        for score in scores.indices { means[coalition][score] += scores[score] }
      }
      if number % share == share - 1 { means[coalition] = means[coalition].map { $0 / Double(share) } }
    }
    return means
  }
}
