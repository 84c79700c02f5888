/// Shapley values of some rows: exact where features are few, else by KernelSHAP, else by permutations.
struct ShapleyPlan: ExplanationPlan {
  private let task: ExplainingTask
  private let ways: [(way: any ShapleyMethod, players: TaskPlayers)]
  let passes: Int

  init(_ task: ExplainingTask) throws(ExplainingFault) {
    self.task = task
    var ways: [(any ShapleyMethod, TaskPlayers)] = []
    var all = 0
    for (place, row) in task.rows.enumerated() {
      let players = try TaskPlayers(task, row: place)
      let game = try CoalitionGame(row: row, background: players.background, groups: players.groups)
      let way = try Self.way(game, task)
      all = try ExplainingFault.passes(1, way.passes, plus: all)
      ways.append((way, players))
    }
    (self.ways, passes) = (ways, all)
  }

  private static func way(
    _ game: CoalitionGame, _ task: ExplainingTask
  ) throws(ExplainingFault) -> any ShapleyMethod {
    let most = task.settings.isExact ? ExplainingTuning.mostExactPlayers : ExplainingTuning.usualExactPlayers
    if game.groups.count <= most { return try ExactShapley(game) }
    if game.groups.count <= ExplainingTuning.mostKernelPlayers {
      return try KernelShapley(game, coalitions: task.settings.samples)
    }
    return try PermutationShapley(game)
  }

  func explanation(of model: ScoredModel) throws -> Explanation {
    var made = Explanation(.shap)
    for (place, (way, players)) in ways.enumerated() {
      let values = try way.values(of: model)
      let target = try task.target(values.prediction, after: made.rows.first?.target)
      if place == 0 {
        made.definition = "Shapley values, interventional; \(way.words) of \(players.words)"
        made.features = players.names
      }
      made.setTarget(target, expected: values.expected[target])
      made.passes += values.passes
      made.rows.append(
        .init(
          number: task.number(place), target: target, prediction: values.prediction[target],
          values: values.values.map { $0[target] },
          inputs: players.inputs(task.rows[place]),
          names: players.names == made.features ? [] : players.names,
          segments: players.segments, scores: values.prediction))
      made.rest = max(made.rest ?? 0, abs(values.rest[target]))
    }
    return made
  }
}
