/// Numbers over a level axis, as a line.
///
/// Values should be in the order of `x`. A value that is not finite, or has no logarithm on such an axis, is a gap.
public struct LineSeries: Sendable {
  /// What it is called: at the end of the line, or in the legend.
  public var name: String
  /// Places along the level axis.
  public var x: [Double]
  /// The values there; surplus ones are left out.
  public var y: [Double]
  /// The values before they were smoothed: a faint line behind.
  public var raw: [Double]
  /// Ranges around the line, the widest first.
  public var bands: [Band]
  /// The number of the series whose colour it has; its place in the panel where not given.
  public var series: Int?
  /// Whether the line is dashed.
  public var isDashed: Bool
  /// Points with names.
  public var marks: [Mark]

  /// Makes a series.
  public init(
    _ name: String, x: [Double], y: [Double], raw: [Double] = [], bands: [Band] = [], series: Int? = nil,
    isDashed: Bool = false, marks: [Mark] = []
  ) {
    (self.name, self.x, self.y, self.raw, self.bands) = (name, x, y, raw, bands)
    (self.series, self.isDashed, self.marks) = (series, isDashed, marks)
  }

  /// A median with bands of half, 90 % and 98 % of the values around it.
  public init(x: [Double], quantiles: [Quantiles], series: Int? = nil) {
    func all(_ place: Int) -> [Double] {
      quantiles.map { $0.values.indices.contains(place) ? $0.values[place] : .nan }
    }
    self.init(
      "median", x: x, y: all(3),
      bands: zip(Quantiles.nested, ["98 %", "90 %", "half of the values"]).map {
        Band($1, low: all($0.low), high: all($0.high))
      }, series: series)
  }

  /// A range at each place.
  public struct Band: Sendable {
    /// What it is, for the legend.
    public var name: String
    /// Where it begins.
    public var low: [Double]
    /// Where it ends.
    public var high: [Double]

    /// Makes a band.
    public init(_ name: String = "", low: [Double], high: [Double]) {
      (self.name, self.low, self.high) = (name, low, high)
    }
  }

  /// A point with a name.
  public struct Mark: Sendable {
    /// Where it is.
    public var x: Double
    /// See ``x``.
    public var y: Double
    /// What it is: `best 0.912`.
    public var label: String

    /// Marks a point.
    public init(x: Double, y: Double, _ label: String) { (self.x, self.y, self.label) = (x, y, label) }
  }

  /// Whether there is anything to draw.
  var isEmpty: Bool {
    !(zip(x, y).contains { $0.isFinite && $1.isFinite } || zip(x, raw).contains { $0.isFinite && $1.isFinite }
      || bands.contains { band in zip(x, band.low).contains { $0.isFinite && $1.isFinite } })
  }

  /// The last value that is one.
  func last(_ kind: Axis.Kind) -> (x: Double, y: Double)? {
    for place in stride(from: min(x.count, y.count) - 1, through: 0, by: -1)
    where x[place].isFinite && y[place].isFinite && (kind == .linear || y[place] > 0) {
      return (x[place], y[place])
    }
    return nil
  }
}
