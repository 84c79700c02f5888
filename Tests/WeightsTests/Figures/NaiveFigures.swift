/// Figures by their definitions, in two passes and a sort.
struct NaiveFigures {
  var min, max, mean, deviation: Double
  var nearZero, outliers: Int
  private let sorted: [Double]

  init(_ numbers: [Double]) {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let deviation = (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    sorted = numbers.sorted()
    (min, max, self.mean, self.deviation) = (sorted[0], sorted[sorted.count - 1], mean, deviation)
    nearZero = numbers.count { abs($0) < 1e-3 * deviation }
    outliers = numbers.count { abs($0 - mean) > 6 * deviation }
  }

  /// A quantile by linear interpolation.
  func quantile(_ share: Double) -> Double {
    let position = share * Double(sorted.count - 1)
    let (below, above) = (Int(position.rounded(.down)), Int(position.rounded(.up)))
    return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
  }
}
