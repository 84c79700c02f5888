/// The numbers at which functions are compared. They are fixed, so that every run decides alike.
enum Samples {
  /// Columns of the matrix for functions of rows.
  static let columns = 8

  /// Points for functions of single numbers. The two forms of GELU differ most, by 0.0005, near ±2.3; bounds of
  /// clipped functions lie at ±1, ±2.5, ±3 and 6; saturation shows at ±30.
  static let points: [Double] = [
    -30, -11, -7.3, -5.2, -4, -3.1, -2.8, -2.6, -2.3, -2.1, -1.7, -1.2, -0.9, -0.55, -0.2, -0.01, 0, 0.03,
    0.3, 0.7,
    0.95, 1.4, 1.9, 2.2, 2.4, 2.9, 3.2, 4.5, 5.8, 6.4, 11, 30,
  ]

  /// Rows for functions of rows: of different mean, scale and sign.
  static let matrix: [Double] = [
    0.3, -1.2, 2.1, 0.7, -0.4, 1.9, -2.2, 0.5,
    4.1, 3.2, 5.7, 4.9, 2.6, 6.3, 3.3, 4.4,
    -0.06, 0.11, -0.02, -0.17, 0.08, 0.05, -0.13, 0.21,
    -9.0, 2.0, -7.5, 0.0, 12.5, -3.0, 1.0, -0.5,
  ]

  /// The elements that stand for a stored tensor: different for each, and no two alike.
  static func vector(_ number: Int, count: Int) -> [Double] {
    (0..<count).map { place in
      let mixed = (place * 37 + number * 101 + 13) % 97
      return 0.4 + Double(mixed) / 60
    }
  }
}
