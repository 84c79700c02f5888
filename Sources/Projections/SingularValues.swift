/// The singular values of a matrix: how much it stretches along each of its main directions.
public enum SingularValues {
  /// Matrices whose shorter side is longer are left out: the cost grows with its cube.
  public static let mostSize = 1024
  /// Values below this share of the largest are lost in rounding, and are not told.
  public static let least = 1e-5

  /// The values from the largest on, those below ``least`` of it left out; nil for a matrix that is too large or has a
  /// number that is not finite.
  ///
  /// - Parameter numbers: row by row.
  ///
  /// By the products of the shorter side's rows. Cost: rows × columns × the shorter side, and its cube.
  public static func of(_ numbers: [Double], rows: Int, columns: Int) -> [Double]? {
    let size = min(rows, columns)
    guard size > 0, size <= mostSize, numbers.count == rows * columns, numbers.allSatisfy(\.isFinite) else {
      return nil
    }
    var side = numbers
    if columns < rows {
      for row in 0..<rows {
        for column in 0..<columns { side[column * rows + row] = numbers[row * columns + column] }
      }
    }
    let eigen = SymmetricMatrix(productsOf: side, count: size, width: max(rows, columns)).eigen(
      withVectors: false)
    guard let largest = eigen.values.first, largest > 0 else { return eigen.values.isEmpty ? nil : [] }
    return eigen.values.prefix { $0 > largest * least * least }.map { $0.squareRoot() }
  }
}
