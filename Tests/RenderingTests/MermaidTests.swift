import DiagramModel
import Rendering
import TestSupport
import Testing
import TextMetrics

@Suite struct MermaidTests {
  private func text(_ diagram: Diagram) throws -> [String] {
    String(decoding: try renderMermaid(diagram), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The lines of a chart from box to box.
  private func arrows(_ diagram: Diagram) throws -> [String] {
    try text(diagram).filter { $0.contains("->") }.map { String($0.drop { $0 == " " }) }
  }

  /// A residual block: what comes in is read by an open block and by the addition behind it.
  private var residual: Diagram {
    var input = Sample.terminal("x", isInput: true)
    input.outputs = [Port(value: "x", label: measure("N×8", style: .label))]
    let block = Box(
      content: .panel(1), size: Size(0, 0), inputs: [Port(value: "x")], outputs: [Port(value: "s")])
    let inner = Box(
      content: .panel(2), size: Size(0, 0), inputs: [Port(value: "x")], outputs: [Port(value: "h")])
    return Diagram(
      panels: [
        Panel(
          boxes: [input, block, Sample.op("Softmax", "activation")],
          links: [
            Link(from: .box(0, port: 0), to: .box(1, port: 0)),
            Link(from: .box(1, port: 0), to: .box(2, port: 0)),
          ]),
        Panel(
          header: .init(lines: [
            measure("block", style: .title), measure("×4", style: .badge), measure("2 ops", style: .subtitle),
          ]),
          boxes: [inner, Sample.op("Add", "elementwise")],
          links: [
            Link(from: .border(0), to: .box(0, port: 0)), Link(from: .border(0), to: .box(1, port: 1)),
            Link(from: .box(0, port: 0), to: .box(1, port: 0)), Link(from: .box(1, port: 0), to: .border(0)),
          ]),
        Panel(
          boxes: [
            Sample.op("Conv", "convolution", "3×3", ["8×8×3×3, 8"]),
            Sample.block("tail", "3 ops · 1.2K params"),
          ],
          links: [
            Link(from: .border(0), to: .box(0, port: 0)),
            Link(from: .box(0, port: 0), to: .box(1, port: 0), style: .captured),
            Link(from: .box(1, port: 0), to: .border(0)),
          ]),
      ], title: "T; #1", summary: " \u{200B} ")
  }

  @Test func linesFollowBordersToBoxes() throws {
    #expect(
      try arrows(residual) == ["n4 --> n2", "n0 -->|\"N×8\"| n4", "n6 --> n4", "n0 --> n5", "n5 -.-> n6"])
  }

  @Test func boxesStandInTheirBlocks() throws {
    let lines = try text(residual)
    #expect(lines[1] == "flowchart TB" && lines[2] == "  accTitle: T#59; #35;1")
    #expect(!lines.contains { $0.contains("accDescr") }, "there is nothing to tell")
    let boxes = lines.dropFirst(3).prefix { !$0.contains("->") }.map(\.self)
    #expect(
      boxes == [
        "  n0([\"x\"])", "  subgraph b1[\"block ×4\"]", "    subgraph b2[\"\"]",
        "      n5[\"Conv 3×3<br/>8×8×3×3, 8\"]",
        "      n6[[\"tail<br/>3 ops · 1.2K params\"]]", "    end", "    n4[\"Add\"]", "  end",
        "  n2[\"Softmax\"]",
      ])
    #expect(lines.contains("  class n5 convolution") && lines.contains("  class b1,b2 open"))
    #expect(lines.contains { $0.hasPrefix("  classDef convolution fill:#") && $0.contains("stroke:#1c5db8") })
  }

  @Test func aBlockThatNoLineEntersKeepsItsDirection() throws {
    var diagram = residual
    diagram.direction = .right
    diagram.panels[1].links.removeAll { $0.source == .border(0) || $0.target == .border(0) }
    let lines = try text(diagram)
    #expect(lines[1] == "flowchart LR")
    #expect(lines.filter { $0.contains("direction LR") } == ["    direction LR"])
  }

  @Test func longLinesAreBrokenBetweenParts() throws {
    let card = Sample.block("layer2.1 … 3 · Bottleneck", "7 ops · 279.3K params · 218.4M MACs", repeats: 3)
    let lines = try text(Diagram(panels: [Panel(boxes: [card])]))
    #expect(
      lines.contains("  n0[[\"layer2.1 … 3 · Bottleneck<br/>×3<br/>7 ops · 279.3K params<br/>218.4M MACs\"]]")
    )
  }

  @Test func linesThatSayTheSameAreOne() throws {
    var diagram = residual
    diagram.panels[2].links.append(Link(from: .box(0, port: 0), to: .box(1, port: 1)))
    #expect(try arrows(diagram).last == "n5 --> n6", "data, since one of them is")
  }

  @Test func hostileNamesStayText() throws {
    let name = HostileText.name
    let boxes = [
      Sample.terminal(name, isInput: true), Sample.op(name, name, name, [name]), Sample.block(name, name),
    ]
    let text = String(
      decoding: try renderMermaid(Diagram(panels: [Panel(boxes: boxes)], title: name)), as: UTF8.self)
    #expect(!text.contains("script>") && !text.contains("[x]"))
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x200B)
      })
    #expect(text.contains("class n1 custom"), "a kind that nobody knows has the look of what is not known")
  }

  @Test func whatMermaidRefusesIsNotWritten() throws {
    func fan(_ count: Int) -> Diagram {
      let boxes = (0...count).map { Sample.op("Op\($0)", "custom") }
      let links = (0..<count).map { Link(from: .box(0, port: 0), to: .box($0 + 1, port: 0)) }
      return Diagram(panels: [Panel(boxes: boxes, links: links)])
    }
    #expect(try arrows(fan(500)).count == 500)
    #expect(throws: MermaidExcess.lines(501, most: 500)) { try renderMermaid(fan(501)) }
    let boxes = (0..<300).map { _ in Sample.op(String(repeating: ":", count: 50), "custom") }
    #expect {
      try renderMermaid(Diagram(panels: [Panel(boxes: boxes)]))
    } throws: { error in
      if case .characters(let count, most: 50_000)? = error as? MermaidExcess {
        count > 60_000
      } else {
        false
      }
    }
  }
}
