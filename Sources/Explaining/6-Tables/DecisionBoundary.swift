import Projections

/// The classes of a model over two features, all others at their medians.
public struct DecisionBoundary: Sendable {
  /// A grid of classes: rows go along the second feature, columns along the first.
  public struct ClassGrid: Sendable, Equatable {
    /// By column: the first feature.
    public var x: [Double]
    /// By row: the second feature.
    public var y: [Double]
    /// By row, then by column: the number of the class with the largest score, as ``Quality/accuracy`` counts.
    public var classes: [[Int]]
    /// By row, then by column: the largest score; of one score alone, that of the class it stands for.
    public var confidence: [[Double]]
    /// By row, then by column: the second largest score.
    public var second: [[Double]]
    /// Rows that the model scored.
    public var passes: Int
  }

  /// What the plane is made of.
  public enum Plane: Sendable, Equatable {
    /// Two features by number; all others are at their medians.
    case features(x: Int, y: Int)
    /// The first two principal components of the data set, through its mean.
    case principal
  }

  /// What the plane is made of.
  public let plane: Plane
  /// The row at the origin of the plane; of features, whose numbers are replaced, the medians.
  public let base: [Double]
  /// Of principal components: both directions, each of length 1.
  private let axes: (x: [Double], y: [Double])
  /// By row of the data set: its place on the plane.
  public let places: [(x: Double, y: Double)]
  /// By column: the first coordinate.
  public let x: [Double]
  /// By row: the second coordinate.
  public let y: [Double]
  /// Rows that the model will score: one a cell.
  public let passes: Int

  /// Makes a grid over the range of a data set, which is widened by 5 % on each side. A feature that does not vary gets ½ on each side.
  ///
  /// - Parameters:
  ///   - rows: the data set.
  ///   - features: the numbers of two features.
  ///   - cells: columns, and rows; at least 2.
  /// - Throws: ``ExplainingFault`` where a feature is not there, is the same twice or has no finite number, or cells are too many or
  ///   too few.
  ///
  /// Cost: that of sorting each column.
  public init(
    over rows: [[Double]], features: (x: Int, y: Int), cells: Int = 120
  ) throws(ExplainingFault) {
    let width = try DataColumns.width(of: rows, "the data set")
    let columns = 0..<width
    guard columns.contains(features.x), columns.contains(features.y), features.x != features.y else {
      throw ExplainingFault("explain-boundary", "a boundary needs two different features of the data set")
    }
    try self.init(
      .features(x: features.x, y: features.y), base: DataColumns.medians(of: rows), axes: ([], []),
      places: rows.map { ($0[features.x], $0[features.y]) }, cells)
  }

  /// Makes a grid over the plane of a data set's first two principal components: centred, not scaled. Its range is that of the
  /// data on the plane, widened as for features.
  ///
  /// - Throws: ``ExplainingFault`` where the data set has less than three rows or two directions, or numbers that are not finite, or
  ///   cells are too many or too few.
  ///
  /// Cost: rows × features × the smaller of both.
  public init(principalPlaneOf rows: [[Double]], cells: Int = 120) throws(ExplainingFault) {
    let width = try DataColumns.width(of: rows, "the data set")
    let points = Array(rows.joined())
    guard points.allSatisfy(\.isFinite),
      let found = PrincipalComponents(points, count: rows.count, width: width, axes: 2),
      found.places.count == 2
    else {
      throw ExplainingFault(
        "explain-boundary", "the data set has no plane: its numbers are too few or not finite")
    }
    let base = (0..<width).map { column in DataColumns.mean(rows.map { $0[column] }) }
    // Places on an axis are products with it, so that sums of rows by places have its direction.
    let axes = found.places.map { places -> [Double] in
      let size = places.reduce(0) { $0 + $1 * $1 }
      return (0..<width).map { column in
        zip(rows, places).reduce(0) { $0 + ($1.0[column] - base[column]) * $1.1 } / size
      }
    }
    try self.init(
      .principal, base: base, axes: (axes[0], axes[1]),
      places: rows.indices.map { (found.places[0][$0], found.places[1][$0]) },
      cells)
  }

  private init(
    _ plane: Plane, base: [Double], axes: ([Double], [Double]), places: [(x: Double, y: Double)], _ cells: Int
  ) throws(ExplainingFault) {
    guard cells > 1, cells <= ExplainingTuning.mostCells else {
      throw ExplainingFault(
        "explain-boundary", "a boundary has from 2 to \(ExplainingTuning.mostCells) cells a side")
    }
    (self.plane, self.base, self.axes, self.places) = (plane, base, axes, places)
    x = try Self.axis(places.map(\.x), cells)
    y = try Self.axis(places.map(\.y), cells)
    passes = try ExplainingFault.passes(cells, cells)
  }

  /// The row of a cell.
  private func row(_ number: Int) -> [Double] {
    let (x, y) = (x[number % x.count], y[number / x.count])
    var row = base
    switch plane {
    case .features(let first, let second): (row[first], row[second]) = (x, y)
    case .principal:
      for column in row.indices { row[column] += x * axes.x[column] + y * axes.y[column] }
    }
    return row
  }

  private static func axis(_ numbers: [Double], _ cells: Int) throws(ExplainingFault) -> [Double] {
    let finite = numbers.filter(\.isFinite)
    guard let least = finite.min(), let largest = finite.max(), (largest - least).isFinite else {
      throw ExplainingFault("explain-boundary", "a feature has no finite range")
    }
    let margin = largest > least ? (largest - least) * ExplainingTuning.margin : 0.5
    let (start, end) = (least - margin, largest + margin)
    let step = (end - start) / Double(cells - 1)
    return (0..<cells).map { $0 == cells - 1 ? end : start + Double($0) * step }
  }

  /// Scores the grid.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``.
  public func grid(of model: ScoredModel) throws -> ClassGrid {
    var run = ScoringPasses(model)
    var classes = [[Int]](repeating: [], count: y.count)
    var confidence = [[Double]](repeating: [], count: y.count)
    var second = confidence
    try run.score(passes) {
      row($0)
    } take: { number, scores in
      let best = Quality.best(scores)
      classes[number / x.count].append(best)
      let sure = scores.count > 1 ? scores[best] : (best == 1 ? scores[0] : 1 - scores[0])
      confidence[number / x.count].append(sure)
      let others = scores.indices.filter { $0 != best }.map { scores[$0] }
      second[number / x.count].append(others.max() ?? 1 - sure)
    }
    return ClassGrid(x: x, y: y, classes: classes, confidence: confidence, second: second, passes: run.passes)
  }
}
