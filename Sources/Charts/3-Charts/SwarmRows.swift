import TextOutput

/// The rows of a swarm: features by their importance, then the sums of the others, with the points that are drawn.
struct SwarmRows {
  /// One row.
  struct Row {
    var name: String
    /// The mean size of its contributions, over all rows of the data.
    var importance: Double
    var points: [SwarmPoint]
    var isSum: Bool
  }

  /// One contribution, and the step of its colour; the step after the last is grey.
  struct SwarmPoint {
    var x: Double
    var step: Int
  }

  private(set) var rows: [Row] = []
  /// Rows of the data.
  let count: Int
  /// Whether a point has a colour.
  private(set) var hasColors = false
  /// What is left out, as a sentence; empty for nothing.
  private(set) var note = ""

  init(_ chart: BeeswarmChart) {
    let count = chart.features.reduce(0) { max($0, $1.contributions.count) }
    self.count = count
    let sizes = chart.features.map { Self.importance($0.contributions) }
    let order = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    let shown = order.prefix(order.count == chart.most + 1 ? order.count : chart.most)
    let rest = order.dropFirst(shown.count)
    let lines = shown.count + (rest.isEmpty ? 0 : 1)
    let room = max(1, ChartTuning.mostSwarmPoints / max(lines, 1))
    // Every row of the data at equal distances: the same rows for each feature.
    let picked = count <= room ? Array(0..<count) : (0..<room).map { $0 * count / room }
    for place in shown {
      let feature = chart.features[place]
      let scale = Self.scale(feature.values)
      let points = picked.compactMap { Self.point(feature, $0, scale) }
      hasColors = hasColors || points.contains { $0.step < ChartTuning.colorSteps }
      rows.append(Row(name: feature.name, importance: sizes[place], points: points, isSum: false))
    }
    if !rest.isEmpty {
      let sums = (0..<count).map { row in
        rest.reduce(0.0) { sum, place in
          let all = chart.features[place].contributions
          return all.indices.contains(row) && all[row].isFinite ? sum + all[row] : sum
        }
      }
      rows.append(
        Row(
          name: "\(NumberText.grouped(Int64(rest.count))) others", importance: Self.importance(sums),
          points: picked.map { SwarmPoint(x: sums[$0], step: ChartTuning.colorSteps) }, isSum: true))
    }
    if picked.count < count {
      note =
        "\(NumberText.grouped(Int64(picked.count))) of \(NumberText.grouped(Int64(count))) rows are drawn, at equal distances."
    }
  }

  private static func importance(_ values: [Double]) -> Double {
    let finite = values.filter(\.isFinite)
    guard !finite.isEmpty else { return 0 }
    return finite.reduce(0) { $0 + abs($1) / Double(finite.count) }
  }

  private static func point(
    _ feature: BeeswarmChart.Feature, _ row: Int, _ scale: (low: Double, high: Double)?
  ) -> SwarmPoint? {
    guard feature.contributions.indices.contains(row), feature.contributions[row].isFinite else { return nil }
    let grey = SwarmPoint(x: feature.contributions[row], step: ChartTuning.colorSteps)
    guard let scale, feature.values.indices.contains(row), !feature.values[row].isNaN else { return grey }
    let share = (feature.values[row] - scale.low) / (scale.high - scale.low)
    return SwarmPoint(x: grey.x, step: StepBar.step(share.isNaN ? 0.5 : share))
  }

  /// The values that have the ends of the colours; nil where all values are one, which has no high and low.
  private static func scale(_ values: [Double]) -> (low: Double, high: Double)? {
    let sorted = values.filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last, first < last else { return nil }
    func at(_ share: Double) -> Double { sorted[Int((Double(sorted.count - 1) * share).rounded())] }
    let (low, high) = (at(ChartTuning.colorQuantiles.low), at(ChartTuning.colorQuantiles.high))
    // Where nearly all are one value, its outliers are all there is to tell.
    return low < high ? (low, high) : (first, last)
  }
}
