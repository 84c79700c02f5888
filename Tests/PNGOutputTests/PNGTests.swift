import PNGOutput
import TestSupport
import Testing

@Suite struct PNGTests {
  @Test func paletteOfUsedColours() throws {
    let colors = (0..<256).map { UInt32($0) * 0x010101 }
    let image = PixelImage(
      columns: 3, rows: 2, pixels: .palette([0, 200, 255, 7, 7, 200], colors: colors, clear: 255))
    let png = try DecodedPNG(image.png())
    #expect((png.columns, png.rows, png.depth) == (3, 2, 2))
    #expect(png.chunks == ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"])
    #expect((0..<6).map { png.color($0 % 3, $0 / 3) } == [0, 0xC8C8C8, nil, 0x070707, 0x070707, 0xC8C8C8])
  }

  /// One, two, four and eight bits, in rows that end within a byte.
  @Test(arguments: [(2, 1), (4, 2), (5, 4), (16, 4), (17, 8), (256, 8)])
  func depthFollowsTheColours(_ count: Int, _ depth: Int) throws {
    let colors = (0..<256).map { UInt32($0) * 3 }
    let pixels = (0..<(13 * 41)).map { UInt8($0 * 7 % count) }
    let png = try DecodedPNG(
      PixelImage(columns: 13, rows: 41, pixels: .palette(pixels, colors: colors, clear: nil)).png())
    #expect(png.depth == depth && !png.chunks.contains("tRNS"))
    #expect((0..<(13 * 41)).map { png.color($0 % 13, $0 / 13) } == pixels.map { colors[Int($0)] })
  }

  /// All filters win somewhere: flat rows, slopes along and across, and noise.
  @Test func trueColours() throws {
    let pixels = (0..<(40 * 30)).flatMap { place -> [UInt8] in
      let (x, y) = (place % 40, place / 40)
      return y < 10
        ? [UInt8(x * 5), UInt8(y * 9), 17]
        : y < 20
          ? [UInt8(x * x % 251), UInt8(x * y % 241), UInt8(y)] : [UInt8(x * 3 + y * 3), 200, UInt8(x / 9)]
    }
    let png = try DecodedPNG(PixelImage(columns: 40, rows: 30, pixels: .rgb(pixels)).png())
    #expect(png.rgba.enumerated().filter { $0.offset % 4 < 3 }.map(\.element) == pixels)
    #expect(png.chunks == ["IHDR", "IDAT", "IEND"])
    let grey = try DecodedPNG(PixelImage(columns: 40, rows: 90, pixels: .grey(pixels)).png())
    #expect(grey.rgba.enumerated().filter { $0.offset % 4 == 1 }.map(\.element) == pixels)
  }

  @Test func oddSizes() throws {
    #expect(PixelImage(columns: 0, rows: 5, pixels: .grey([])).png().isEmpty)
    #expect(PixelImage(columns: -1, rows: 5, pixels: .grey([])).png().isEmpty)
    #expect(PixelImage(columns: .max, rows: .max, pixels: .grey([])).png().isEmpty)
    // Missing pixels are 0, surplus ones go.
    let short = try DecodedPNG(PixelImage(columns: 2, rows: 2, pixels: .grey([9, 8])).png())
    #expect(short.rgba.enumerated().filter { $0.offset % 4 == 0 }.map(\.element) == [9, 8, 0, 0])
    let long = try DecodedPNG(
      PixelImage(columns: 1, rows: 1, pixels: .palette([1, 2, 3], colors: [5], clear: 3)).png())
    #expect(long.color(0, 0) == 0 && long.rgba.count == 4)
  }
}
