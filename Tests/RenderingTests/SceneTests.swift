import DiagramModel
import Testing
import TextMetrics

@testable import Rendering

@Suite struct SceneTests {
  private func texts(_ scene: Scene) -> [Scene.Text] {
    scene.items.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  @Test func groupsAreBalanced() {
    for sample in [Sample.resnet, Sample.transformer] {
      var depth = 0
      for item in paint(sample.diagram, sample.placement).items {
        if case .begin = item { depth += 1 }
        if case .end = item { depth -= 1 }
        #expect(depth >= 0)
      }
      #expect(depth == 0)
    }
  }

  /// Legend and caption wrap to the picture; a narrow picture is widened, but not to a long caption's width.
  @Test func notesWrap() {
    var sample = Sample()
    sample.fill(0, [Sample.terminal("x", isInput: true), Sample.op("Relu", "activation")])
    let long =
      Array(repeating: "words", count: 60).joined(separator: " ") + String(repeating: "w", count: 200)
    sample.legend((0..<9).map { ("custom", "Kind number \($0)") }, caption: long)
    let scene = paint(sample.diagram, sample.placement)
    #expect(scene.size.width <= Notes.leastWidth + 2 * Painter.margin)
    let small = texts(scene).filter { $0.style == .legend }
    #expect(small.count > 12)
    for text in small {
      #expect(
        text.at.x + measure(text.text, style: text.style).width <= scene.size.width - Painter.margin + 0.01)
      #expect(text.at.y < scene.size.height - Painter.margin)
    }
    #expect(small.contains { $0.text.contains("…") })
  }

  @Test func noNotesNoRoom() {
    var sample = Sample()
    sample.fill(0, [Sample.op("Relu", "activation")])
    let scene = paint(sample.diagram, sample.placement)
    #expect(scene.size.height == sample.placement.panels[0].size.height + 2 * Painter.margin)
  }

  /// The badge stands to the right of the title, within the room the header claims.
  @Test func badgesBesideTitles() throws {
    let lines = [
      measure("layers.0 … 31", style: .title), measure("×32", style: .badge),
      measure("Layer", style: .subtitle),
    ]
    let header = Panel.Header(lines: lines)
    #expect(header.size.height == TextStyle.title.lineHeight + TextStyle.subtitle.lineHeight)
    let items = CardPainter.items(header, at: Point(10, 20))
    let pill = try #require(
      items.compactMap { item -> Scene.Path? in if case .path(let path) = item { path } else { nil } }.first)
    let xs = pill.steps.compactMap { step -> Double? in
      switch step {
      case .line(let end), .corner(_, let end): end.x
      default: nil
      }
    }
    #expect((xs.min() ?? 0) >= 10 + lines[0].width + Metrics.badgeGap - 0.01)
    #expect(abs((xs.max() ?? 0) - (10 + header.size.width)) < 0.01)
  }

  @Test func sheetsLieBelowLinesAndCards() throws {
    let items = paint(Sample.resnet.diagram, Sample.resnet.placement).items
    let sheet = try #require(
      items.firstIndex { if case .path(let path) = $0 { path.fill == .block } else { false } })
    let lines = try #require(
      items.firstIndex { if case .path(let path) = $0 { path.link != nil } else { false } })
    let card = try #require(
      items.firstIndex { if case .rect(let rect) = $0 { rect.fill == .block } else { false } })
    #expect(sheet < lines && lines < card)
  }

  /// A captured value's line is dashed; a line that only crosses a border has no arrowhead and is whole.
  @Test func lineStyles() throws {
    let route = Route(start: Point(0, 0), segments: [.line(Point(0, 50))], hasArrow: false)
    let captured = Link(from: .border(0), to: .box(0, port: 0), style: .captured, value: "v")
    let items = LinkPainter.items([(captured, route)], at: Point(5, 5))
    guard items.count == 3, case .path(let path) = items[1] else {
      Issue.record("\(items)")
      return
    }
    #expect(path.isDashed && path.link == "v" && path.steps == [.line(Point(5, 55))])
  }

  @Test(arguments: [1.0, 3, 10, 200]) func shortensAlongTheWay(_ length: Double) throws {
    let tip = Point(0.3 * length, length)
    for last: Route.Segment in [
      .line(tip), .curve(Point(0, length / 3), Point(tip.x, length / 2), tip), .curve(tip, tip, tip),
    ] {
      var route = Route(start: Point(0, 0), segments: [last])
      LinkPainter.shorten(&route, by: LinkPainter.covered)
      let gap =
        ((route.end.x - tip.x) * (route.end.x - tip.x) + (route.end.y - tip.y) * (route.end.y - tip.y))
        .squareRoot()
      #expect(gap <= LinkPainter.covered + 0.01)
      if length >= 10 { #expect(gap > LinkPainter.covered - 0.5) }
      #expect(route.start == Point(0, 0))
    }
    var none = Route(start: Point(1, 1))
    LinkPainter.shorten(&none, by: 4)
    #expect(none == Route(start: Point(1, 1)))
  }
}
