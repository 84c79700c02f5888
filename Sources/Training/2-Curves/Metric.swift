import TrainingLogs

/// A metric of a run with the series that show it: on training data and on validation data.
public struct Metric: Sendable, Equatable {
  /// What is measured, in a few words: `loss`, `loss per step`.
  public var title: String
  /// What its name says.
  public var name: MetricName
  /// The series, training first.
  public var lines: [Line]

  /// A series of a metric.
  public struct Line: Sendable, Equatable {
    /// On which data.
    public var part: MetricName.Part
    /// The number of the series in its run.
    public var series: Int
  }

  /// The series on some data; nil where there is none.
  public func line(_ part: MetricName.Part) -> Line? { lines.first { $0.part == part } }

  /// The series whose best point counts: on validation data, else on others than those of training, else the first.
  public var judge: Line? { line(.validation) ?? line(.test) ?? lines.first }
}

extension TrainingRun {
  /// The metrics of a run, in the order in which their series come. Linear in the series.
  ///
  /// - Parameter kind: metrics proper, learning rates, or bookkeeping. Norms of single parameters' gradients are none of them.
  public func metrics(_ kind: MetricName.Kind = .metric) -> [Metric] {
    var found: [Metric] = []
    var places: [String: Int] = [:]
    let named = series.enumerated().compactMap { place, series -> (Int, MetricName)? in
      guard TensorTag(norm: series.tag) == nil else { return nil }
      let name = MetricName(series.tag)
      return name.kind == kind ? (place, name) : nil
    }
    // Where one metric was written both ways, points of epochs and of steps are not the same curve.
    var byEpoch: Set<String> = []
    for (_, name) in named where name.grain != .step { byEpoch.insert("\(name.key)/\(name.part)") }
    for (place, name) in named {
      let isApart = name.grain == .step && byEpoch.contains("\(name.key)/\(name.part)")
      // Keras writes the validation of each epoch twice, once by step.
      if isApart,
        named.contains(where: {
          $0.0 != place && $0.1.key == name.key && $0.1.part == name.part
            && series[$0.0].values == series[place].values
        })
      {
        continue
      }
      let title = isApart ? name.key + " per step" : name.key
      if let known = places[title] {
        found[known].lines.append(Metric.Line(part: name.part, series: place))
      } else {
        places[title] = found.count
        found.append(Metric(title: title, name: name, lines: [Metric.Line(part: name.part, series: place)]))
      }
    }
    return found.map { metric in
      var metric = metric
      // A single number beside curves is the result, which the curves have, too.
      if metric.lines.contains(where: { series[$0.series].values.count > 1 }) {
        metric.lines.removeAll { series[$0.series].values.count < 2 }
      }
      // Beside a validation loss, `loss` alone is that of training.
      if metric.line(.train) == nil, metric.lines.count > 1,
        metric.lines.contains(where: { $0.part != .unsaid }),
        let place = metric.lines.firstIndex(where: { $0.part == .unsaid })
      {
        metric.lines[place].part = .train
      }
      metric.lines = metric.lines.enumerated().sorted {
        ($0.element.part, $0.offset) < ($1.element.part, $1.offset)
      }
      .map(\.element)
      return metric
    }
  }
}

/// A point of a series.
public struct MetricPoint: Sendable, Equatable {
  /// Its place in the series.
  public var place: Int
  /// Its step.
  public var step: Int64
  /// Its number.
  public var value: Double
}

extension MetricSeries {
  /// The best point: the lowest of a loss, the highest of an accuracy, the first of equal ones. Nil where no number is finite.
  public func best(_ better: MetricName.Better) -> MetricPoint? {
    var found: MetricPoint?
    for (place, value) in values.enumerated() where value.isFinite {
      let isBetter = found.map { better == .lower ? value < $0.value : value > $0.value } ?? true
      if isBetter { found = MetricPoint(place: place, step: steps[place], value: value) }
    }
    return found
  }
}
