/// How well scores fit what is known of rows: the larger, the better.
public enum Quality: String, Sendable, CaseIterable {
  /// The share of rows whose class, as a number, has the largest score; the first of equal ones counts. One score alone is that of
  /// class 1, which it stands for above ½.
  case accuracy
  /// Minus the mean squared error of the first score.
  case meanSquaredError

  /// The quality of all rows. Cost: linear.
  func of(_ scores: [[Double]], _ known: [Double]) -> Double {
    guard !scores.isEmpty else { return 0 }
    switch self {
    case .accuracy:
      let right = zip(scores, known).count { Double(Self.best($0)) == $1 }
      return Double(right) / Double(scores.count)
    case .meanSquaredError:
      return -DataColumns.mean(zip(scores, known).map { ($0[0] - $1) * ($0[0] - $1) })
    }
  }

  /// The class that scores stand for.
  static func best(_ scores: [Double]) -> Int {
    guard scores.count > 1 else { return (scores.first ?? 0) > 0.5 ? 1 : 0 }
    var best = 0
    for number in scores.indices where scores[number] > scores[best] { best = number }
    return best
  }
}

/// A data set, and what is known of its rows.
public struct KnownRows: Sendable, Equatable {
  /// The features of each row.
  public let rows: [[Double]]
  /// By row: the number of its class, or its value.
  public let known: [Double]

  /// Joins rows with what is known of them.
  ///
  /// - Throws: ``ExplainingFault`` where there are no rows, lengths differ, or what is known is not finite.
  public init(_ rows: [[Double]], known: [Double]) throws(ExplainingFault) {
    _ = try DataColumns.width(of: rows, "the data set")
    guard known.count == rows.count else {
      throw ExplainingFault("explain-widths", "what is known and the data set differ in their number of rows")
    }
    guard known.allSatisfy(\.isFinite) else {
      throw ExplainingFault("explain-known", "what is known of a row is not a finite number")
    }
    (self.rows, self.known) = (rows, known)
  }

  /// How many features a row has.
  var width: Int { rows.first?.count ?? 0 }
}
