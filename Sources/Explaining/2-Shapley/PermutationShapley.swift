import ElementaryFunctions

/// Shapley values from some orders of features, each forward and backward (Castro, Gómez and Tejada 2009; antithetic after
/// Mitchell et al. 2022). For every order the values add up to f(x) − E f.
public struct PermutationShapley: Sendable {
  /// What is explained.
  public let game: CoalitionGame
  /// Orders that are tried, each in both directions.
  public let orders: Int
  /// Rows that the model will score: 1 for f(x), then one a background row for nothing and for each coalition on the way.
  public let passes: Int

  /// Prepares orders.
  ///
  /// - Throws: ``ExplainingFault`` for no order, or too many passes.
  public init(
    _ game: CoalitionGame, orders: Int = ExplainingTuning.usualOrders
  ) throws(ExplainingFault) {
    guard orders > 0 else { throw ExplainingFault("explain-samples", "there is no order of features") }
    (self.game, self.orders) = (game, orders)
    let share = game.background.count
    passes = try ExplainingFault.passes(orders, 2, game.groups.count - 1, share, plus: 1 + share)
  }

  /// Finds the values: exact for two features, and where features don't act together.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``.
  public func values(of model: ScoredModel) throws -> ShapleyValues {
    var run = ScoringPasses(model)
    var random = SplitMix(seed: ExplainingTuning.seed)
    let players = game.groups.count
    let prediction = try run.score(game.row)
    let expected = try game.values(of: 1, &run) { _, _ in false }[0]
    var values = [[Double]](
      repeating: [Double](repeating: 0, count: prediction.count), count: players)
    for _ in 0..<orders {
      let order = random.order(players)
      for order in [order, order.reversed()] {
        var ranks = [Int](repeating: 0, count: players)
        for (rank, player) in order.enumerated() { ranks[player] = rank }
        // Coalition k has the first k + 1 players of the order.
        var worth = try game.values(of: players - 1, &run) { ranks[$1] <= $0 }
        worth.append(prediction)
        var before = expected
        for (rank, player) in order.enumerated() {
          for score in before.indices { values[player][score] += worth[rank][score] - before[score] }
          before = worth[rank]
        }
      }
    }
    let count = Double(2 * orders)
    return ShapleyValues(
      values: values.map { $0.map { $0 / count } }, expected: expected, prediction: prediction,
      passes: run.passes)
  }
}
