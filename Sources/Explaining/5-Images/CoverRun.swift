/// A rectangle of pixels.
struct PixelBlock: Sendable, Equatable {
  var rows: Range<Int>
  var columns: Range<Int>
}

/// Scores of an image with parts covered.
struct CoverRun {
  private var run: ScoringPasses
  private let grid: ImageGrid
  private let image: [Double]
  private let baseline: [Double]
  private let target: Int
  /// f(x) of the target.
  let prediction: Double

  /// Rows that the model scored.
  var passes: Int { run.passes }

  init(
    _ model: ScoredModel, _ grid: ImageGrid, _ image: [Double], _ baseline: [Double], _ target: Int?
  ) throws {
    try grid.check(image, baseline)
    run = ScoringPasses(model)
    let scores = try run.score(image)
    let best = scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
    guard scores.indices.contains(target ?? best) else {
      throw ExplainingFault("explain-target", "the model has no score of this number")
    }
    (self.grid, self.image, self.baseline, self.target) = (grid, image, baseline, target ?? best)
    prediction = scores[self.target]
  }

  /// What the score loses by each of some blocks alone. Cost: as many passes.
  mutating func drops(_ blocks: [PixelBlock]) throws -> [Double] {
    let (image, baseline, grid) = (image, baseline, grid)
    let (target, whole) = (target, prediction)
    var drops: [Double] = []
    try run.score(blocks.count) { number in
      var covered = image
      for place in grid.columns(blocks[number].rows, blocks[number].columns) {
        covered[place] = baseline[place]
      }
      return covered
    } take: {
      drops.append(whole - $1[target])
    }
    return drops
  }
}
