/// A table of numbers of one kind.
public struct NumberGrid: Sendable, Equatable {
  /// Numbers a row.
  public var columns: Int
  /// Rows.
  public var rows: Int
  /// The numbers, row by row; one that is not a number has no value.
  public var values: [Float]

  /// Makes a grid. Missing numbers have no value, surplus ones are left out.
  public init(columns: Int, rows: Int, values: [Float]) {
    (self.columns, self.rows) = (max(0, columns), max(0, rows))
    let (count, overflow) = self.columns.multipliedReportingOverflow(by: self.rows)
    guard !overflow, count <= Self.most else {
      (self.columns, self.rows, self.values) = (0, 0, [])
      return
    }
    self.values =
      values.count == count
      ? values : Array(values.prefix(count)) + [Float](repeating: .nan, count: max(0, count - values.count))
  }

  /// The most numbers of a grid.
  public static let most = 1 << 28

  /// How numbers are joined where one pixel stands for several.
  public enum Pooling: Sendable, Equatable {
    /// The one furthest from 0: outliers stay to be seen.
    case furthest
    /// The mean of those that have a value.
    case mean
  }

  /// The grid with no more columns and rows than asked for. Linear in the numbers.
  public func pooled(columns most: Int, rows mostRows: Int, by pooling: Pooling = .furthest) -> NumberGrid {
    let (width, height) = (min(columns, max(1, most)), min(rows, max(1, mostRows)))
    guard width < columns || height < rows else { return self }
    var sums = [Float](repeating: .nan, count: width * height)
    var counts = [Float](repeating: 0, count: pooling == .mean ? width * height : 0)
    let places = (0..<columns).map { $0 * width / columns }
    for row in 0..<rows {
      let start = row * height / rows * width
      for column in 0..<columns {
        let value = values[row * columns + column]
        if value.isNaN { continue }
        let place = start + places[column]
        switch pooling {
        case .furthest: if !(abs(sums[place]) >= abs(value)) { sums[place] = value }
        case .mean:
          sums[place] = sums[place].isNaN ? value : sums[place] + value
          counts[place] += 1
        }
      }
    }
    for place in counts.indices where counts[place] > 0 { sums[place] /= counts[place] }
    return NumberGrid(columns: width, rows: height, values: sums)
  }

  /// The lowest and the highest finite number; nil where there is none.
  public var extremes: (low: Float, high: Float)? {
    var (low, high) = (Float.infinity, -Float.infinity)
    for value in values where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
    }
    return low <= high ? (low, high) : nil
  }

  /// Whether a number has no value.
  var hasMissing: Bool { values.contains { $0.isNaN } }
}
