/// Shapley values by definition (Shapley 1953), from all 2ᴹ coalitions of M features.
public struct ExactShapley: Sendable {
  /// What is explained.
  public let game: CoalitionGame
  /// Rows that the model will score: 1 for f(x), and one a background row for each other coalition.
  public let passes: Int

  /// Prepares all coalitions.
  ///
  /// - Throws: ``ExplainingFault`` for more than ``ExplainingTuning/mostExactPlayers`` players, or too many passes.
  public init(_ game: CoalitionGame) throws(ExplainingFault) {
    guard game.groups.count <= ExplainingTuning.mostExactPlayers else {
      throw ExplainingFault(
        "explain-features",
        "all coalitions are tried for at most \(ExplainingTuning.mostExactPlayers) features")
    }
    self.game = game
    passes = try ExplainingFault.passes((1 << game.groups.count) - 1, game.background.count, plus: 1)
  }

  /// Finds the values.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``, and M × 2ᴹ sums for each score.
  public func values(of model: ScoredModel) throws -> ShapleyValues {
    var run = ScoringPasses(model)
    let players = game.groups.count
    let prediction = try run.score(game.row)
    var worth = try game.values(of: (1 << players) - 1, &run) { $0 >> $1 & 1 == 1 }
    worth.append(prediction)
    let shares = Self.shares(players)
    let values = (0..<players).map { player in
      var sums = [Double](repeating: 0, count: prediction.count)
      for coalition in 0..<(1 << players) where coalition >> player & 1 == 0 {
        let joined = worth[coalition | 1 << player]
        let share = shares[coalition.nonzeroBitCount]
        for score in sums.indices { sums[score] += share * (joined[score] - worth[coalition][score]) }
      }
      return sums
    }
    return ShapleyValues(
      values: values, expected: worth[0], prediction: prediction, passes: run.passes)
  }

  /// By the size of a coalition without a player: s! (M − s − 1)! / M!.
  private static func shares(_ players: Int) -> [Double] {
    var choices = 1.0
    return (0..<players).map { size in
      if size > 0 { choices = choices * Double(players - size) / Double(size) }
      return 1 / (choices * Double(players))
    }
  }
}
