/// A function of rows (the last axis) that people know by name: a normalisation or a softmax.
struct RowFunction: Sendable {
  /// The name in the table of idioms.
  let name: String
  /// Whether a stored scale and bias may follow.
  let isScaled: Bool
  /// Whether it divides by the width, and so may be written with a constant that depends on it. What is a length at one
  /// width only is a scaled RMSNorm, and means that.
  let dividesByWidth: Bool
  private let row: @Sendable (ArraySlice<Double>, Double) -> [Double]

  /// Larger constants are no guard against division by zero.
  static let mostEpsilon = 0.01

  /// Its values on a matrix.
  func apply(_ matrix: [Double], columns: Int, _ epsilon: Double) -> [Double] {
    stride(from: 0, to: matrix.count, by: columns).flatMap { row(matrix[$0..<($0 + columns)], epsilon) }
  }

  /// All functions.
  static let all = [
    RowFunction(name: "LayerNorm", isScaled: true, dividesByWidth: true) { row, epsilon in
      let mean = row.reduce(0, +) / Double(row.count)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
      return row.map { ($0 - mean) / (variance + epsilon).squareRoot() }
    },
    RowFunction(name: "RMSNorm", isScaled: true, dividesByWidth: true) { row, epsilon in
      let square = row.reduce(0) { $0 + $1 * $1 } / Double(row.count)
      return row.map { $0 / (square + epsilon).squareRoot() }
    },
    RowFunction(name: "L2Norm", isScaled: true, dividesByWidth: false) { row, epsilon in
      let square = row.reduce(0) { $0 + $1 * $1 }
      return row.map { $0 / (square + epsilon).squareRoot() }
    },
    RowFunction(name: "Softmax", isScaled: false, dividesByWidth: false) { row, _ in
      ElementOperation.Reduction.softmax(row)
    },
    RowFunction(name: "LogSoftmax", isScaled: false, dividesByWidth: false) { row, _ in
      ElementOperation.Reduction.logSoftmax(row)
    },
  ]

  /// Whether values are those of a core, times a stored scale, plus a stored bias; each may be missing, and a scale may
  /// be stored less one, as Gemma does. The scale and the bias stay symbols: any vector may be either.
  static func isAffine(
    _ values: [Double], of core: [Double], columns: Int, vectorCount: Int, _ isScaled: Bool
  ) -> Bool {
    guard isScaled || vectorCount == 0, vectorCount <= 2 else { return false }
    let vectors = (0..<vectorCount).map { Samples.vector($0, count: columns) }
    func fits(_ change: (Double, Int) -> Double) -> Bool {
      let wanted = core.enumerated().map { change($1, $0 % columns) }
      return FormulaTable.difference(values, wanted) != nil
    }
    switch vectorCount {
    case 0: return fits { core, _ in core }
    case 1:
      return fits { $0 * vectors[0][$1] } || fits { $0 * (1 + vectors[0][$1]) }
        || fits { $0 + vectors[0][$1] }
    default:
      return [(0, 1), (1, 0)].contains { scale, bias in
        fits { $0 * vectors[scale][$1] + vectors[bias][$1] }
          || fits { $0 * (1 + vectors[scale][$1]) + vectors[bias][$1] }
      }
    }
  }
}
