import DiagramModel
import Rendering
import TestSupport
import Testing
import TextMetrics

@Suite struct HostileTests {
  private static let marks =
    "</text><script>alert(1)</script>\" onload=\"x' & ]]> <!-- \u{0}\u{1b}\u{202E}\u{FFFF0} \u{2066}é層🧠\n\r\t"

  private func page(_ boxes: [Box], title: String = "") -> (Diagram, Placement) {
    var sample = Sample()
    sample.diagram.title = title
    sample.fill(0, boxes)
    return (sample.diagram, sample.placement)
  }

  @Test func namesAreText() throws {
    var op = Sample.op(Self.marks, Self.marks, Self.marks, [Self.marks], name: Self.marks)
    if case .card(var card) = op.content {
      // Even a line that nobody made safe is only text.
      card.lines[0].text = Self.marks
      card.heading.text = Self.marks
      op.content = .card(card)
    }
    let (diagram, placement) = page(
      [Sample.terminal(Self.marks, isInput: true), op, Sample.block(Self.marks, Self.marks, repeats: 3)],
      title: Self.marks)
    for theme in ThemeChoice.allCases {
      let bytes = renderSVG(diagram, placement, theme: theme)
      let svg = try parseXML(bytes)
      #expect(!svg.all.contains { $0.name == "script" || $0["onload"] != nil })
      #expect(svg.all.contains { $0.name == "text" && $0.text.hasPrefix("</text><script>") })
      let text = String(decoding: bytes, as: UTF8.self)
      for mark in ["\u{202E}", "\u{2066}", "\u{0}", "\u{1b}", "<script"] { #expect(!text.contains(mark)) }
    }
  }

  @Test func longNamesAreCut() throws {
    let long = String(repeating: "n", count: 3_000_000)
    let (diagram, placement) = page([
      Sample.terminal(long, isInput: true), Sample.op("Conv", "convolution", name: long),
    ])
    let svg = renderSVG(diagram, placement)
    #expect(svg.count < 20_000)
    let names = try parseXML(svg).all.compactMap { $0["data-name"] }
    #expect(names.allSatisfy { $0.unicodeScalars.count <= 201 })
  }

  @Test func numbersThatAreNone() throws {
    var (diagram, placement) = page([
      Sample.terminal("a", isInput: true), Sample.op("Conv", "convolution"),
    ])
    placement.panels[0].boxes[1] = Rect(Point(.nan, .infinity), Size(-.infinity, 1e300))
    placement.panels[0].routes[0] = Route(
      start: Point(.nan, 0), segments: [.curve(Point(1e308, -1e308), Point(0, 0), Point(.nan, .nan))])
    let text = String(decoding: renderSVG(diagram, placement), as: UTF8.self).lowercased()
    #expect(!text.contains("nan\"") && !text.contains("inf ") && !text.contains("e+"))
    _ = try parseXML(Array(text.utf8))
    diagram.panels[0].boxes = []
    _ = try parseXML(renderSVG(diagram, placement))
    _ = try parseXML(renderSVG(Diagram(panels: []), Placement(panels: [])))
  }

  /// Blocks in blocks, 10,000 deep: no stack overflow, every block drawn, groups nested no deeper than XML
  /// readers take.
  @Test func deepBlocks() throws {
    let depth = 10_000
    var diagram = Diagram(panels: [])
    var placement = Placement(panels: [])
    for panel in 0...depth {
      let inner = Box(content: .panel(panel + 1), size: Size(0, 0), name: "b\(panel)")
      diagram.panels.append(Panel(boxes: panel < depth ? [inner] : [], depth: panel))
      let frames = panel < depth ? [Rect(Point(1, 1), Size(10, 10))] : []
      placement.panels.append(PanelPlacement(size: Size(10, 10), boxes: frames))
    }
    let bytes = renderSVG(diagram, placement)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.split(separator: "foldout-block").count - 1 == depth)
    var (open, deepest) = (0, 0)
    for line in text.split(separator: "\n") {
      if line.hasPrefix("<g ") { open += 1 }
      if line == "</g>" { open -= 1 }
      deepest = max(deepest, open)
    }
    #expect(open == 0 && deepest <= 110)
  }

  @Test func panelsThatHoldThemselves() throws {
    let loop = Box(content: .panel(1), size: Size(10, 10), name: "loop")
    let lost = Box(content: .panel(99), size: Size(10, 10), name: "lost")
    let panel = Panel(boxes: [loop, lost], depth: 1)
    let frames = [Rect](repeating: Rect(Point(0, 0), Size(10, 10)), count: 2)
    let place = PanelPlacement(size: Size(20, 20), boxes: frames)
    let svg = try parseXML(renderSVG(Diagram(panels: [panel, panel]), Placement(panels: [place, place])))
    #expect(svg.all.filter { $0.classes.contains("foldout-block") }.count == 1)
  }
}
