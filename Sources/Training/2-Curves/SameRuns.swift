import TrainingLogs

/// Logs of one folder that say what another one says: `history.json` beside `training.csv` beside event files.
public struct SameRuns: Sendable, Equatable {
  /// The numbers of the runs that say something of their own.
  public private(set) var kept: [Int] = []
  /// The others, each with the run that says the same.
  public private(set) var repeated: [(run: Int, by: Int)] = []

  /// Compares runs that were found in one folder, or in checkpoints of one training. A log that is as long as another's beginning
  /// says nothing of its own. Cost: linear in the values, times the logs of a folder.
  public init(_ runs: [TrainingRun]) {
    // Those with more come first, so that they are the ones which stay.
    let order = runs.indices.sorted { (Self.weight(runs[$1]), $0) < (Self.weight(runs[$0]), $1) }
    var byOrigin: [String: [Int]] = [:]
    var kept: Set<Int> = []
    for place in order {
      let origin = Self.family(runs[place].origin)
      let others = origin.isEmpty ? [] : byOrigin[origin, default: []].prefix(Self.mostCompared)
      if let other = others.first(where: { Self.says(runs[$0], allOf: runs[place]) }) {
        repeated.append((place, other))
      } else {
        byOrigin[origin, default: []].append(place)
        kept.insert(place)
      }
    }
    self.kept = runs.indices.filter(kept.contains)
    repeated.sort { $0.run < $1.run }
  }

  /// Logs that one is compared with.
  private static let mostCompared = 16

  /// By value.
  public static func == (a: SameRuns, b: SameRuns) -> Bool {
    a.kept == b.kept && a.repeated.elementsEqual(b.repeated) { $0 == $1 }
  }

  /// Histograms first, then points.
  private static func weight(_ run: TrainingRun) -> Int {
    run.histograms.count * 1_000_000 + run.series.reduce(0) { $0 + $1.values.count }
  }

  /// A folder without the number of a checkpoint.
  private static func family(_ origin: String) -> String {
    guard let last = origin.split(separator: "/").last, last.hasPrefix("checkpoint-") else { return origin }
    return String(origin.dropLast(last.count))
  }

  /// Whether a run has every metric and learning rate of another, by value.
  private static func says(_ run: TrainingRun, allOf other: TrainingRun) -> Bool {
    let lists = run.series.map { $0.values }
    return other.series.allSatisfy { series in
      MetricName(series.tag).kind == .bookkeeping
        || lists.contains { starts($0, with: series.values) } || isResult(series, of: lists)
    } && other.histograms.isEmpty
  }

  private static func starts(_ long: [Double], with short: [Double]) -> Bool {
    long.count >= short.count && zip(long, short).allSatisfy(isSame)
  }

  /// Whether a single number, which a program writes at the end, is one of the others.
  private static func isResult(_ series: MetricSeries, of lists: [[Double]]) -> Bool {
    guard series.values.count == 1, let value = series.values.first else { return false }
    return lists.contains { $0.contains { isSame($0, value) } }
  }

  private static func isSame(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= TrainingTuning.sameValue * abs(a) || !a.isFinite && !b.isFinite
  }
}
