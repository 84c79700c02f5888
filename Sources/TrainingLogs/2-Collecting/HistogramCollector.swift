/// The distributions of one tag while a log is read; in long logs every second, fourth, …
struct HistogramCollector {
  private(set) var series: HistogramSeries
  private var stride = 1

  init(_ tag: String) { series = HistogramSeries(tag, []) }

  var count: Int { series.histograms.count }

  /// Whether the next distribution is to be kept; counts it.
  mutating func takesNext() -> Bool {
    defer { series.histogramCount += 1 }
    return series.histogramCount % stride == 0
  }

  /// Whether the next distribution that is kept has buckets, where only those of every so many are.
  func keepsBuckets(every bucketStride: Int) -> Bool { count % bucketStride == 0 }

  mutating func append(_ histogram: LoggedHistogram) { series.histograms.append(histogram) }

  /// Leaves out every other distribution.
  mutating func thin() {
    stride *= 2
    series.histograms = Swift.stride(from: 0, to: count, by: 2).map { series.histograms[$0] }
  }

  /// Keeps buckets of every so many distributions only.
  ///
  /// - Returns: how many numbers are left in buckets.
  mutating func keepBuckets(every bucketStride: Int) -> Int {
    var left = 0
    for place in series.histograms.indices {
      if place % bucketStride != 0 {
        series.histograms[place].edges = []
        series.histograms[place].counts = []
      }
      left += series.histograms[place].edges.count + series.histograms[place].counts.count
    }
    return left
  }

  /// Takes back the distributions from a step on.
  ///
  /// - Returns: how many numbers of buckets went.
  mutating func drop(from step: Int64) -> (histograms: Int, numbers: Int) {
    let before = (count, numbers)
    series.histograms.removeAll { $0.step >= step }
    series.histogramCount = max(count, series.histogramCount - (before.0 - count) * stride)
    return (before.0 - count, before.1 - numbers)
  }

  private var numbers: Int { series.histograms.reduce(0) { $0 + $1.edges.count + $1.counts.count } }
}
