/// What one training run wrote down: numbers by step, and distributions by step.
public struct TrainingRun: Sendable, Equatable {
  /// What it is called: its folder, or its file where a folder holds several logs.
  public var name: String
  /// The numbers, in the order in which their tags first occur.
  public var series: [MetricSeries]
  /// The distributions, in that order too.
  public var histograms: [HistogramSeries]
  /// The folder that it comes from, where it was found by a search; runs of one folder may say the same. Empty for a file that
  /// was named.
  public var origin: String

  /// Makes a run.
  public init(
    name: String, series: [MetricSeries] = [], histograms: [HistogramSeries] = [], origin: String = ""
  ) {
    (self.name, self.series, self.histograms, self.origin) = (name, series, histograms, origin)
  }

  /// Whether nothing was logged yet.
  public var isEmpty: Bool { series.isEmpty && histograms.isEmpty }

  /// The series of a tag; nil where there is none. Linear in the series.
  public func series(_ tag: String) -> MetricSeries? { series.first { $0.tag == tag } }
}
