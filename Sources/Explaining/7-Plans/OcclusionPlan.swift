/// What one row loses when a part of it is covered: windows of an image, steps of a sequence, single tokens, single features.
struct OcclusionPlan: ExplanationPlan {
  private enum Way {
    case windows(Occlusion)
    case refined(RefinedOcclusion)
    /// By part: its places.
    case parts([[Int]])
  }

  private let task: ExplainingTask
  private let way: Way
  let passes: Int

  init(_ task: ExplainingTask) throws(ExplainingFault) {
    guard task.rows.count == 1 else {
      throw ExplainingFault(
        "explain-image", "occlusion is for one row at a time: --rows A:B takes some of a file")
    }
    self.task = task
    switch task.form {
    case .image(let grid):
      let isSmall = max(grid.height, grid.width) <= ExplainingTuning.smallSide
      if let window = task.settings.window ?? (isSmall ? (ExplainingTuning.smallWindow, 1) : nil) {
        let work = try Occlusion(
          grid, window: min(window.size, grid.height, grid.width), stride: window.stride)
        (way, passes) = (.windows(work), work.passes + 1)
      } else {
        let side = max(1, min(grid.height, grid.width) / ExplainingTuning.coarseWindows)
        let work = try RefinedOcclusion(grid, window: side, refinements: ExplainingTuning.refinements)
        (way, passes) = (.refined(work), work.passes + 1)
      }
    case .sequence(let steps, let channels, let isStepwise):
      let window = task.settings.window ?? (1, 1)
      guard window.size > 0, window.stride > 0, window.size <= steps else {
        throw ExplainingFault("explain-window", "no window of this size fits into the sequence")
      }
      let all = TaskPlayers.steps(steps, channels, isStepwise)
      let parts = stride(from: 0, through: steps - window.size, by: window.stride).map { start in
        Array(all[start..<(start + window.size)].joined())
      }
      (way, passes) = (.parts(parts), parts.count + 1)
    case .table, .tokens:
      way = .parts(task.rows[0].indices.map { [$0] })
      passes = task.rows[0].count + 1
    }
  }

  func explanation(of model: ScoredModel) throws -> Explanation {
    var run = ScoringPasses(model)
    let row = task.rows[0]
    let scores = try run.score(row)
    let target = try task.target(scores)
    let cover = [Double](repeating: task.settings.baseline, count: row.count)
    var made = Explanation(.occlusion)
    made.target = target
    made.rows = [
      .init(number: task.number(0), target: target, prediction: scores[target], values: [], scores: scores)
    ]
    switch way {
    case .windows(let work):
      let map = try work.map(of: model, image: row, baseline: cover, target: target)
      made.definition =
        "windows of \(work.window)×\(work.window), stride \(work.stride), covered by \(absent)"
      made.passes = map.passes + 1
      made.windows = windows(work.window, work.stride, map.drops, map.pixels)
    case .refined(let work):
      let map = try work.map(of: model, image: row, baseline: cover, target: target)
      made.definition =
        "windows of \(work.window.height)×\(work.window.width) side by side, then closer where the score changes most, covered by \(absent)"
      made.passes = map.passes + 1
      made.windows = windows(work.window.height, work.window.height, map.drops, map.pixels)
    case .parts(let parts):
      made.rows[0].values = try losses(parts, of: scores[target], target, &run)
      made.passes = run.passes
      try describeParts(parts.count, &made)
    }
    return made
  }

  private var absent: String { TaskPlayers.text(task.settings.baseline) }

  private func windows(
    _ size: Int, _ stride: Int, _ map: [[Double]], _ pixels: [[Double]] = []
  ) -> Explanation.Windows {
    .init(window: size, stride: stride, baseline: task.settings.baseline, map: map, pixels: pixels)
  }

  /// What a score loses where each part alone is covered.
  private func losses(
    _ parts: [[Int]], of whole: Double, _ target: Int, _ run: inout ScoringPasses
  ) throws -> [Double] {
    var drops: [Double] = []
    try run.score(parts.count) { number in
      var covered = task.rows[0]
      for place in parts[number] { covered[place] = task.settings.baseline }
      return covered
    } take: {
      drops.append(whole - $1[target])
    }
    return drops
  }

  /// Says what parts are: steps of a sequence, else each number of the row.
  private func describeParts(_ count: Int, _ made: inout Explanation) throws(ExplainingFault) {
    let drops = made.rows[0].values
    if case .sequence = task.form {
      let window = task.settings.window ?? (1, 1)
      made.definition =
        window == (1, 1)
        ? "each step covered by \(absent)"
        : "windows of \(window.size) steps, stride \(window.stride), covered by \(absent)"
      made.features = (0..<count).map { "step \($0 * window.stride)" }
      made.windows = windows(window.size, window.stride, [drops])
      return
    }
    let areTokens = task.form == .tokens
    made.definition =
      areTokens ? "each token replaced by \(task.absentToken)" : "each feature replaced by \(absent)"
    made.features = areTokens ? try TaskPlayers(task, row: 0).names : task.featureNames(count)
    made.windows = windows(1, 1, [drops])
    made.rows[0].inputs = task.rows[0]
  }
}
