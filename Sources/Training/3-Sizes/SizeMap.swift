import TrainingLogs

/// How large the gradients or weights of each parameter are, step by step: the root mean square of their elements.
public struct SizeMap: Sendable, Equatable {
  /// What is measured.
  public enum Subject: String, Sendable {
    case gradients
    case weights
  }

  /// A parameter.
  public struct Row: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// The sizes at the steps of the map: NaN where nothing was logged, infinite where the elements are not finite.
    public var sizes: [Double]
    /// Whether sizes are norms rather than root mean squares, since the log does not say how many elements there are.
    public var isNorm: Bool

    /// The layer that it belongs to.
    public var layer: Substring { TensorTag.layer(of: name) }
  }

  /// What is measured.
  public var subject: Subject
  /// The steps, rising.
  public var steps: [Int64]
  /// The parameters, in the order of the log or of the model.
  public var rows: [Row]

  /// Whether all sizes are norms.
  public var isNorm: Bool { rows.allSatisfy(\.isNorm) }

  /// The names of the rows without the first part that all have, which is the model's.
  public var shortNames: [String] {
    guard rows.count > 1, let first = rows.first?.name, let slash = first.firstIndex(of: "/"),
      slash > first.startIndex
    else { return rows.map(\.name) }
    let start = first[...slash]
    // A layer's own name stays.
    let names = rows.map { $0.name.hasPrefix(start) ? $0.name.dropFirst(start.count) : "" }
    guard names.allSatisfy({ $0.contains { $0 == "/" || $0 == "." } }) else { return rows.map(\.name) }
    return names.map(String.init)
  }
}

extension TrainingRun {
  /// The sizes of gradients or weights; nil where the log has none.
  ///
  /// Sizes come from the sums of squares of histograms, where these are missing from their buckets, or from norms of gradients
  /// where those are more. Linear in the points; no more columns than a page can show.
  public func sizes(of subject: SizeMap.Subject) -> SizeMap? {
    var order: [String] = []
    var known: [String: SizePoints] = [:]
    func note(_ name: String, _ change: (inout SizePoints) -> Void) {
      if known[name] == nil { order.append(name) }
      change(&known[name, default: SizePoints()])
    }
    let kind: TensorTag.Kind = subject == .gradients ? .gradient : .weight
    for series in histograms {
      let tag = TensorTag(histogram: series.tag)
      guard tag.kind == kind else { continue }
      note(tag.name) { $0.add(series) }
    }
    if subject == .gradients {
      for series in series {
        guard let tag = TensorTag(norm: series.tag) else { continue }
        note(tag.name) { $0.add(series) }
      }
    }
    let rows = order.compactMap { name in known[name].map { (name, $0.points) } }
    guard !rows.isEmpty else { return nil }
    let steps = Self.columns(rows.map(\.1.steps))
    var places: [Int64: Int] = [:]
    for (place, step) in steps.enumerated() { places[step] = place }
    return SizeMap(
      subject: subject, steps: steps,
      rows: rows.map { name, points in
        var sizes = [Double](repeating: .nan, count: steps.count)
        for (step, size) in zip(points.steps, points.sizes) {
          if let place = places[step] { sizes[place] = size }
        }
        return SizeMap.Row(name: name, sizes: sizes, isNorm: points.isNorm)
      })
  }

  /// All steps, or as many as a page can show, evenly taken.
  private static func columns(_ all: [[Int64]]) -> [Int64] {
    let sorted = Set(all.joined()).sorted()
    guard sorted.count > TrainingTuning.mapColumns else { return sorted }
    return (0..<TrainingTuning.mapColumns).map {
      sorted[$0 * (sorted.count - 1) / (TrainingTuning.mapColumns - 1)]
    }
  }
}

/// The sizes of one parameter, from its histograms and its norms.
private struct SizePoints {
  private var histograms: (steps: [Int64], sizes: [Double]) = ([], [])
  private var norms: (steps: [Int64], sizes: [Double]) = ([], [])
  private var count = 0.0

  mutating func add(_ series: HistogramSeries) {
    for histogram in series.histograms {
      histograms.steps.append(histogram.step)
      histograms.sizes.append(histogram.rootMeanSquare)
      if histogram.count.isFinite { count = max(count, histogram.count) }
    }
  }

  mutating func add(_ series: MetricSeries) {
    norms.steps += series.steps
    norms.sizes += series.values.map { $0.isFinite ? abs($0) : .infinity }
  }

  /// The longer of the two, norms as root mean squares where the number of elements is known.
  var points: (steps: [Int64], sizes: [Double], isNorm: Bool) {
    guard norms.steps.count > histograms.steps.count else {
      return (histograms.steps, histograms.sizes, false)
    }
    guard count > 0 else { return (norms.steps, norms.sizes, true) }
    let root = count.squareRoot()
    return (norms.steps, norms.sizes.map { $0 / root }, false)
  }
}

extension LoggedHistogram {
  /// The root mean square of the elements; that of the buckets, evenly filled, where the log has no sum of squares. Infinite
  /// where the elements are not finite, NaN where there is nothing to tell it from.
  public var rootMeanSquare: Double {
    guard count > 0 else { return count.isFinite ? .nan : .infinity }
    var squares = sumSquares ?? .nan
    if sumSquares == nil {
      guard !counts.isEmpty, edges.count == counts.count + 1 else { return .nan }
      squares = 0
      for (place, share) in counts.enumerated() where share > 0 {
        let (left, right) = (edges[place], edges[place + 1])
        squares += share * (left * left + left * right + right * right) / 3
      }
    }
    return squares.isFinite && count.isFinite ? (squares / count).squareRoot() : .infinity
  }
}
