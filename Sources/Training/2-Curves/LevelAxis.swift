import TrainingLogs

/// What curves are drawn over.
public enum LevelAxis: String, Sendable, CaseIterable {
  case step
  case epoch
  case time
}

extension TrainingRun {
  /// Where the points of a series are along an axis; nil where the log does not say.
  ///
  /// Epochs come from the series itself, where its steps are epochs, else from the run's series called `epoch`, between whose
  /// points they grow evenly. Times are in seconds since the run's first point. Linear, but for the search of an epoch.
  public func places(of series: MetricSeries, along axis: LevelAxis) -> [Double]? {
    switch axis {
    case .step: return series.steps.map(Double.init)
    case .epoch:
      if series.axis == .epochs || MetricName(series.tag).grain == .epoch && epochs == nil {
        return series.steps.map(Double.init)
      }
      guard let epochs else { return nil }
      return series.steps.map { epochs.value(at: $0) }
    case .time:
      guard !series.wallTimes.isEmpty, let start = firstTime else { return nil }
      return series.wallTimes.map { $0 - start }
    }
  }

  /// The series of epochs, if there is one whose steps rise.
  private var epochs: MetricSeries? {
    series.first { $0.tag.lowercased() == "epoch" || $0.tag.lowercased().hasSuffix("/epoch") }
      .flatMap { zip($0.steps, $0.steps.dropFirst()).allSatisfy { $0 <= $1 } ? $0 : nil }
  }

  /// When the first point of all was written.
  private var firstTime: Double? {
    var first: Double?
    for series in series {
      for time in series.wallTimes where time.isFinite && time < first ?? .infinity { first = time }
    }
    return first
  }
}

extension MetricSeries {
  /// The number at a step between two points, on the line from one to the other; beyond them that of the end.
  func value(at step: Int64) -> Double {
    guard let first = values.first, let last = values.last else { return .nan }
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] < step { low = middle + 1 } else { high = middle }
    }
    if low == 0 { return first }
    if low == steps.count { return last }
    if steps[low] == step { return values[low] }
    let share = (Double(step) - Double(steps[low - 1])) / (Double(steps[low]) - Double(steps[low - 1]))
    return values[low - 1] + share * (values[low] - values[low - 1])
  }
}
