/// Occlusion in a coarse grid of cells first, then in quarters of those cells that matter most.
///
/// Each step looks at one in four of the cells of the step before, those with the largest change of either sign.
public struct RefinedOcclusion: Sendable {
  /// A map in which some parts are finer than others.
  public struct RefinedMap: Sendable, Equatable {
    /// f(x) of the target.
    public var prediction: Double
    /// By pixel: f(x) − f(image with its finest cell covered). Small cells change less than large ones: ``steps`` says which are which.
    public var pixels: [[Double]]
    /// By pixel: the step that looked at it last, from 0.
    public var steps: [[Int]]
    /// Rows that the model scored.
    public var passes: Int
  }

  /// How images lie in rows.
  public let grid: ImageGrid
  /// How often cells are divided.
  public let refinements: Int
  /// The most rows that the model will score. Cells of one pixel's width have two parts only, or none.
  public let passes: Int
  private let coarse: [PixelBlock]

  /// Divides an image.
  ///
  /// - Parameters:
  ///   - cells: cells a side of the first grid, or as many as there are pixels.
  ///   - refinements: how often cells are divided.
  /// - Throws: ``ExplainingFault`` where a number is not positive, or there are too many passes.
  public init(
    _ grid: ImageGrid, cells: Int = ExplainingTuning.coarseCells, refinements: Int = 1
  ) throws(ExplainingFault) {
    guard cells > 0, refinements >= 0 else {
      throw ExplainingFault("explain-window", "the image is divided into no cells")
    }
    let (rows, columns) = (min(cells, grid.height), min(cells, grid.width))
    (self.grid, self.refinements) = (grid, min(refinements, Int.bitWidth))
    var (count, all) = (rows * columns, 1 + rows * columns)
    for _ in 0..<self.refinements {
      count = 4 * Self.hot(count)
      all = try ExplainingFault.passes(1, count, plus: all)
    }
    passes = try ExplainingFault.passes(1, all)
    coarse = (0..<(rows * columns)).map { number in
      let (row, column) = (number / columns, number % columns)
      return PixelBlock(
        rows: (row * grid.height / rows)..<((row + 1) * grid.height / rows),
        columns: (column * grid.width / columns)..<((column + 1) * grid.width / columns))
    }
  }

  private static func hot(_ count: Int) -> Int {
    count / ExplainingTuning.refinedShare + (count % ExplainingTuning.refinedShare > 0 ? 1 : 0)
  }

  /// Makes the map of a target; see ``Occlusion/map(of:image:baseline:target:)``.
  ///
  /// - Throws: as there. Cost: ``passes`` at most.
  public func map(
    of model: ScoredModel, image: [Double], baseline: [Double], target: Int? = nil
  ) throws -> RefinedMap {
    var cover = try CoverRun(model, grid, image, baseline, target)
    var map = RefinedMap(
      prediction: cover.prediction,
      pixels: [[Double]](repeating: [Double](repeating: 0, count: grid.width), count: grid.height),
      steps: [[Int]](repeating: [Int](repeating: 0, count: grid.width), count: grid.height), passes: 0)
    var blocks = coarse
    for step in 0...refinements where !blocks.isEmpty {
      let drops = try cover.drops(blocks)
      for (block, drop) in zip(blocks, drops) {
        for row in block.rows {
          for column in block.columns {
            map.pixels[row][column] = drop
            map.steps[row][column] = step
          }
        }
      }
      let order = drops.indices.sorted { (abs(drops[$1]), $0) < (abs(drops[$0]), $1) }
      blocks = order.prefix(Self.hot(drops.count)).flatMap { Self.parts(of: blocks[$0]) }
    }
    map.passes = cover.passes
    return map
  }

  /// The quarters of a block, two halves of one that is a pixel wide; none of a pixel.
  private static func parts(of block: PixelBlock) -> [PixelBlock] {
    guard block.rows.count > 1 || block.columns.count > 1 else { return [] }
    return halves(of: block.rows).flatMap { rows in
      halves(of: block.columns).map { PixelBlock(rows: rows, columns: $0) }
    }
  }

  private static func halves(of range: Range<Int>) -> [Range<Int>] {
    let middle = range.lowerBound + range.count / 2
    return range.count > 1 ? [range.lowerBound..<middle, middle..<range.upperBound] : [range]
  }
}
