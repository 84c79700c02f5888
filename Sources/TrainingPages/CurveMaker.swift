import Charts
import TextOutput
import Training
import TrainingLogs

/// Makes lines of series.
struct CurveMaker {
  let run: TrainingRun
  let axis: LevelAxis
  let smoothing: Double?

  init(_ run: TrainingRun, _ options: TrainingPageOptions) {
    (self.run, axis, smoothing) = (run, options.axis, options.smoothing)
  }

  /// The places and numbers of a series, and its numbers before they were smoothed; nil where the log does not have the axis.
  func points(_ series: MetricSeries) -> (x: [Double], y: [Double], raw: [Double])? {
    guard var x = run.places(of: series, along: axis), x.contains(where: \.isFinite) else { return nil }
    var values = series.values
    // Tables of several writers may jump back; a line does not.
    if zip(x, x.dropFirst()).contains(where: { $0 > $1 }) {
      let order = x.indices.sorted { (x[$0], $0) < (x[$1], $1) }
      (x, values) = (order.map { x[$0] }, order.map { values[$0] })
    }
    let weight =
      smoothing ?? (values.count > TrainingPageTuning.plainPoints ? TrainingPageTuning.usualSmoothing : 0)
    return weight > 0 ? (x, smoothed(values, weight), values) : (x, values, [])
  }

  /// A line; nil where the log does not have the axis.
  func line(_ name: String, _ series: MetricSeries, number: Int? = nil, best: MetricName.Better? = nil)
    -> LineSeries?
  {
    guard let points = points(series) else { return nil }
    var line = LineSeries(name, x: points.x, y: points.y, raw: points.raw, series: number)
    if let better = best, series.values.count > 1, let point = series.best(better) {
      // Sorted or not, the best is the same number.
      let numbers = points.raw.isEmpty ? points.y : points.raw
      if let place = numbers.firstIndex(of: point.value) {
        line.marks = [
          LineSeries.Mark(
            x: points.x[place], y: points.y[place], "best " + NumberText.significant(point.value))
        ]
      }
    }
    return line
  }
}

/// Whether a metric's numbers ask for an axis by decades: where a quarter of them would lie on the axis. Cost: n log n.
func asksForDecades(_ lines: [LineSeries], _ better: MetricName.Better?) -> Bool {
  guard better != .higher else { return false }
  var values: [Double] = []
  for value in lines.lazy.flatMap({ $0.raw.isEmpty ? $0.y : $0.raw }) where value.isFinite {
    guard value > 0 else { return false }
    values.append(value)
  }
  values.sort()
  guard let high = values.last else { return false }
  return high >= TrainingPageTuning.logReach * values[values.count / 4]
}

/// The level axis of charts, its numbers in a unit that suits times.
struct LevelUnit {
  let axis: Axis
  private let size: Double

  /// - Parameter lines: all that is drawn over it.
  init(_ kind: LevelAxis, isEpochs: Bool, _ lines: [LineSeries]) {
    switch kind {
    case .step: (axis, size) = (.steps(isEpochs ? "epoch" : "step"), 1)
    case .epoch: (axis, size) = (Axis("epoch", endsRound: false), 1)
    case .time:
      let most = lines.lazy.flatMap(\.x).filter(\.isFinite).max() ?? 0
      let units: [(String, Double)] = [("s", 1), ("min", 60), ("h", 3600), ("d", 86400)]
      let unit = units.last { most >= 3 * $0.1 } ?? units[0]
      (axis, size) = (Axis("time (\(unit.0))", endsRound: false), unit.1)
    }
  }

  /// A line in that unit.
  func scaled(_ line: LineSeries) -> LineSeries {
    guard size != 1 else { return line }
    var line = line
    line.x = line.x.map { $0 / size }
    for place in line.marks.indices { line.marks[place].x /= size }
    return line
  }
}
