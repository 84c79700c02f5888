/// The number, mean and spread of some numbers, so that parts of a whole can be joined.
///
/// Joining follows Chan, Golub and LeVeque (1979): no large numbers are subtracted from each other.
struct Moments: Sendable, Equatable {
  private(set) var count = 0.0
  private(set) var mean = 0.0
  /// The sum of the squares of differences to the mean.
  private(set) var squares = 0.0

  /// The moments of nothing.
  init() {}

  /// The moments of `count` numbers from their sum, and from the sum of the squares of differences to `shift`.
  init(count: Double, sum: Double, squares: Double, shift: Double) {
    guard count > 0 else { return }
    self.count = count
    mean = sum / count
    self.squares = max(0, squares - count * (mean - shift) * (mean - shift))
  }

  /// The moments of `count` numbers of a known mean and standard deviation.
  init(_ count: Int64, mean: Double, deviation: Double) {
    (self.count, self.mean) = (Double(count), mean)
    squares = deviation * deviation * Double(count)
  }

  /// The moments of one number, `count` times.
  init(_ value: Double, count: Double) { (self.count, mean) = (count, value) }

  /// The moments of numbers, each of which is finite.
  init(_ values: some Sequence<Double>) { for value in values { add(Moments(value, count: 1)) } }

  /// Joins two parts.
  mutating func add(_ other: Moments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = count + other.count
    let step = other.mean - mean
    squares += other.squares + step * step * count * other.count / total
    mean += step * other.count / total
    count = total
  }

  /// The standard deviation, by the number of values; infinite where their squares leave what double can hold.
  var deviation: Double {
    guard count > 0 else { return 0 }
    let deviation = (squares / count).squareRoot()
    return deviation.isNaN ? .infinity : deviation
  }
  /// The root of the sum of the squares of the numbers themselves.
  var norm: Double { (squares + count * mean * mean).squareRoot() }
}
