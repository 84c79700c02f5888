/// The answers of a plane as numbers on a grid: which class, and how sure.
struct RegionField {
  /// Places of columns and rows, ascending.
  let x: [Double]
  let y: [Double]
  /// By row: the place of the class in ``groups``, below 0 for none, and its confidence.
  private(set) var ranks: [Int] = []
  private(set) var confidence: [Double] = []
  /// By how much the class is ahead of the next one; not a number where that is not known.
  private var lead: [Double] = []
  /// Whether a confidence is known.
  private(set) var hasConfidence = false
  /// The classes that occur, by number.
  private(set) var groups: [(number: Int, cells: Int)] = []
  /// Where confidence begins and ends.
  private(set) var range = (low: 0.5, high: 1.0)

  /// How many cells there are.
  var cells: Int { ranks.count }

  init(_ plane: RegionChart.Plane) {
    // Rows and columns without a place, or not in order, would fold the plane.
    let columns = Self.ascending(plane.x)
    let rows = Self.ascending(plane.y).filter { plane.classes.indices.contains($0) }
    guard columns.count > 1, rows.count > 1 else {
      (x, y) = ([], [])
      return
    }
    x = columns.map { plane.x[$0] }
    y = rows.map { plane.y[$0] }
    var numbers: [Int?] = []
    for row in rows {
      for column in columns {
        numbers.append(plane.classes[row].indices.contains(column) ? plane.classes[row][column] : nil)
        let sure = Self.number(plane.confidence, row, column)
        confidence.append(sure)
        lead.append(sure - Self.number(plane.second, row, column))
      }
    }
    var counts: [Int: Int] = [:]
    for case let number? in numbers { counts[number, default: 0] += 1 }
    // Of too many classes the smallest areas stay empty, as cells without a class do.
    let kept = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(
      ChartTuning.mostRegionClasses)
    groups = kept.map { ($0.key, $0.value) }.sorted { $0.number < $1.number }
    let places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($0.element.number, $0.offset) })
    ranks = numbers.map { $0.flatMap { places[$0] } ?? -1 }
    settle()
  }

  private static func number(_ rows: [[Double]], _ row: Int, _ column: Int) -> Double {
    rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column] : .nan
  }

  /// The places of an ascending axis, evenly skipped where they are too many.
  private static func ascending(_ values: [Double]) -> [Int] {
    var kept: [Int] = []
    for (place, value) in values.enumerated() where value.isFinite && abs(value) < ChartTuning.largest {
      if let last = kept.last, values[last] >= value { continue }
      kept.append(place)
    }
    let most = ChartTuning.mostRegionCells
    guard kept.count > most else { return kept }
    return (0..<most).map { kept[$0 * (kept.count - 1) / (most - 1)] }
  }

  /// Shares go from what all classes have by chance to 1; other numbers over their own range.
  private mutating func settle() {
    let finite = confidence.filter(\.isFinite)
    hasConfidence = !finite.isEmpty
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    if least >= -1e-6, most <= 1 + 1e-6 {
      range = (1 / Double(max(groups.count, 2)), 1)
      // A class may be missing from the plane, which has made chance larger than it is.
      range.low = min(range.low, max(0, (least * 20).rounded(.down) / 20))
    } else {
      range = least < most ? (least, most) : (least - 1, least + 1)
    }
    confidence = confidence.map { $0.isFinite ? min(max($0, range.low), range.high) : range.low }
  }

  /// The confidence from which a step of colour is stronger than the last.
  func threshold(_ step: Int, of steps: Int) -> Double {
    range.low + (range.high - range.low) * Double(step) / Double(steps)
  }

  /// Above 0 where the class is this one or a later one. Between two classes it is 0 where both are as sure.
  func isAtLeast(_ rank: Int) -> [Double] {
    // Of two classes the one loses what the other wins, so both meet at a half.
    let least = groups.count == 2 && range.high == 1 ? max(range.low, 0.5) : range.low
    let small = (range.high - range.low) * 1e-3
    return ranks.indices.map { cell in
      let ahead = lead[cell].isFinite ? lead[cell] : confidence[cell] - least
      let margin = max(ahead, small)
      return ranks[cell] >= rank ? margin : -margin
    }
  }

  /// Above 0 where the class is this one and its confidence above a threshold.
  func isSure(_ rank: Int, above threshold: Double) -> [Double] {
    let small = (range.high - range.low) * 1e-3
    return ranks.indices.map { cell in
      if ranks[cell] == rank { return confidence[cell] - threshold }
      // What another class has, this one cannot have.
      return min(range.high - confidence[cell] + min(range.low, 0) - threshold, -small)
    }
  }
}
