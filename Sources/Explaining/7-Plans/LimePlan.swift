import TextOutput

/// LIME with masks over features, segments, steps or tokens of some rows.
struct LimePlan: ExplanationPlan {
  private let task: ExplainingTask
  private let works: [(work: MaskLime, players: TaskPlayers)]
  /// Rows of the medians of a table.
  private let knownCount: Int
  let passes: Int

  init(_ task: ExplainingTask) throws(ExplainingFault) {
    var task = task
    // One row stands for what is absent: the medians of a table.
    let known = task.background.isEmpty ? task.data : task.background
    if task.form == .table, !known.isEmpty { task.background = [try DataColumns.medians(of: known)] }
    knownCount = known.count
    self.task = task
    var works: [(MaskLime, TaskPlayers)] = []
    var all = 0
    for (place, row) in task.rows.enumerated() {
      let players = try TaskPlayers(task, row: place)
      let game = try CoalitionGame(
        row: row, background: Array(players.background.prefix(1)), groups: players.groups)
      let work = try MaskLime(game, masks: Self.masks(game.groups.count, task))
      all = try ExplainingFault.passes(1, work.passes + 1, plus: all)
      works.append((work, players))
    }
    (self.works, passes) = (works, all)
  }

  /// The masks given; else all of few features, and some of many.
  private static func masks(_ count: Int, _ task: ExplainingTask) throws(ExplainingFault) -> [[Bool]] {
    guard task.masks.isEmpty else { return task.masks }
    let most = task.settings.isExact ? ExplainingTuning.mostExactPlayers : ExplainingTuning.usualExactPlayers
    return count <= most && task.settings.samples == nil
      ? try MaskLime.all(count)
      : MaskLime.random(count, count: task.settings.samples ?? ExplainingTuning.usualSamples)
  }

  func explanation(of model: ScoredModel) throws -> Explanation {
    var made = Explanation(.lime)
    var run = ScoringPasses(model)
    for (place, (work, players)) in works.enumerated() {
      let scores = try run.score(task.rows[place])
      let target = try task.target(scores, after: made.rows.first?.target)
      made.setTarget(target, expected: nil)
      if place == 0 {
        let words =
          task.form == .table
          ? "\(task.rows[0].count) features, absent ones at the median of \(knownCount) rows" : players.words
        made.definition =
          "LIME: ridge regression (penalty 1) over \(NumberText.grouped(Int64(work.masks.count))) \(task.masks.isEmpty ? "" : "given ")masks of \(words); kernel width 0.25"
        made.features = players.names
      }
      let surrogate = try work.surrogate(of: model)
      made.passes += surrogate.passes + 1
      made.rows.append(
        .init(
          number: task.number(place), target: target, prediction: scores[target],
          values: surrogate.coefficients.map { $0[target] }, inputs: players.inputs(task.rows[place]),
          names: players.names == made.features ? [] : players.names,
          segments: players.segments, scores: scores,
          fit: surrogate.explained[target]))
    }
    return made
  }
}
