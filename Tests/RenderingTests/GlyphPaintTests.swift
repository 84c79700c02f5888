import DiagramModel
import TestSupport
import Testing
import TextMetrics

@testable import Rendering

/// Glyphs lie inside their cards, clear of text, in the colours of every theme.
@Suite struct GlyphPaintTests {
  private static let bend = Glyph(
    curve: [[Point(0, 9.9), Point(9, 9.9), Point(18, 0.7)]], origin: Point(9, 9.9))
  private static let steps = Glyph(
    curve: [[Point(0, 9), Point(9, 9)], [Point(9, 2), Point(18, 2)]], origin: Point(9, 9))
  private static let shares = Glyph(
    bars: [Rect(Point(1, 8), Size(2.6, 3)), Rect(Point(5, 2), Size(2.6, 9))], axis: 11.5)

  private func svg(_ glyph: Glyph, below: Bool = false, heat: HeatLevel? = nil, _ theme: ThemeChoice = .light)
    throws
    -> XMLElement
  {
    var card = Card(
      form: .op, kind: "activation", identity: "Relu", heading: measure("ReLU", style: .op),
      detail: measure("×3", style: .badge), lines: below ? [measure("64×3×7×7", style: .small)] : [])
    card.glyph = glyph
    card.hasGlyphBelow = below
    card.heat = heat
    let box = Box(content: .card(card), size: Size(160, below ? 41 : 28), name: "r")
    var sample = Sample()
    sample.fill(0, [box])
    return try parseXML(renderSVG(sample.diagram, sample.placement, theme: theme))
  }

  private func group(_ svg: XMLElement) throws -> XMLElement {
    let groups = svg.all.filter { $0.classes.contains("foldout-glyph") }
    #expect(groups.count == 1)
    return try #require(groups.first)
  }

  @Test func axesAndACurve() throws {
    let paths = try group(try svg(Self.bend)).children
    #expect(paths.map(\.name) == ["path", "path"])
    #expect(paths.map { $0["fill"] } == ["none", "none"])
    #expect(paths.map { $0["stroke-width"] } == ["0.8", "1.4"])
    #expect(paths[1]["stroke"] == "#d57301" && paths[0]["stroke"] == "#c3c9d3")
    #expect(try group(try svg(Self.steps)).children[1]["d"]?.filter { $0 == "M" }.count == 2)
  }

  @Test func barsAreFilled() throws {
    let paths = try group(try svg(Self.shares)).children
    #expect(paths[1]["fill"] == "#d57301" && paths[1]["stroke"] == nil)
    #expect(paths[1]["d"]?.filter { $0 == "Z" }.count == 2)
    #expect(paths[0]["d"]?.filter { $0 == "M" }.count == 1)
  }

  /// On paper as black as text; on the colours of a heat map as dark as text too.
  @Test func coloursFollowTheGround() throws {
    #expect(try group(try svg(Self.bend, .print)).children[1]["stroke"] == "#000000")
    let heat = try group(try svg(Self.bend, heat: .highest)).children[1]["stroke"]
    #expect(heat != "#d57301")
    let auto = try svg(Self.bend, .auto)
    let sheet = try #require(auto.all.first { $0.name == "style" }).text
    #expect(sheet.contains("foldout-s-curve") && sheet.contains("foldout-s-axis"))
  }

  @Test(arguments: [false, true]) func insideTheCard(_ below: Bool) throws {
    let svg = try svg(Self.bend, below: below)
    let node = try #require(svg.all.first { $0.classes.contains("foldout-node") })
    let card = try #require(node.children.first { $0.name == "rect" })
    let numbers = { (name: String) in Double(card[name] ?? "") ?? 0 }
    let start = try #require(try group(svg).children[1]["d"]?.dropFirst().prefix { $0 != "H" && $0 != "L" })
    let place = start.split(separator: " ").compactMap { Double($0) }
    #expect(place.count == 2)
    #expect(place[0] + Metrics.glyph.width < numbers("x") + numbers("width"))
    #expect(place[1] < numbers("y") + numbers("height"))
    // A badge gives way to a glyph beside it.
    let badge = try #require(node.all.first { $0.name == "text" && $0.text == "×3" })
    let middle = Double(badge["x"] ?? "") ?? 0
    #expect(below == (middle > place[0]))
  }

  @Test func dumpsTellOfIt() {
    var sample = Sample()
    var box = Sample.op("Relu", "activation")
    if case .card(var card) = box.content {
      card.glyph = Self.bend
      box.content = .card(card)
    }
    sample.fill(0, [box])
    let dump = paint(sample.diagram, sample.placement).dump
    #expect(["glyph", "+3 axis", "+2 curve"].allSatisfy(dump.contains))
  }
}
