import DiagramModel
import GraphvizLayout
import PictureFaults
import TestSupport
import Testing

@testable import PageLayout

/// Two towers side by side.
@Suite struct TowerTests {
  /// A chain for each tower, and lines from boxes of the first to boxes of the second.
  private func towers(_ left: Int, _ right: Int, _ crossing: [(from: Int, to: Int)]) -> Diagram {
    var sketch = ChainSketch()
    for _ in 0..<left { sketch.step(width: 140, label: "1×16×64") }
    sketch.startAgain()
    for box in 0..<right {
      sketch.step(width: 120, repeats: box == right / 2 ? 3 : 1)
    }
    var diagram = sketch.diagram
    diagram.panels[0].seams = []
    for (from, to) in crossing {
      let target = left + to
      diagram.panels[0].boxes[target].inputs.append(Port(value: "memory"))
      let port = diagram.panels[0].boxes[target].inputs.count - 1
      diagram.panels[0].links.append(
        Link(from: .box(from, port: 0), to: .box(target, port: port), value: "memory"))
    }
    diagram.panels[0].towers =
      [Tower](repeating: .left, count: left) + [Tower](repeating: .right, count: right)
    return diagram
  }

  private func placed(_ diagram: Diagram) throws -> Placement? {
    guard let drawing = TowerDrawing(diagram) else { return nil }
    return drawing.placement(try layOut(drawing.halves))
  }

  @Test func theMemoryIsLevel() throws {
    let diagram = towers(8, 6, [(4, 2), (4, 4)])
    let placement = try #require(try placed(diagram))
    #expect(placementFaults(diagram, placement).isEmpty)
    let page = placement.panels[0]
    let line = page.routes[diagram.panels[0].links.count - 2]
    #expect(line.start.y == line.end.y && line.start.x == page.boxes[4].maxX)
    #expect(line.end.x == page.boxes[10].minX && line.hasArrow)
    #expect(page.boxes[..<8].allSatisfy { left in page.boxes[8...].allSatisfy { left.maxX < $0.minX } })
  }

  /// A decoder that would be moved too far down is not.
  @Test func aLineMayBend() throws {
    let diagram = towers(3, 20, [(2, 15), (2, 17)])
    let placement = try #require(try placed(diagram))
    #expect(placementFaults(diagram, placement).isEmpty)
    let page = placement.panels[0]
    #expect(page.boxes[3].minY < 60 && page.boxes[0].minY > 100)
  }

  @Test func noTowers() throws {
    var diagram = towers(4, 4, [(3, 1)])
    diagram.panels[0].towers = []
    #expect(TowerDrawing(diagram) == nil)
    diagram = towers(4, 4, [(3, 1)])
    diagram.direction = .right
    #expect(TowerDrawing(diagram) == nil)
    diagram = towers(4, 4, [(3, 1)])
    diagram.panels[0].towers[5] = .left
    #expect(TowerDrawing(diagram) == nil, "a line goes back")
    diagram.panels[0].towers.removeLast()
    #expect(TowerDrawing(diagram) == nil)
  }

  /// A value goes into an open block through its left border, to the box that takes it.
  @Test func intoAnOpenBlock() throws {
    var diagram = towers(6, 3, [(5, 1)])
    var inside = ChainSketch()
    for _ in 0..<4 { inside.step() }
    var panel = inside.diagram.panels[0]
    panel.seams = []
    panel.layoutKey = 7
    panel.depth = 1
    panel.inputs = [Port(value: "v"), Port(value: "memory")]
    panel.outputs = [Port(value: "v")]
    panel.boxes[0].inputs = [Port(value: "v")]
    panel.boxes[2].inputs.append(Port(value: "memory"))
    panel.links.insert(Link(from: .border(0), to: .box(0, port: 0)), at: 0)
    panel.links.append(Link(from: .border(1), to: .box(2, port: 1)))
    panel.links.append(Link(from: .box(3, port: 0), to: .border(0)))
    diagram.panels.append(panel)
    diagram.panels[0].boxes[7].content = .panel(1)
    diagram.panels[0].boxes[7].size = Size(0, 0)
    let placement = try #require(try placed(diagram))
    #expect(placementFaults(diagram, placement).isEmpty)
    let inner = placement.panels[1]
    #expect(inner.inputs[1].x == 0 && inner.inputs[1].y == inner.boxes[2].midY)
    let line = placement.panels[0].routes[diagram.panels[0].links.count - 1]
    #expect(
      line.end
        == Point(placement.panels[0].boxes[7].minX, placement.panels[0].boxes[7].minY + inner.inputs[1].y))
    // Two boxes inside that take it are too many.
    diagram.panels[1].boxes[3].inputs.append(Port(value: "memory"))
    diagram.panels[1].links.append(Link(from: .border(1), to: .box(3, port: 1)))
    #expect(try placed(diagram) == nil)
  }

  @Test func randomTowers() throws {
    var random = SeededGenerator(seed: 5)
    var count = 0
    for _ in 0..<150 {
      let (left, right) = (Int.random(in: 2...14, using: &random), Int.random(in: 2...14, using: &random))
      let crossing = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (from: Int.random(in: 0..<left, using: &random), to: Int.random(in: 0..<right, using: &random))
      }
      let diagram = towers(left, right, crossing)
      guard let placement = try placed(diagram) else { continue }
      count += 1
      let faults = placementFaults(diagram, placement)
      #expect(faults.isEmpty, "\(left), \(right), \(crossing): \(faults.prefix(3).joined(separator: "; "))")
      #expect(try placed(diagram) == placement)
    }
    #expect(count > 100)
  }
}
