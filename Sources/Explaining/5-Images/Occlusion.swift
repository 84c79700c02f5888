/// Where an image loses its score when a window of it is covered (Zeiler and Fergus 2014).
public struct Occlusion: Sendable {
  /// What windows do.
  public struct OcclusionMap: Sendable, Equatable {
    /// f(x) of the target.
    public var prediction: Double
    /// By window, row by row: f(x) − f(image with the window covered).
    public var drops: [[Double]]
    /// By pixel: the mean over the windows that cover it; 0 where none does.
    public var pixels: [[Double]]
    /// Rows that the model scored.
    public var passes: Int
  }

  /// How images lie in rows.
  public let grid: ImageGrid
  /// Pixels a side of a window.
  public let window: Int
  /// Pixels from one window to the next.
  public let stride: Int
  /// How many windows there are one below the other. Only whole windows are tried.
  public let rows: Int
  /// How many windows there are one beside the other.
  public let columns: Int
  /// Rows that the model will score: one a window, and the image.
  public let passes: Int

  /// Lays windows over an image.
  ///
  /// - Throws: ``ExplainingFault`` where a window does not fit, sizes are not positive, or there are too many passes.
  public init(_ grid: ImageGrid, window: Int, stride: Int) throws(ExplainingFault) {
    guard window > 0, stride > 0, window <= grid.height, window <= grid.width else {
      throw ExplainingFault("explain-window", "no window of this size fits into the image")
    }
    (self.grid, self.window, self.stride) = (grid, window, stride)
    rows = (grid.height - window) / stride + 1
    columns = (grid.width - window) / stride + 1
    passes = try ExplainingFault.passes(rows, columns, plus: 1)
  }

  /// Makes the map of a target.
  ///
  /// - Parameters:
  ///   - target: the number of a score; nil for the largest one of the whole image.
  ///   - baseline: an image whose pixels cover: zeros, or a mean.
  /// - Throws: ``ExplainingFault`` for sizes that don't fit, a target that is not there and answers that can't be used, and what
  ///   the model throws.
  ///
  /// Cost: ``passes``, and the pixels of all windows.
  public func map(
    of model: ScoredModel, image: [Double], baseline: [Double], target: Int? = nil
  ) throws -> OcclusionMap {
    var cover = try CoverRun(model, grid, image, baseline, target)
    let windows = (0..<(rows * columns)).map { number in
      let (top, left) = (number / columns * stride, number % columns * stride)
      return PixelBlock(rows: top..<(top + window), columns: left..<(left + window))
    }
    let drops = try cover.drops(windows)
    var means = WindowMeans(grid)
    for (window, drop) in zip(windows, drops) { means.add(drop, window, 0) }
    return OcclusionMap(
      prediction: cover.prediction,
      drops: (0..<rows).map { Array(drops[($0 * columns)..<(($0 + 1) * columns)]) }, pixels: means.means,
      passes: cover.passes)
  }
}
