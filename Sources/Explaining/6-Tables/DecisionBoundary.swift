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
    /// Rows that the model scored.
    public var passes: Int
  }

  /// The numbers of both features.
  public let features: (x: Int, y: Int)
  /// The row in which two features change.
  public let base: [Double]
  /// By column: the first feature.
  public let x: [Double]
  /// By row: the second feature.
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
    guard cells > 1, cells <= ExplainingTuning.mostCells else {
      throw ExplainingFault(
        "explain-boundary", "a boundary has from 2 to \(ExplainingTuning.mostCells) cells a side")
    }
    base = try DataColumns.medians(of: rows)
    x = try Self.axis(rows.map { $0[features.x] }, cells)
    y = try Self.axis(rows.map { $0[features.y] }, cells)
    self.features = features
    passes = try ExplainingFault.passes(cells, cells)
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
    try run.score(passes) { number in
      var row = base
      row[features.x] = x[number % x.count]
      row[features.y] = y[number / x.count]
      return row
    } take: { number, scores in
      let best = Quality.best(scores)
      classes[number / x.count].append(best)
      confidence[number / x.count].append(
        scores.count > 1 ? scores[best] : (best == 1 ? scores[0] : 1 - scores[0]))
    }
    return ClassGrid(x: x, y: y, classes: classes, confidence: confidence, passes: run.passes)
  }
}
