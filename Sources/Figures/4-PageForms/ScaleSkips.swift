/// What lines are on a U: the last conditions of ``ScaleLevels``.
extension ScaleLevels {
  /// Finds the skips; false where a line has no way, skips are too few, or they do not nest.
  mutating func findSkips() -> Bool {
    guard let skips = skips(cells) else { return false }
    skippedSides = skips.count
    return skippedSides >= max(FigureTuning.fewestScales, rises - 1) && skips.values.allSatisfy(Self.nest)
  }

  /// Whether lines have a way on the U, and as many skips as before, where nodes are elsewhere.
  func fit(_ cells: [Int]) -> Bool { skips(cells)?.count == skippedSides }

  /// By the place where they start, the skips as positions in the order of nodes; nil where a line is none, and neither
  /// stays in its place nor goes on to the next one with the value that does.
  private func skips(_ cells: [Int]) -> [Int: [(from: Int, to: Int)]]? {
    let present = Set(cells).subtracting([Self.condition]).sorted()
    let next = Dictionary(uniqueKeysWithValues: zip(present, present.dropFirst()))
    var steps: [Int: Int] = [:]
    var skips: [Int: [(from: Int, to: Int)]] = [:]
    for edge in graph.edges {
      let (from, to) = (cells[edge.from], cells[edge.to])
      if from == to || from == Self.condition { continue }
      guard to != Self.condition else { return nil }
      if next[from] == to {
        guard steps[from] ?? edge.from == edge.from else { return nil }
        steps[from] = edge.from
        continue
      }
      guard from < bottom, from + to == 2 * bottom else { return nil }
      skips[from, default: []].append((graph.position[edge.from], graph.position[edge.to]))
    }
    return skips
  }

  /// Whether of any two skips the one that starts later ends earlier. Cost: that of sorting.
  private static func nest(_ skips: [(from: Int, to: Int)]) -> Bool {
    let sorted = skips.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    var least = Int.max
    var index = 0
    while index < sorted.count {
      let from = sorted[index].from
      let ends = sorted[index...].prefix { $0.from == from }
      guard let last = ends.last, last.to <= least else { return false }
      least = sorted[index].to
      index = ends.endIndex
    }
    return true
  }
}
