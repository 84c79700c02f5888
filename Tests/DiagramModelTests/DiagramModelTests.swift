import DiagramModel
import Testing

@Suite struct GeometryTests {
  @Test func edgesOfARectangle() {
    let rect = Rect(Point(10, 20), Size(30, 40))
    #expect(rect.minX == 10 && rect.maxX == 40 && rect.minY == 20 && rect.maxY == 60)
    #expect(Point(1, 2) + Point(3, -5) == Point(4, -3))
  }
}

@Suite struct HeatLevelTests {
  /// A level begins at its least share and ends below the next one's.
  @Test func levelsMeetWithoutGaps() {
    for (level, next) in zip(HeatLevel.allCases, HeatLevel.allCases.dropFirst()) {
      guard let limit = next.leastShare else {
        Issue.record("only the lowest level has no least share")
        return
      }
      #expect(HeatLevel(share: limit) == next)
      #expect(HeatLevel(share: limit.nextDown) == level)
      #expect(level < next)
    }
  }

  @Test func sharesBeyondTheRangeHaveALevel() {
    #expect(HeatLevel(share: 0) == .lowest && HeatLevel(share: -1) == .lowest)
    #expect(HeatLevel(share: 1) == .highest && HeatLevel(share: .infinity) == .highest)
    #expect(HeatLevel(share: .nan) == .lowest)
  }

  @Test func namesTellLevelsApart() {
    #expect(Set(HeatLevel.allCases.map(\.name)).count == HeatLevel.allCases.count)
  }
}

@Suite struct HeaderTests {
  private func line(_ style: TextStyle, _ width: Double) -> TextLine {
    TextLine("x", style: style, width: width)
  }

  @Test func linesStandBelowEachOther() {
    let header = Panel.Header(lines: [line(.title, 80), line(.subtitle, 120)])
    #expect(header.size.width == 120)
    #expect(header.size.height == TextStyle.title.lineHeight + TextStyle.subtitle.lineHeight)
  }

  @Test func aBadgeStandsBesideTheLineBeforeIt() {
    let header = Panel.Header(lines: [line(.title, 80), line(.badge, 20)])
    #expect(header.size.width == 80 + Metrics.badgeGap + 20 + 2 * Metrics.badgePadding)
    #expect(header.size.height == TextStyle.title.lineHeight)
  }

  @Test func aBadgeAloneHasAHeight() {
    #expect(Panel.Header(lines: [line(.badge, 20)]).size.height == TextStyle.badge.lineHeight)
  }
}

@Suite struct DiagramDumpTests {
  @Test func boxesAndLinks() {
    let input = Terminal(isInput: true, heading: TextLine("x", style: .terminal, width: 8))
    var panel = Panel(boxes: [
      Box(content: .terminal(input), size: Size(40, 22), outputs: [Port(value: "x")]),
      Box(content: .panel(1), size: Size(0, 0), inputs: [Port(value: "x")], repeats: 3),
    ])
    panel.links = [
      Link(from: .box(0, port: 0), to: .box(1, port: 0)),
      Link(from: .box(0, port: 1), to: .border(2), style: .captured),
    ]
    let title = TextLine("layer", style: .title, width: 30)
    let inner = Panel(
      header: Panel.Header(lines: [title]), inputs: [Port(value: "x")], layoutKey: 7, depth: 1)
    let text = textDump(Diagram(direction: .right, panels: [panel, inner], title: "M"))
    #expect(
      text == """
        right "M"
        panel 0 key 0 depth 0 in 0 out 0
          0 input [x] 40×22
          1 panel 1 ×3
          0 -> 1
          0.1 -> border2 captured
        panel 1 key 7 depth 1 [layer] in 1 out 0

        """)
  }

  @Test func placesAreRoundedToTenths() {
    let route = Route(
      start: Point(1.04, 2),
      segments: [.line(Point(1.06, 5)), .curve(Point(2, 2), Point(3, 3), Point(4, 4.25))])
    let panel = PanelPlacement(
      size: Size(100, 50.5), boxes: [Rect(Point(0, 0), Size(10, 5))], routes: [route], inputs: [Point(3, 0)])
    let text = textDump(Placement(panels: [panel]))
    #expect(
      text.hasPrefix(
        "panel 0 100x50.5\n  input 0 3,0\n  box 0 0,0 10x5\n  line 0 1,2 L 1.1,5 C 2,2 3,3 4,4.3 >"))
  }
}
