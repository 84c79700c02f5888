import TextOutput

/// A model as a function from rows to scores. Nothing else is known of it.
///
/// Methods keep the scores of all coalitions and samples: of a thousand classes, the function better gives those few that will
/// be shown.
public struct ScoredModel {
  /// How many rows it gets at once.
  public var batch: Int
  let scores: ([[Double]]) throws -> [[Double]]

  /// Makes a model of a function.
  ///
  /// - Parameters:
  ///   - batch: the most rows that the function gets at once; 1 for a model whose batch is fixed.
  ///   - scores: gives the scores of each row: as many rows as it gets, all of one length, such as probabilities by class.
  public init(
    batch: Int = ExplainingTuning.usualBatch, _ scores: @escaping ([[Double]]) throws -> [[Double]]
  ) {
    (self.batch, self.scores) = (max(1, batch), scores)
  }
}

/// The passes of one explanation, counted and checked.
struct ScoringPasses {
  private let model: ScoredModel
  /// Rows scored so far.
  private(set) var passes = 0
  /// Scores a row, once there was one.
  private(set) var targetCount: Int?

  init(_ model: ScoredModel) { self.model = model }

  /// Scores rows that are made one by one, in batches.
  ///
  /// - Parameters:
  ///   - row: makes a row by its number.
  ///   - take: gets the number of each row and its scores, in order.
  /// - Throws: ``ExplainingFault`` where the answer has a wrong length or a score is not finite, and what the model throws.
  mutating func score(
    _ count: Int, row: (Int) -> [Double], take: (_ number: Int, _ scores: [Double]) -> Void
  ) throws {
    var start = 0
    while start < count {
      let end = start + min(model.batch, count - start)
      let answers = try model.scores((start..<end).map(row))
      guard answers.count == end - start else {
        throw ExplainingFault(
          "explain-answers",
          "the model gave \(counted(answers.count)) rows of scores for \(counted(end - start)) rows")
      }
      for (offset, answer) in answers.enumerated() {
        try check(answer)
        take(start + offset, answer)
      }
      passes += end - start
      start = end
    }
  }

  private mutating func check(_ answer: [Double]) throws(ExplainingFault) {
    let wanted = targetCount ?? answer.count
    guard wanted > 0, answer.count == wanted else {
      throw ExplainingFault(
        "explain-answers",
        wanted > 0
          ? "the model gave \(counted(answer.count)) scores for one row and \(counted(wanted)) for another"
          : "the model gave no scores")
    }
    guard answer.allSatisfy(\.isFinite) else {
      throw ExplainingFault("explain-not-finite", "the model gave a score that is not finite")
    }
    targetCount = wanted
  }

  /// Scores one row.
  mutating func score(_ row: [Double]) throws -> [Double] {
    var scores: [Double] = []
    try score(1, row: { _ in row }, take: { scores = $1 })
    return scores
  }

  private func counted(_ number: Int) -> String { NumberText.grouped(Int64(number)) }
}
