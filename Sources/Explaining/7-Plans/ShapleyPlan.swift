import TextOutput

/// Shapley values of some rows: exact where features are few, else by KernelSHAP, else by permutations.
struct ShapleyPlan: ExplanationPlan {
  private enum Way {
    case exact(ExactShapley)
    case kernel(KernelShapley)
    case orders(PermutationShapley)

    var passes: Int {
      switch self {
      case .exact(let way): way.passes
      case .kernel(let way): way.passes
      case .orders(let way): way.passes
      }
    }

    var words: String {
      switch self {
      case .exact: "exact: all coalitions"
      case .kernel(let way): "KernelSHAP: \(NumberText.grouped(Int64(way.coalitionCount))) coalitions"
      case .orders(let way): "permutation SHAP: \(way.orders) orders, forward and backward"
      }
    }

    func values(of model: ScoredModel) throws -> ShapleyValues {
      switch self {
      case .exact(let way): try way.values(of: model)
      case .kernel(let way): try way.values(of: model)
      case .orders(let way): try way.values(of: model)
      }
    }
  }

  private let task: ExplainingTask
  private let ways: [(way: Way, players: TaskPlayers)]
  let passes: Int

  init(_ task: ExplainingTask) throws(ExplainingFault) {
    self.task = task
    var ways: [(Way, TaskPlayers)] = []
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

  private static func way(_ game: CoalitionGame, _ task: ExplainingTask) throws(ExplainingFault) -> Way {
    let most = task.isExact ? ExplainingTuning.mostExactPlayers : ExplainingTuning.usualExactPlayers
    if game.groups.count <= most { return .exact(try ExactShapley(game)) }
    if game.groups.count <= ExplainingTuning.mostKernelPlayers {
      return .kernel(try KernelShapley(game, coalitions: task.samples))
    }
    return .orders(try PermutationShapley(game))
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
