/// What methods need to know of the columns of a table.
public enum DataColumns {
  /// Checks that rows are there and all have one length, which is returned.
  ///
  /// - Throws: ``ExplainingFault`` where they don't, or have no columns.
  static func width(of rows: [[Double]], _ what: String) throws(ExplainingFault) -> Int {
    guard let width = rows.first?.count else {
      throw ExplainingFault("explain-no-rows", "\(what) has no rows")
    }
    guard width > 0 else { throw ExplainingFault("explain-no-features", "\(what) has no features") }
    guard rows.allSatisfy({ $0.count == width }) else {
      throw ExplainingFault("explain-widths", "the rows of \(what) differ in length")
    }
    return width
  }

  /// The median of each column, without numbers that are NaN; NaN where there is no other. An even count gives the mean of both.
  ///
  /// - Throws: ``ExplainingFault`` where there are no rows, or their lengths differ.
  ///
  /// Cost: that of sorting each column.
  public static func medians(of rows: [[Double]]) throws(ExplainingFault) -> [Double] {
    let width = try width(of: rows, "the data set")
    return (0..<width).map { column in
      let sorted = rows.map { $0[column] }.filter { !$0.isNaN }.sorted()
      guard !sorted.isEmpty else { return .nan }
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
    }
  }

  /// The standard deviation of each column over its finite numbers, dividing by their count; 0 where there are none.
  ///
  /// - Throws: ``ExplainingFault`` where there are no rows, or their lengths differ.
  ///
  /// Cost: linear.
  public static func deviations(of rows: [[Double]]) throws(ExplainingFault) -> [Double] {
    let width = try width(of: rows, "the data set")
    return (0..<width).map { column in
      deviation(rows.map { $0[column] }.filter(\.isFinite))
    }
  }

  /// The standard deviation of numbers, dividing by their count; 0 where there are none.
  static func deviation(_ numbers: [Double]) -> Double {
    let mean = mean(numbers)
    return Self.mean(numbers.map { ($0 - mean) * ($0 - mean) }).squareRoot()
  }

  /// The mean of numbers; 0 where there are none.
  static func mean(_ numbers: [Double]) -> Double {
    numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
  }
}
