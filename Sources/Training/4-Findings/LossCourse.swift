import TrainingLogs

/// The course of a loss without its noise.
struct LossCourse {
  /// The finite points.
  let steps: [Int64]
  let values: [Double]
  /// The median around each point.
  let levels: [Double]
  /// Where the level is lowest.
  let bestPlace: Int
  /// The levels at the start, at the lowest place, and at the end.
  let start: Double
  let best: Double
  let end: Double

  /// Nil where there are too few points to speak of a course.
  init?(_ series: MetricSeries) {
    let places = series.values.indices.filter { series.values[$0].isFinite }
    guard places.count >= TrainingTuning.leastPoints else { return nil }
    let values = places.map { series.values[$0] }
    let half = max(1, values.count / (2 * TrainingTuning.medianShare))
    let levels =
      values.count > Self.mostMedians
      ? Self.blocks(values)
      : values.indices.map { place in
        median(values[max(0, place - half)..<min(values.count, place + half + 1)])
      }
    guard let lowest = levels.indices.min(by: { (levels[$0], $0) < (levels[$1], $1) }) else { return nil }
    let span = max(3, values.count / TrainingTuning.levelShare)
    steps = places.map { series.steps[$0] }
    (self.values, self.levels, bestPlace) = (values, levels, lowest)
    start = median(values.prefix(3))
    best = levels[lowest]
    end = median(values.suffix(span))
  }

  /// Beyond so many points medians are taken over blocks: a median around each would take too long.
  private static let mostMedians = 4_096

  private static func blocks(_ values: [Double]) -> [Double] {
    let size = values.count / (2 * TrainingTuning.medianShare)
    return stride(from: 0, to: values.count, by: size).flatMap { start in
      let block = values[start..<min(values.count, start + size)]
      return [Double](repeating: median(block), count: block.count)
    }
  }

  /// The level at a step, or at a share of the series where its steps are others.
  func level(at step: Int64, _ share: Double) -> Double {
    if let first = steps.first, let last = steps.last, first <= step, step <= last,
      let place = steps.lastIndex(where: { $0 <= step })
    {
      return levels[place]
    }
    return levels[Int((share * Double(levels.count - 1)).rounded())]
  }
}

/// The number in the middle, or the mean of the two there; NaN of none. Cost: n log n.
func median(_ values: some Collection<Double>) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
