/// What is known of a stored tensor's elements. Figures that need finite elements are over those.
public struct TensorStatistics: Sendable, Equatable {
  /// All elements.
  public var count: Int64 = 0
  /// How many are NaN.
  public var nanCount: Int64 = 0
  /// How many are plus infinity.
  public var plusInfinities: Int64 = 0
  /// How many are minus infinity.
  public var minusInfinities: Int64 = 0
  /// How many are exactly 0 or -0.
  public var zeros: Int64 = 0
  /// How many are of a magnitude below 10⁻³ of the standard deviation; exact zeros are among them.
  public var nearZero: Int64 = 0
  /// How many are further than six standard deviations from the mean.
  public var outliers: Int64 = 0
  /// The least and the greatest, their mean, and the standard deviation (by n); nil where no element is finite.
  public var range: Range?
  /// The root of the sum of squares.
  public var norm = 0.0
  /// The quantiles at ``quantileShares``; empty where no element is finite.
  public var quantiles: [Double] = []
  /// How elements are distributed.
  public var sketch = Sketch()
  /// The bits of an element that are used: of a float32 whose lower half is 0 everywhere it is 16.
  public var usedBits = 0

  /// The figures that only finite elements have.
  public struct Range: Sendable, Equatable {
    public var min, max, mean, deviation: Double
  }

  /// The shares of the quantiles that are kept.
  public static let quantileShares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// How many elements are not finite.
  public var nonFinite: Int64 { nanCount + plusInfinities + minusInfinities }
  /// How many are finite.
  public var finite: Int64 { count - nonFinite }

  /// Sets all that follows from a distribution and moments of finite elements.
  mutating func describe(_ distribution: Distribution, _ moments: Moments, min: Double, max: Double) {
    guard distribution.count > 0 else { return }
    range = Range(min: min, max: max, mean: moments.mean, deviation: moments.deviation)
    norm = moments.norm
    quantiles = distribution.quantiles(Self.quantileShares)
    sketch = Sketch(distribution)
  }
}
