import Rendering
import TestSupport
import Testing

@Suite struct BackgroundTests {
  private let sample = Sample.resnet

  private func ground(_ options: SVGOptions) -> String? {
    let scene = paint(sample.diagram, sample.placement)
    let svg = String(decoding: renderSVG(scene, options), as: UTF8.self)
    // The first rectangle at the origin is the ground.
    guard let rect = svg.split(separator: "\n").first(where: { $0.contains("x=\"0\" y=\"0\"") }) else {
      return nil
    }
    return rect.split(separator: "\"").dropLast().last.map(String.init)
  }

  @Test func automaticByTheKindOfPicture() {
    #expect(ground(SVGOptions(theme: .light)) == "#ffffff")
    #expect(ground(SVGOptions(theme: .auto)) == "#ffffff")
    #expect(ground(SVGOptions(theme: .print)) == "#ffffff")
    #expect(ground(SVGOptions(theme: .dark)) == nil)
    #expect(ground(SVGOptions(theme: .light, darkSelector: ".dark")) == nil)
    #expect(ground(SVGOptions(theme: .light, isFragment: true)) == nil)
  }

  @Test(arguments: ThemeChoice.allCases) func asAsked(_ theme: ThemeChoice) {
    let page = theme == .dark ? "#0f1216" : "#ffffff"
    #expect(ground(SVGOptions(theme: theme, background: .theme)) == page)
    #expect(ground(SVGOptions(theme: theme, background: .transparent)) == nil)
    #expect(ground(SVGOptions(theme: theme, background: .color(Color(0x12AB00)))) == "#12ab00")
  }

  /// A colour that was asked for stays when the reader's system is dark.
  @Test func coloursHaveNoDarkRule() throws {
    let scene = paint(sample.diagram, sample.placement)
    let svg = try parseXML(renderSVG(scene, SVGOptions(theme: .auto, background: .color(Color(0x12AB00)))))
    let rect = try #require(svg.all.first { $0.name == "rect" })
    #expect(rect["fill"] == "#12ab00" && rect.classes.isEmpty)
  }

  @Test(arguments: [
    ("auto", Background.automatic), ("theme", .theme), ("transparent", .transparent),
    ("White", .color(Color(0xFFFFFF))), ("black", .color(Color(0))), ("#0d1117", .color(Color(0x0D1117))),
    ("#ABC", .color(Color(0xAABBCC))),
  ])
  func words(_ text: String, _ background: Background) {
    #expect(Background(text) == background)
    #expect(Background(background.text) == background)
  }

  @Test(arguments: [
    "", "#", "#12", "#12345", "#1234567", "#ggg", "# 12", "#+12345", "red", "url(x)", "#é12", "none",
  ])
  func oddWords(_ text: String) { #expect(Background(text) == nil) }
}
