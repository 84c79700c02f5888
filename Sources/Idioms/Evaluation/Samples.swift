/// The numbers at which functions are compared. They are fixed, so that every run decides alike.
enum Samples {
  /// Columns of the matrices for functions of rows, where the real number does not matter. What is a norm at one width
  /// and not at another has a constant that depends on the width.
  static let widths = [8, 11]

  /// Wider rows are not tried: programs of softmaxes over vocabularies would cost as much as small models.
  static let mostColumns = 8192

  /// Points for functions of single numbers. The two forms of GELU differ most, by 0.0005, near ±2.3; bounds of
  /// clipped functions lie at ±1, ±2.5, ±3 and 6; saturation shows at ±30.
  static let points: [Double] = [
    -30, -11, -7.3, -5.2, -4, -3.1, -2.8, -2.6, -2.3, -2.1, -1.7, -1.2, -0.9, -0.55, -0.2, -0.01, 0, 0.03,
    0.3, 0.7,
    0.95, 1.4, 1.9, 2.2, 2.4, 2.9, 3.2, 4.5, 5.8, 6.4, 11, 30,
  ]

  /// Rows for functions of rows: of different mean, scale and sign, in row-major order.
  static func matrix(columns: Int) -> [Double] {
    let rows: [(mean: Double, scale: Double)] = [(0.2, 2.1), (4.3, 1.6), (0.01, 0.19), (-0.6, 11.5)]
    return rows.enumerated().flatMap { row, about in
      (0..<columns).map { place in
        let mixed = (place * 41 + row * 29 + 17) % 97
        return about.mean + about.scale * (Double(mixed) / 48 - 1)
      }
    }
  }

  /// The elements that stand for a stored tensor: different for each, and no two alike.
  static func vector(_ number: Int, count: Int) -> [Double] {
    (0..<count).map { place in
      let mixed = (place * 37 + number * 101 + 13) % 97
      return 0.4 + Double(mixed) / 60
    }
  }
}
