import Diagnostics

/// Gathers what the files of one run hold, within the limits of memory.
///
/// Several files of one run are read in the order of their names. A file that writes a tag which an earlier one has goes on
/// from an older state of the model: it replaces that tag's points from its own first step on.
struct RunCollector {
  private var tags = TagTable()
  private var slots: [Slot] = []
  private var series: [SeriesCollector] = []
  private var histograms: [HistogramCollector] = []
  private var points = 0
  private var histogramCount = 0
  private var bucketNumbers = 0
  private var bucketStride = 1
  /// The file that is read, and its first step.
  private var file = 0
  private var firstStep: Int64?
  /// What stands before tags: `train/`.
  private var prefix: [UInt8] = []
  /// Whether there were more tags than are kept.
  private(set) var hasTooManyTags = false

  /// What is known of a tag.
  private struct Slot {
    var series = -1
    var histograms = -1
    /// The last file that wrote it.
    var file: Int
    var plugin = SummaryPlugin.unknown
  }

  /// Begins with a file, whose tags get a prefix.
  mutating func begin(prefix: String = "") {
    file += 1
    firstStep = nil
    self.prefix = Array(prefix.utf8)
  }

  // MARK: Tags

  /// The number of a tag; nil for one too many.
  mutating func tag(_ name: UnsafeRawBufferPointer) -> Int? {
    let number: Int?
    if prefix.isEmpty {
      number = tags.number(of: name)
    } else {
      number = (prefix + name.prefix(LogLimits.tagBytes)).withUnsafeBytes { tags.number(of: $0) }
    }
    guard let number else {
      hasTooManyTags = true
      return nil
    }
    if number == slots.count { slots.append(Slot(file: file)) }
    return number
  }

  /// The number of a tag.
  mutating func tag(named name: String) -> Int? {
    var name = name
    return name.withUTF8 { tag(UnsafeRawBufferPointer($0)) }
  }

  /// What kind of summary a tag has, which its first event says alone.
  func plugin(of tag: Int) -> SummaryPlugin { slots[tag].plugin }

  /// Notes what kind of summary a tag has.
  mutating func set(_ plugin: SummaryPlugin, of tag: Int) { slots[tag].plugin = plugin }

  // MARK: Points

  /// Adds a number.
  mutating func append(
    _ tag: Int, _ step: Int64, _ value: Double, _ wallTime: Double, axis: MetricSeries.Axis = .steps,
    name: () -> String
  ) {
    start(tag, at: step)
    if slots[tag].series < 0 {
      slots[tag].series = series.count
      series.append(SeriesCollector(String(decoding: prefix, as: UTF8.self) + name(), axis))
    }
    guard series[slots[tag].series].append(step, value, wallTime) else { return }
    points += 1
    if points > LogLimits.points { thinSeries() }
  }

  /// Adds a distribution, whose buckets are made only where they are kept.
  mutating func append(
    _ tag: Int, _ step: Int64, name: () -> String, _ histogram: (_ hasBuckets: Bool) -> LoggedHistogram?
  ) {
    start(tag, at: step)
    if slots[tag].histograms < 0 {
      slots[tag].histograms = histograms.count
      histograms.append(HistogramCollector(String(decoding: prefix, as: UTF8.self) + name()))
    }
    let place = slots[tag].histograms
    guard histograms[place].takesNext(),
      let made = histogram(histograms[place].keepsBuckets(every: bucketStride))
    else { return }
    histograms[place].append(made)
    histogramCount += 1
    bucketNumbers += made.edges.count + made.counts.count
    if histogramCount > LogLimits.histograms { thinHistograms() }
    while bucketNumbers > LogLimits.bucketNumbers { thinBuckets() }
  }

  /// Takes back what a later file writes again.
  private mutating func start(_ tag: Int, at step: Int64) {
    let first = firstStep ?? step
    firstStep = first
    guard slots[tag].file != file else { return }
    slots[tag].file = file
    if slots[tag].series >= 0 {
      let before = series[slots[tag].series].count
      series[slots[tag].series].drop(from: first)
      points -= before - series[slots[tag].series].count
    }
    if slots[tag].histograms >= 0 {
      let gone = histograms[slots[tag].histograms].drop(from: first)
      histogramCount -= gone.histograms
      bucketNumbers -= gone.numbers
    }
  }

  // MARK: Limits

  /// Halves every series that is longer than half its share: at least a quarter of all points go, so this seldom happens.
  private mutating func thinSeries() {
    let share = LogLimits.points / (2 * max(1, series.count))
    for place in series.indices where series[place].count > share { series[place].thin() }
    points = series.reduce(0) { $0 + $1.count }
  }

  private mutating func thinHistograms() {
    let share = LogLimits.histograms / (2 * max(1, histograms.count))
    for place in histograms.indices where histograms[place].count > share { histograms[place].thin() }
    histogramCount = histograms.reduce(0) { $0 + $1.count }
    recountBuckets()
  }

  private mutating func thinBuckets() {
    guard bucketStride < LogLimits.histograms else {
      bucketNumbers = 0
      return
    }
    bucketStride *= 2
    recountBuckets()
  }

  private mutating func recountBuckets() {
    bucketNumbers = 0
    for place in histograms.indices { bucketNumbers += histograms[place].keepBuckets(every: bucketStride) }
  }

  // MARK: The result

  /// The run.
  func run(_ name: String, origin: String) -> TrainingRun {
    TrainingRun(
      name: name, series: series.map(\.finished),
      histograms: histograms.map(\.series).filter { !$0.histograms.isEmpty },
      origin: origin)
  }

  /// What was left out to stay within the limits.
  var diagnostics: [Diagnostic] {
    var found: [Diagnostic] = []
    if hasTooManyTags {
      found.append(
        Diagnostic(
          .warning, "too-many-tags", "it has more than \(LogLimits.tags) tags; the others are left out"))
    }
    let thinned = series.filter { $0.series.pointCount > $0.count }.count
    if thinned > 0 {
      found.append(
        Diagnostic(
          .warning, "thinned-points",
          "\(thinned == 1 ? "one series is" : "\(thinned) series are") so long that only some points are kept, "
            + "the lowest and the highest among them"))
    }
    let histogramsLeft = histograms.reduce(0) { $0 + $1.series.histogramCount - $1.count }
    if histogramsLeft > 0 {
      found.append(
        Diagnostic(
          .warning, "thinned-histograms", "\(histogramsLeft) of its histograms are left out: it has very many"
        ))
    }
    if bucketStride > 1 {
      found.append(
        Diagnostic(
          .warning, "thinned-buckets",
          "it has so many histograms that of a tensor's one in \(bucketStride) keeps its buckets, the others their figures"
        ))
    }
    return found
  }
}
