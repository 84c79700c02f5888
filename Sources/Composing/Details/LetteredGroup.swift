import Lettering

/// Details that share letters, and which of their rows a table shows.
struct LetteredGroup {
  let rows: RowGroup
  /// Nil where the details say no numbers.
  let lettering: Lettering?
  /// By row: the row that it follows from by ``equations``, nil for rows that the table shows.
  private(set) var follows: [Int?]
  private(set) var equations: [Lettering.Equation] = []

  init(_ rows: RowGroup, _ lettering: Lettering?) {
    self.rows = rows
    self.lettering = lettering
    follows = rows.rows.map { _ in nil }
    guard let lettering, !lettering.letters.isEmpty else { return }
    for candidate in [rows.followsInCard, followsByWidth(lettering)] where saves(candidate) {
      guard let found = lettering.equations(leavingOut: candidate), found.count <= ComposeTuning.mostEquations
      else { continue }
      follows = candidate
      equations = found
      return
    }
  }

  /// Whether a table has fewer rows for it: one less for a stage, and a third less where cards do not show stages.
  private func saves(_ follows: [Int?]) -> Bool {
    let saved = follows.count { $0 != nil }
    return saved > 0 && (follows == rows.followsInCard || 3 * saved >= follows.count)
  }

  /// By row: the first row of a stage, which goes on for as long as as many channels leave.
  private func followsByWidth(_ lettering: Lettering) -> [Int?] {
    guard let width = lettering.leaving else { return follows }
    var first: Int?
    return rows.rows.indices.map { row in
      let value = lettering.value(of: width, row: row)
      if let start = first, value != nil, lettering.value(of: width, row: start) == value,
        rows.rows[row].isLike(rows.rows[start])
      {
        return start
      }
      first = row
      return nil
    }
  }
}
