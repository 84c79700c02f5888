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
      return series.steps.map { epochs.line(at: $0) }
    case .time:
      guard !series.wallTimes.isEmpty, let start = firstTime else { return nil }
      return series.wallTimes.map { $0 - start }
    }
  }

  /// Where epochs begin, if there is a series of them whose steps rise. Those that are counted in whole numbers grow evenly from the
  /// first step of one to that of the next.
  private var epochs: MetricSeries? {
    guard
      let all = series.first(where: {
        $0.tag.lowercased() == "epoch" || $0.tag.lowercased().hasSuffix("/epoch")
      })
    else { return nil }
    var starts = MetricSeries(all.tag, steps: [], values: [])
    for (step, value) in zip(all.steps, all.values) where value.isFinite {
      if let last = starts.steps.last, let epoch = starts.values.last {
        guard step >= last, value >= epoch else { return nil }
        if step == last || value == epoch { continue }
      }
      starts.steps.append(step)
      starts.values.append(value)
    }
    return starts.values.isEmpty ? nil : starts
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
  /// The number at a step, on the line through the points around it or through the two nearest ones. Steps have to rise.
  func line(at step: Int64) -> Double {
    guard let first = values.first else { return .nan }
    guard values.count > 1 else { return first }
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] < step { low = middle + 1 } else { high = middle }
    }
    let right = min(max(low, 1), steps.count - 1)
    let left = right - 1
    let share = (Double(step) - Double(steps[left])) / (Double(steps[right]) - Double(steps[left]))
    return values[left] + share * (values[right] - values[left])
  }
}
