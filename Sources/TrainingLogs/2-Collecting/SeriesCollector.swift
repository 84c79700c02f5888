/// The points of one tag while a log is read: all of them, or, in long logs, every second, fourth, … with the extremes.
struct SeriesCollector {
  private(set) var series: MetricSeries
  /// Which points are kept: those whose number divides by it, extremes, and the first that is not finite.
  private var stride = 1
  private var low = Double.infinity
  private var high = -Double.infinity
  private var isAllFinite = true

  init(_ tag: String, _ axis: MetricSeries.Axis) {
    series = MetricSeries(tag, steps: [], values: [], axis: axis)
  }

  var count: Int { series.values.count }

  /// Adds a point.
  ///
  /// - Returns: whether it was kept.
  mutating func append(_ step: Int64, _ value: Double, _ wallTime: Double) -> Bool {
    let isRegular = series.pointCount % stride == 0
    series.pointCount += 1
    guard isExtreme(value) || isRegular else { return false }
    series.steps.append(step)
    series.values.append(value)
    series.wallTimes.append(wallTime)
    return true
  }

  /// Whether a value is the lowest so far, the highest, or the first that is not finite.
  private mutating func isExtreme(_ value: Double) -> Bool {
    guard value.isFinite else {
      defer { isAllFinite = false }
      return isAllFinite
    }
    let isLow = value < low
    let isHigh = value > high
    if isLow { low = value }
    if isHigh { high = value }
    return isLow || isHigh
  }

  /// Leaves out every other point, except extremes and the first that is not finite.
  mutating func thin() {
    stride *= 2
    var kept: [Int] = []
    kept.reserveCapacity(count / 2 + 3)
    var firstOdd = true
    for (place, value) in series.values.enumerated() {
      let isFirstOdd = !value.isFinite && firstOdd
      if isFirstOdd { firstOdd = false }
      if place % 2 == 0 || value == low || value == high || isFirstOdd { kept.append(place) }
    }
    // A constant series is all extremes.
    if kept.count > count / 2 + 8 { kept = Array(Swift.stride(from: 0, to: count, by: 2)) }
    keep(kept)
  }

  /// Takes back the points from a step on, which a later file has written again.
  mutating func drop(from step: Int64) {
    let kept = series.steps.indices.filter { series.steps[$0] < step }
    guard kept.count < count else { return }
    let dropped = (count - kept.count).multipliedReportingOverflow(by: stride).partialValue
    keep(kept)
    series.pointCount = max(kept.count, series.pointCount - dropped)
    (low, high, isAllFinite) = (.infinity, -.infinity, true)
    for value in series.values { _ = isExtreme(value) }
  }

  private mutating func keep(_ places: [Int]) {
    series.steps = places.map { series.steps[$0] }
    series.values = places.map { series.values[$0] }
    series.wallTimes = places.map { series.wallTimes[$0] }
  }

  /// The series, without times where the log has none.
  var finished: MetricSeries {
    var finished = series
    if !finished.wallTimes.contains(where: \.isFinite) { finished.wallTimes = [] }
    return finished
  }
}
