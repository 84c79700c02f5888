import DiagramModel
import Rasterizing
import Rendering
import TestSupport
import Testing

/// An image in a picture is drawn with sharp pixels by librsvg too, whose decoder is not ours.
@Suite(.enabled(if: Raster.versions != nil, "librsvg is not installed")) struct SharpImageTests {
  private static let colors: [UInt32] = [0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0x800080, 0x404040]

  @Test(arguments: [1.0, 2, 3]) func everyPixelHasItsColour(_ scale: Double) throws {
    let bytes = Self.colors.flatMap { [UInt8($0 >> 16), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)] }
    let image = Scene.Image(
      frame: Rect(Point(10, 10), Size(60, 40)), columns: 3, rows: 2, pixels: .rgb(bytes), title: "")
    let scene = Scene(size: Size(80, 60), title: "", summary: "", items: [.image(image)])
    let png = try DecodedPNG(
      Raster.png(renderSVG(scene, SVGOptions(), imageDensity: scale), width: 80, height: 60, scale: scale)
        .bytes)
    // The middle of each pixel, and two places near its corners.
    for place in 0..<6 {
      for (x, y) in [(0.5, 0.5), (0.06, 0.06), (0.94, 0.94)] {
        let at = Point(10 + (Double(place % 3) + x) * 20, 10 + (Double(place / 3) + y) * 20)
        #expect(png.color(Int(at.x * scale), Int(at.y * scale)) == Self.colors[place], "\(place) at \(x)")
      }
    }
  }

  /// Numbers by way of a palette, and a pixel that lets the ground through.
  @Test func levels() throws {
    let image = Scene.Image(
      frame: Rect(Point(0, 0), Size(30, 10)), columns: 3, rows: 1, pixels: .levels([0, 255, 254], .grey),
      title: "")
    let scene = Scene(size: Size(30, 10), title: "", summary: "", items: [.image(image)])
    let png = try DecodedPNG(
      Raster.png(renderSVG(scene, SVGOptions()), width: 30, height: 10, scale: 1).bytes)
    #expect([5, 15, 25].map { png.color($0, 5) } == [0, nil, 0xFFFFFF])
  }
}
