import Testing

@testable import Explaining

/// What windows cover, and what is made of the scores.
@Suite struct OcclusionTests {
  /// The scores of a network, looked up by the images that windows should make.
  @Test func mapsEqualTheOracle() throws {
    let oracle = try ImageOracle.read()
    #expect(oracle.occlusion.count == 4)
    for known in oracle.occlusion {
      var scores: [[Double]: Double] = [:]
      for top in known.probability_drop.indices {
        for left in known.probability_drop[top].indices {
          var image = oracle.image
          for pixel in 0..<64 {
            let (row, column) = (pixel / 8 - top * known.stride, pixel % 8 - left * known.stride)
            if (0..<known.window).contains(row), (0..<known.window).contains(column) {
              image[pixel] = known.baseline_value
            }
          }
          scores[image] = oracle.probability - known.probability_drop[top][left]
        }
      }
      scores[oracle.image] = oracle.probability
      let model = ScoredModel { rows in rows.map { [0, scores[$0] ?? .nan] } }
      let method = try Occlusion(ImageGrid(height: 8, width: 8), window: known.window, stride: known.stride)
      let found = try method.map(
        of: model, image: oracle.image,
        baseline: [Double](repeating: known.baseline_value, count: 64))
      #expect(found.prediction == oracle.probability && found.passes == method.passes)
      #expect(difference(found.drops.flatMap { $0 }, known.probability_drop.flatMap { $0 }) < 1e-9)
      #expect(
        difference(found.pixels.flatMap { $0 }, known.pixel_mean_probability_drop.flatMap { $0 }) < 1e-8)
    }
  }

  /// Channels are covered together, wherever they stand.
  @Test(arguments: [true, false]) func channelsGoTogether(isPlanar: Bool) throws {
    let grid = try ImageGrid(height: 2, width: 3, channels: 2, isPlanar: isPlanar)
    #expect(grid.columns(1..<2, 2..<3) == (isPlanar ? [5, 11] : [10, 11]))
    #expect(try grid.segments(2, 3).flatMap { $0 }.sorted() == Array(0..<12))
    let model = ScoredModel { rows in rows.map { [$0.reduce(0, +)] } }
    let image = (0..<12).map { Double($0) }
    let found = try Occlusion(grid, window: 1, stride: 1).map(
      of: model, image: image, baseline: [Double](repeating: 0, count: 12), target: 0)
    let wanted: [Double] = isPlanar ? [6, 8, 10, 12, 14, 16] : [1, 5, 9, 13, 17, 21]
    #expect(found.drops.flatMap { $0 } == wanted && found.pixels == found.drops)
  }

  /// More windows are put around those that matter, and around no others.
  @Test func refinesWhereItMatters() throws {
    let grid = try ImageGrid(height: 16, width: 24)
    var image = [Double](repeating: 0, count: grid.count)
    image[5 * 24 + 7] = 10
    let method = try RefinedOcclusion(grid, window: 4, refinements: 2)
    #expect(method.starts.rows == [0, 4, 8, 12] && method.starts.columns == [0, 4, 8, 12, 16, 20])
    let found = try method.map(
      of: ScoredModel { rows in rows.map { [$0.reduce(0, +)] } }, image: image,
      baseline: [Double](repeating: 0, count: grid.count))
    #expect(found.prediction == 10 && found.passes <= method.passes && found.passes > 1 + 24)
    // Only the window from row 4 and column 4 on covers the bright pixel in the first step.
    for (row, drops) in found.drops.enumerated() {
      for (column, drop) in drops.enumerated() { #expect(drop == (row == 1 && column == 1 ? 10 : 0)) }
    }
    #expect(found.steps[5][7] == 2 && found.pixels[5][7] == 10)
    // Fewer of the windows over a pixel cover the bright one, the farther away it is.
    #expect(found.pixels[5][7] > found.pixels[5][5] && found.pixels[5][5] > found.pixels[5][12])
    #expect(found.pixels[15][23] == 0)
    let tiny = try RefinedOcclusion(ImageGrid(height: 1, width: 2), window: 1, refinements: 3)
    let small = try tiny.map(of: ScoredModel { $0.map { [$0[0]] } }, image: [1, 2], baseline: [0, 0])
    #expect(small.pixels == [[1, 0]] && small.passes <= tiny.passes)
  }

  /// The last windows end with the image, where its size is no multiple of theirs.
  @Test func everyPixelIsCovered() throws {
    let grid = try ImageGrid(height: 7, width: 10)
    let found = try RefinedOcclusion(grid, window: 3, refinements: 0).map(
      of: ScoredModel { rows in rows.map { [$0.reduce(0, +)] } }, image: (0..<70).map { _ in 1 },
      baseline: [Double](repeating: 0, count: 70))
    #expect(found.pixels.joined().allSatisfy { abs($0 - 9) < 1e-12 } && found.passes == 1 + 3 * 4)
  }

  @Test func contradictionsAreFaults() throws {
    #expect(fault("explain-image") { _ = try ImageGrid(height: 0, width: 3) })
    #expect(fault("explain-passes") { _ = try ImageGrid(height: .max, width: .max) })
    let grid = try ImageGrid(height: 2, width: 3)
    for (window, stride) in [(3, 1), (0, 1), (1, 0), (-1, 1)] {
      #expect(fault("explain-window") { _ = try Occlusion(grid, window: window, stride: stride) })
    }
    #expect(fault("explain-image") { _ = try grid.segments(3, 3) })
    #expect(fault("explain-window") { _ = try RefinedOcclusion(grid, window: 0) })
    let method = try Occlusion(grid, window: 1, stride: 1)
    let model = ScoredModel { $0.map { [$0[0]] } }
    let image = [Double](repeating: 1, count: 6)
    #expect(fault("explain-image") { _ = try method.map(of: model, image: [1], baseline: image) })
    #expect(
      fault("explain-target") { _ = try method.map(of: model, image: image, baseline: image, target: 1) })
  }
}
