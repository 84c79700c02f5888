/// Occlusion by windows side by side first, then by windows of the same size between those that matter most.
///
/// Every window has one size, so all changes can be compared; where it matters, more of them overlap, and the map is finer.
/// Each step looks around one in four of the windows of the step before, those with the largest change of either sign.
public struct RefinedOcclusion: Sendable {
  /// A map in which some parts are finer than others.
  public struct RefinedMap: Sendable, Equatable {
    /// f(x) of the target.
    public var prediction: Double
    /// By window of the first step, row by row: f(x) − f(image with the window covered).
    public var drops: [[Double]]
    /// By pixel: the mean over the windows that cover it.
    public var pixels: [[Double]]
    /// By pixel: the step that looked at it last, from 0.
    public var steps: [[Int]]
    /// Rows that the model scored.
    public var passes: Int
  }

  /// How images lie in rows.
  public let grid: ImageGrid
  /// Pixels a side of a window; fewer where the image is smaller.
  public let window: (height: Int, width: Int)
  /// Where windows of the first step begin: the first rows, and the first columns, of pixels. The last ones end with the image.
  public let starts: (rows: [Int], columns: [Int])
  /// How often windows are put between.
  public let refinements: Int
  /// The most rows that the model will score. Windows that were there before are not tried again.
  public let passes: Int

  /// Lays windows over an image.
  ///
  /// - Parameters:
  ///   - window: pixels a side.
  ///   - refinements: how often windows are put between: at half the distance, then at a quarter.
  /// - Throws: ``ExplainingFault`` where a number is not positive, or there are too many passes.
  public init(_ grid: ImageGrid, window: Int, refinements: Int = 1) throws(ExplainingFault) {
    guard window > 0, refinements >= 0 else {
      throw ExplainingFault("explain-window", "no window of this size fits into the image")
    }
    let size = (height: min(window, grid.height), width: min(window, grid.width))
    (self.grid, self.window, self.refinements) = (grid, size, min(refinements, Int.bitWidth))
    starts = (Self.starts(grid.height, size.height), Self.starts(grid.width, size.width))
    var count = try ExplainingFault.passes(starts.rows.count, starts.columns.count)
    var all = try ExplainingFault.passes(1, count, plus: 1)
    for _ in 0..<self.refinements {
      count = try ExplainingFault.passes(Self.around, Self.hot(count))
      all = try ExplainingFault.passes(1, count, plus: all)
    }
    passes = all
  }

  /// The windows around one.
  private static let around = 8

  private static func hot(_ count: Int) -> Int {
    count / ExplainingTuning.refinedShare + (count % ExplainingTuning.refinedShare > 0 ? 1 : 0)
  }

  private static func starts(_ pixels: Int, _ window: Int) -> [Int] {
    var starts = Array(stride(from: 0, through: pixels - window, by: window))
    if let last = starts.last, last + window < pixels { starts.append(pixels - window) }
    return starts
  }

  /// Makes the map of a target; see ``Occlusion/map(of:image:baseline:target:)``.
  ///
  /// - Throws: as there. Cost: ``passes`` at most.
  public func map(
    of model: ScoredModel, image: [Double], baseline: [Double], target: Int? = nil
  ) throws -> RefinedMap {
    var cover = try CoverRun(model, grid, image, baseline, target)
    let columns = starts.columns
    var corners = starts.rows.flatMap { top in columns.map { Corner(top: top, left: $0) } }
    var seen = Set(corners)
    var means = WindowMeans(grid)
    var first: [[Double]] = []
    for step in 0...refinements where !corners.isEmpty {
      let drops = try cover.drops(corners.map(block))
      if step == 0 {
        first = starts.rows.indices.map { Array(drops[($0 * columns.count)..<(($0 + 1) * columns.count)]) }
      }
      for (corner, drop) in zip(corners, drops) { means.add(drop, block(corner), step) }
      let order = drops.indices.sorted { (abs(drops[$1]), $0) < (abs(drops[$0]), $1) }
      let shift = (
        down: window.height >> min(step + 1, Int.bitWidth - 1),
        right: window.width >> min(step + 1, Int.bitWidth - 1)
      )
      corners = order.prefix(Self.hot(drops.count)).flatMap { place in
        neighbours(of: corners[place], shift).filter { seen.insert($0).inserted }
      }
    }
    return RefinedMap(
      prediction: cover.prediction, drops: first, pixels: means.means, steps: means.steps,
      passes: cover.passes)
  }

  /// The upper left pixel of a window.
  private struct Corner: Hashable {
    var top: Int
    var left: Int
  }

  private func block(_ corner: Corner) -> PixelBlock {
    PixelBlock(
      rows: corner.top..<(corner.top + window.height), columns: corner.left..<(corner.left + window.width))
  }

  private func neighbours(of corner: Corner, _ shift: (down: Int, right: Int)) -> [Corner] {
    var found: [Corner] = []
    for down in [-shift.down, 0, shift.down] {
      for right in [-shift.right, 0, shift.right] {
        found.append(
          Corner(
            top: min(max(corner.top + down, 0), grid.height - window.height),
            left: min(max(corner.left + right, 0), grid.width - window.width)))
      }
    }
    return found
  }
}
