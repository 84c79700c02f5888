/// Shapley values as a weighted fit over some coalitions (KernelSHAP: Lundberg and Lee 2017; in pairs after Covert and Lee 2021).
///
/// Small and large coalitions weigh most: sizes are tried whole from both ends while there are coalitions left, the others are
/// drawn. It is exact where all are tried.
public struct KernelShapley: Sendable {
  /// What is explained.
  public let game: CoalitionGame
  /// Rows that the model will score: 1 for f(x), and one a background row for nothing and for each coalition.
  public let passes: Int
  private let coalitions: WeightedCoalitions
  /// How many coalitions are tried.
  var coalitionCount: Int { coalitions.members.count }

  /// Chooses the coalitions.
  ///
  /// - Parameter coalitions: the most that are tried; nil for shap's usual number, 2 M + 2,048.
  /// - Throws: ``ExplainingFault`` for fewer coalitions than two a feature, too many features, or too many passes.
  ///
  /// Cost: linear in coalitions times features.
  public init(_ game: CoalitionGame, coalitions: Int? = nil) throws(ExplainingFault) {
    let players = game.groups.count
    guard players <= ExplainingTuning.mostKernelPlayers else {
      throw ExplainingFault(
        "explain-features",
        "KernelSHAP is for at most \(ExplainingTuning.mostKernelPlayers) features")
    }
    let wanted = coalitions ?? 2 * players + ExplainingTuning.usualSpareCoalitions
    guard wanted >= 2 * players else {
      throw ExplainingFault("explain-samples", "KernelSHAP needs two coalitions a feature, or more")
    }
    let share = game.background.count
    guard wanted <= ExplainingTuning.mostNumbers / players else {
      throw ExplainingFault("explain-passes", "these are too many coalitions for so many features")
    }
    // A bound on what may come, before it is made.
    _ = try ExplainingFault.passes(wanted, share, plus: 1 + share)
    self.game = game
    self.coalitions = WeightedCoalitions(players: players, most: wanted)
    passes = try ExplainingFault.passes(self.coalitions.members.count, share, plus: 1 + share)
  }

  /// Finds the values.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``, coalitions × M², and M³.
  public func values(of model: ScoredModel) throws -> ShapleyValues {
    var run = ScoringPasses(model)
    let players = game.groups.count
    let prediction = try run.score(game.row)
    let expected = try game.values(of: 1, &run) { _, _ in false }[0]
    let changes = zip(prediction, expected).map { $0 - $1 }
    let worth = try game.values(of: coalitions.members.count, &run) { coalitions.members[$0][$1] }
    let values =
      players == 1
      ? [changes] : try fit(worth.map { zip($0, expected).map { $0 - $1 } }, summingTo: changes)
    return ShapleyValues(
      values: values, expected: expected, prediction: prediction, passes: run.passes)
  }

  /// Least squares with the sum given: the last feature is what the others leave.
  private func fit(_ worth: [[Double]], summingTo sums: [Double]) throws(ExplainingFault) -> [[Double]] {
    let last = game.groups.count - 1
    var equations = NormalEquations(unknowns: last, targets: sums.count)
    for (place, member) in coalitions.members.enumerated() {
      let hasLast = member[last]
      let row = (0..<last).map { (member[$0] ? 1.0 : 0) - (hasLast ? 1 : 0) }
      let targets = zip(worth[place], sums).map { hasLast ? $0 - $1 : $0 }
      equations.add(row, targets, weight: coalitions.weights[place])
    }
    var values = try equations.solved()
    values.append(sums.indices.map { score in sums[score] - values.reduce(0) { $0 + $1[score] } })
    return values
  }
}
