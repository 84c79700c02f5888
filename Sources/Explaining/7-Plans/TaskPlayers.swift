import TextOutput

/// What comes and goes together in a row, and what stands for what is gone.
struct TaskPlayers {
  /// By player: its places in a row; nil where each number is one.
  let groups: [[Int]]?
  /// What stands for absent players.
  let background: [[Double]]
  /// What players are, for a definition: `16 segments, absent: 0`.
  let words: String
  /// Names of the players.
  let names: [String]
  /// Of an image.
  let segments: Explanation.Segments?

  /// Divides a row.
  ///
  /// - Throws: ``ExplainingFault`` where the division does not fit, or a table has no background.
  init(_ task: ExplainingTask, row place: Int) throws(ExplainingFault) {
    let row = task.rows[place]
    let (rows, source) = task.backgroundRows
    let absent = rows.isEmpty ? "are \(Self.text(task.settings.baseline))" : "from \(source)"
    switch task.form {
    case .table:
      guard !rows.isEmpty else {
        throw ExplainingFault("explain-background", "what stands for absent features is not said")
      }
      (groups, segments, background, names) = (nil, nil, rows, task.featureNames(row.count))
      words = "\(row.count) features, absent ones from \(source)"
    case .tokens:
      (groups, segments) = (nil, nil)
      let texts = task.tokens.indices.contains(place) ? task.tokens[place] : []
      names = texts.count == row.count ? texts : row.map { "token \(Self.text($0))" }
      background = rows.isEmpty ? [[Double](repeating: task.settings.baseline, count: row.count)] : rows
      words =
        "\(row.count) tokens, absent ones "
        + (rows.isEmpty ? "are \(task.absentToken)" : "from \(source)")
    case .sequence(let steps, let channels, let isStepwise):
      groups = Self.steps(steps, channels, isStepwise)
      (segments, names) = (nil, (0..<steps).map { "step \($0)" })
      background = rows.isEmpty ? [[Double](repeating: task.settings.baseline, count: row.count)] : rows
      words = "\(steps) steps, absent ones " + absent
    case .image(let grid):
      let usual =
        max(grid.height, grid.width) <= ExplainingTuning.smallSide
        ? ExplainingTuning.smallSegments : ExplainingTuning.usualSegments
      let found: [[Int]]
      switch task.settings.division ?? .grid(min(usual, grid.height, grid.width)) {
      case .grid(let side):
        found = try grid.segments(side, side)
        words = "\(side)×\(side) segments, absent ones " + absent
      case .superpixels(let wanted):
        found = try grid.superpixels(of: row, wanted: wanted)
        words = "about \(wanted) superpixels, absent ones " + absent
      }
      groups = found
      names = found.indices.map { "segment \($0)" }
      segments = .init(columns: grid.width, ofPixel: grid.groupOfPixel(found))
      background = rows.isEmpty ? [[Double](repeating: task.settings.baseline, count: row.count)] : rows
    }
  }

  static func steps(_ steps: Int, _ channels: Int, _ isStepwise: Bool) -> [[Int]] {
    (0..<steps).map { step in
      (0..<channels).map { isStepwise ? step * channels + $0 : $0 * steps + step }
    }
  }

  /// A baseline as people write it.
  static func text(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }

  /// The row's own numbers, where each player is one.
  func inputs(_ row: [Double]) -> [Double] {
    guard let groups else { return row }
    return groups.allSatisfy { $0.count == 1 } && segments == nil ? groups.map { row[$0[0]] } : []
  }
}
