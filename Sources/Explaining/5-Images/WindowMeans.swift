/// Means over the windows that cover each pixel.
struct WindowMeans {
  private var sums: [[Double]]
  private var counts: [[Int]]
  /// By pixel: the step of the last window that covers it.
  private(set) var steps: [[Int]]

  init(_ grid: ImageGrid) {
    sums = [[Double]](repeating: [Double](repeating: 0, count: grid.width), count: grid.height)
    counts = [[Int]](repeating: [Int](repeating: 0, count: grid.width), count: grid.height)
    steps = counts
  }

  /// Adds what a window says. Cost: its pixels.
  mutating func add(_ drop: Double, _ block: PixelBlock, _ step: Int) {
    for row in block.rows {
      for column in block.columns {
        sums[row][column] += drop
        counts[row][column] += 1
        steps[row][column] = step
      }
    }
  }

  /// By pixel: the mean; 0 where no window covers it. Cost: linear in pixels.
  var means: [[Double]] {
    zip(sums, counts).map { sums, counts in
      zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : 0 }
    }
  }
}
