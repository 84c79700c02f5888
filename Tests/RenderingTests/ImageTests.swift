import DiagramModel
import PictureFaults
import Rendering
import TestSupport
import Testing

@Suite struct ImageTests {
  private func scene(_ pixels: Scene.Image.Pixels, title: String = "a < b") -> Scene {
    let image = Scene.Image(
      frame: Rect(Point(10, 20), Size(30, 15)), columns: 2, rows: 1, pixels: pixels, title: title)
    return Scene(size: Size(60, 50), title: "Title", summary: "", items: [.image(image)])
  }

  private func image(
    _ pixels: Scene.Image.Pixels, _ theme: ThemeChoice = .light, density: Double = 0
  ) throws -> (XMLElement, DecodedPNG) {
    let bytes = renderSVG(scene(pixels), SVGOptions(theme: theme), imageDensity: density)
    #expect(svgFaults(bytes).isEmpty)
    let element = try #require(try parseXML(bytes).all.first { $0.name == "image" })
    return (element, try DecodedPNG(try #require(element["xlink:href"].flatMap(Self.content))))
  }

  /// The bytes of a data URI.
  private static func content(_ uri: String) -> [UInt8]? {
    guard let comma = uri.firstIndex(of: ",") else { return nil }
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var (bytes, word, bits): ([UInt8], UInt32, UInt32) = ([], 0, 0)
    for digit in uri[comma...].utf8.dropFirst() {
      guard let value = digits.firstIndex(of: digit) else { break }
      word = word << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(word >> bits & 0xFF))
      }
    }
    return bytes
  }

  @Test func oneElementWithSharpPixels() throws {
    let (element, png) = try image(.rgb([255, 0, 0, 0, 0, 255]))
    #expect(["x", "y", "width", "height"].map { element[$0] } == ["10", "20", "30", "15"])
    #expect(element["preserveAspectRatio"] == "none" && element["image-rendering"] == "optimizeSpeed")
    #expect(element["style"] == "image-rendering:pixelated")
    #expect(element.children.map(\.name) == ["title"] && element.children[0].text == "a < b")
    #expect([png.color(0, 0), png.color(1, 0)] == [0xFF0000, 0x0000FF])
  }

  /// For viewers that blur: 30 × 15 CSS pixels at density 1.5 want 45 × 23, and two columns make 46 of it.
  @Test func pixelsAreStoredOften() throws {
    let (_, png) = try image(.levels([0, 254], .grey), density: 1.5)
    #expect((png.columns, png.rows) == (46, 23))
    #expect((0..<46).map { png.color($0, 11) } == (0..<46).map { $0 < 23 ? 0 : 0xFFFFFF })
  }

  /// Zero is white on white pages, and as good as the page on dark ones; no value lets the ground through.
  @Test func levelsHaveTheThemesColours() throws {
    let (_, light) = try image(.levels([127, 255], .diverging))
    #expect(light.color(0, 0) == 0xFFFFFF && light.color(1, 0) == nil)
    let (_, ground) = try image(.levels([0, 254], .fromGround))
    #expect(ground.color(0, 0) == 0xFFFFFF)
    let (_, dark) = try image(.levels([127, 0], .diverging), .dark)
    #expect(Color(try #require(dark.color(0, 0))).contrast(with: Theme.dark.page) < 1.1)
    let (_, grey) = try image(.levels([0, 254], .grey))
    #expect([grey.color(0, 0), grey.color(1, 0)] == [0, 0xFFFFFF])
  }

  /// Lightness alone tells amounts apart: it changes all along, and on paper nothing else does.
  @Test func palettesCanBeReadWithoutHue() {
    for theme in [Theme.light, .dark, .print] {
      for scale in [ColorScale.sequential, .fromGround, .grey] {
        let lights = theme.palettes.colors(scale).map(\.luminance)
        #expect(lights.count == 255)
        #expect(
          zip(lights, lights.dropFirst()).allSatisfy { $0 <= $1 + 1e-3 }
            || zip(lights, lights.dropFirst()).allSatisfy { $0 >= $1 - 1e-3 })
        #expect(abs(lights[0] - lights[254]) > 0.6)
      }
      for half in [
        theme.palettes.colors(.diverging).prefix(128), theme.palettes.colors(.diverging).suffix(128),
      ] {
        let lights = half.map(\.luminance)
        #expect(lights == lights.sorted() || lights == lights.sorted(by: >))
      }
    }
    for scale in ColorScale.allCases {
      #expect(Theme.print.palettes.colors(scale).allSatisfy { $0.grey == $0 })
    }
  }

  @Test func levelsOfShares() {
    #expect([-1, 0, 0.5, 1, 7].map(ColorScale.level) == [0, 0, 127, 254, 254])
    #expect(ColorScale.level(.nan) == ColorScale.noValue)
  }

  @Test func nothingForNoPixels() throws {
    var scene = scene(.rgb([]))
    scene.items = [
      .image(.init(frame: Rect(Point(0, 0), Size(9, 9)), columns: 0, rows: 4, pixels: .rgb([]), title: "")),
      .image(
        .init(frame: Rect(Point(0, 0), Size(0, 9)), columns: 1, rows: 1, pixels: .rgb([1, 2, 3]), title: "")),
    ]
    #expect(try !parseXML(renderSVG(scene, SVGOptions())).all.contains { $0.name == "image" })
  }

  @Test func dumpsTellOfImages() {
    #expect(scene(.levels([0, 9], .grey)).dump.contains("image 10,20 30×15 2×1 grey a < b"))
  }

  /// A document with words inside is not one picture.
  @Test func pagesWithChartsAreDocuments() throws {
    var scene = scene(.rgb([0, 0, 0, 9, 9, 9]))
    #expect(try parseXML(renderSVG(scene, SVGOptions()))["role"] == "img")
    scene.items = [.begin(.init(role: .chart(kind: "line"), tooltip: "Loss", summary: "from 2 to 1")), .end]
    let svg = try parseXML(renderSVG(scene, SVGOptions()))
    #expect(svg["role"] == "graphics-document document")
    let chart = try #require(svg.children.last)
    #expect(chart.classes == ["foldout-chart", "foldout-chart-line"] && chart["role"] == "img")
    #expect(chart.children.map(\.text) == ["Loss", "from 2 to 1"])
  }

  @Test func turnedTextReadsUpwards() throws {
    var scene = scene(.rgb([]))
    scene.items = [
      .text(.init(text: "up", style: .tick, at: Point(5, 9), fill: .text(.tick), isTurned: true))
    ]
    let text = try #require(try parseXML(renderSVG(scene, SVGOptions())).all.first { $0.name == "text" })
    #expect(text["transform"] == "rotate(-90 5 9)")
  }
}
