import TrainingLogs

/// Runs whose names differ in a seed or number only.
public struct RunGroup: Sendable, Equatable {
  /// The name without that number.
  public var name: String
  /// The numbers of the runs.
  public var runs: [Int]

  /// Gathers runs: three or more that differ in a number at their ends are one, all others are groups of their own. In the order
  /// of their first runs; linear in the names.
  public static func groups(_ runs: [TrainingRun]) -> [RunGroup] {
    var keys: [String: [Int]] = [:]
    let stems = runs.map { stem(of: $0.name) }
    for (place, stem) in stems.enumerated() { if let stem { keys[stem, default: []].append(place) } }
    var found: [RunGroup] = []
    for (place, run) in runs.enumerated() {
      guard let stem = stems[place], let all = keys[stem], all.count >= TrainingTuning.leastGroup else {
        found.append(RunGroup(name: run.name, runs: [place]))
        continue
      }
      if all.first == place { found.append(RunGroup(name: stem.isEmpty ? "all runs" : stem, runs: all)) }
    }
    return found
  }

  private static let words: Set<String> = [
    "seed", "run", "version", "fold", "trial", "rep", "repeat", "s", "r", "v",
  ]

  /// A name without the number at its end and the word before it: `resnet` for `resnet_seed3`; nil where it ends in no number.
  static func stem(of name: String) -> String? {
    var rest = name[...]
    // A log's own name, as in `seed3/metrics.csv`, says nothing of the run.
    if let slash = rest.lastIndex(of: "/"), rest[slash...].contains(".") { rest = rest[..<slash] }
    let digits = rest.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0 else { return nil }
    rest = rest.dropLast(digits)
    func trim() { while let last = rest.last, "_-=./ ".contains(last) { rest.removeLast() } }
    trim()
    let word = String(rest.reversed().prefix { $0.isLetter }.reversed())
    if words.contains(word.lowercased()), word.count < rest.count || word.count > 1 {
      rest = rest.dropLast(word.count)
      trim()
    }
    return String(rest)
  }
}

/// The mean of several curves with the spread around it.
public struct MeanCurve: Sendable, Equatable {
  /// The places along the level axis.
  public var x: [Double]
  /// The mean there.
  public var mean: [Double]
  /// The standard deviation of the curves there, with n − 1.
  public var deviation: [Double]

  /// The mean where all curves are; nil where they have no place in common, or fewer than two are given.
  ///
  /// - Parameter curves: each with rising places; between two points a curve is the line from one to the other.
  ///
  /// Cost: points × curves, of no more than a thousand points.
  public init?(_ curves: [(x: [Double], y: [Double])]) {
    let curves = curves.map { curve in
      let kept = zip(curve.x, curve.y).filter { $0.isFinite && $1.isFinite }
      return (x: kept.map(\.0), y: kept.map(\.1))
    }
    guard curves.count > 1, let low = curves.compactMap(\.x.first).max(),
      let high = curves.compactMap(\.x.last).min(),
      !curves.contains(where: \.x.isEmpty), low <= high
    else { return nil }
    var all = curves.flatMap(\.x).filter { $0 >= low && $0 <= high }.sorted()
    var kept: [Double] = []
    for x in all where kept.last != x { kept.append(x) }
    all = kept
    let step = Swift.max(1, all.count / TrainingTuning.meanPoints)
    x = stride(from: 0, to: all.count, by: step).map { all[$0] }
    var ways = [Int](repeating: 0, count: curves.count)
    (mean, deviation) = ([], [])
    for place in x {
      let values = curves.indices.map { Self.value(curves[$0], at: place, &ways[$0]) }
      let average = values.reduce(0, +) / Double(values.count)
      mean.append(average)
      let squares = values.reduce(0) { $0 + ($1 - average) * ($1 - average) }
      deviation.append((squares / Double(values.count - 1)).squareRoot())
    }
  }

  /// The value of a curve, looked for from where the last one was.
  private static func value(_ curve: (x: [Double], y: [Double]), at place: Double, _ way: inout Int) -> Double
  {
    while way + 1 < curve.x.count, curve.x[way + 1] <= place { way += 1 }
    guard way + 1 < curve.x.count, curve.x[way] < place, curve.x[way + 1] > curve.x[way] else {
      return curve.y[way]
    }
    let share = (place - curve.x[way]) / (curve.x[way + 1] - curve.x[way])
    return curve.y[way] + share * (curve.y[way + 1] - curve.y[way])
  }
}
