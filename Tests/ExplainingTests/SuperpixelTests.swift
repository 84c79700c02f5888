import ElementaryFunctions
import Testing

@testable import Explaining

/// Segments along the edges of images.
@Suite struct SuperpixelTests {
  /// A bright disc on a dark ground, in one channel or three.
  private static func disc(_ side: Int, channels: Int, isPlanar: Bool) throws -> (ImageGrid, [Double]) {
    let grid = try ImageGrid(height: side, width: side, channels: channels, isPlanar: isPlanar)
    var image = [Double](repeating: 0, count: grid.count)
    for row in 0..<side {
      for column in 0..<side where isInside(row, column, side) {
        for place in grid.columns(row..<(row + 1), column..<(column + 1)) { image[place] = 1 }
      }
    }
    return (grid, image)
  }

  private static func isInside(_ row: Int, _ column: Int, _ side: Int) -> Bool {
    let (down, right) = (2 * row + 1 - side, 2 * column + 1 - side)
    return down * down + right * right < side * side / 4
  }

  @Test(arguments: [(1, true), (3, true), (3, false)]) func segmentsFollowEdges(channels: Int, isPlanar: Bool)
    throws
  {
    let side = 40
    let (grid, image) = try Self.disc(side, channels: channels, isPlanar: isPlanar)
    let groups = try grid.superpixels(of: image, wanted: 25)
    #expect((12...40).contains(groups.count))
    // Every number of the image is in one segment, all channels of a pixel in the same.
    #expect(groups.joined().sorted() == Array(0..<grid.count))
    #expect(grid.groupOfPixel(groups).allSatisfy { $0 != nil })
    // No segment has pixels of both sides of the edge.
    for group in groups { #expect(Set(group.map { image[$0] }).count == 1) }
    #expect(try grid.superpixels(of: image, wanted: 25) == groups)
  }

  /// Each segment is in one piece, even in noise.
  @Test func segmentsAreConnected() throws {
    let grid = try ImageGrid(height: 24, width: 31)
    var random = SplitMix(seed: 7)
    let image = (0..<grid.count).map { _ in random.unit() }
    let groups = try grid.superpixels(of: image, wanted: 20)
    #expect(groups.joined().sorted() == Array(0..<grid.count))
    let labels = grid.groupOfPixel(groups).map { $0 ?? -1 }
    let parts = ImageParts(labels, height: 24, width: 31).joined(smallest: 0)
    #expect(parts.count == groups.count)
  }

  @Test func extremes() throws {
    let grid = try ImageGrid(height: 3, width: 4)
    #expect(try grid.superpixels(of: [Double](repeating: .nan, count: 12), wanted: 1).count == 1)
    #expect(try !grid.superpixels(of: (0..<12).map(Double.init), wanted: 12).isEmpty)
    #expect(fault("explain-image") { _ = try grid.superpixels(of: [1], wanted: 1) })
    #expect(
      fault("explain-image") { _ = try grid.superpixels(of: [Double](repeating: 0, count: 12), wanted: 13) })
  }
}
