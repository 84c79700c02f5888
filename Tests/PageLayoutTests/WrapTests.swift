import DiagramModel
import GraphvizLayout
import PictureFaults
import Testing

@testable import PageLayout

/// Chains in columns.
@Suite struct WrapTests {
  private func wrapped(_ diagram: Diagram) throws -> PanelPlacement? {
    wrap(diagram, try layOut(diagram))?.panels[0]
  }

  @Test func aChain() throws {
    let diagram = ChainSketch.chain(24)
    let placement = try #require(wrap(diagram, try layOut(diagram)))
    #expect(placementFaults(diagram, placement).isEmpty)
    let page = placement.panels[0]
    #expect(page.size.height / page.size.width < 1.5)
    let columns = Set(page.boxes.map(\.minX)).sorted().map { x in page.boxes.filter { $0.minX == x }.count }
    #expect(columns.count >= 2 && columns.reduce(0, +) == 24)
    #expect((columns.max() ?? 0) - (columns.min() ?? 0) <= 1)
    #expect(page.seams.count == columns.count - 1)
  }

  @Test func theWayToTheNextColumn() throws {
    let diagram = ChainSketch.chain(24)
    let page = try #require(try wrapped(diagram))
    let seam = try #require(page.seams.first)
    let route = page.routes[seam.link]
    guard case .box(let source, _) = diagram.panels[0].links[seam.link].source else { return }
    let (above, below) = (page.boxes[source], page.boxes[source + 1])
    #expect(route.hasArrow && route.start.y == above.maxY && route.end.y == below.minY)
    #expect(above.maxX < below.minX && above.minY > below.minY)
    #expect(route.hull.allSatisfy { $0.y <= above.maxY || $0.y > above.maxY && $0.x <= below.minX })
    #expect(seam.rect.maxY < below.minY && page.labels.allSatisfy { $0.box != source })
  }

  @Test func whatIsNotTall() throws {
    #expect(try wrapped(ChainSketch.chain(6)) == nil)
    var wide = ChainSketch()
    for _ in 0..<12 { wide.step(width: 900) }
    #expect(try wrapped(wide.diagram) == nil)
    var few = ChainSketch()
    for _ in 0..<5 { few.step(height: 300) }
    #expect(try wrapped(few.diagram) == nil)
  }

  @Test func onlyWhereAllowed() throws {
    var diagram = ChainSketch.chain(24)
    diagram.direction = .right
    #expect(try wrapped(diagram) == nil)
    diagram = ChainSketch.chain(24)
    diagram.panels[0].seams = []
    #expect(try wrapped(diagram) == nil)
  }

  @Test func neverInsideAResidual() throws {
    var sketch = ChainSketch()
    for _ in 0..<8 {
      sketch.step()
      sketch.residual(4)
    }
    let diagram = sketch.diagram
    let page = try #require(try wrapped(diagram))
    let links = diagram.panels[0].links
    for seam in page.seams {
      // The first box of each round of six reads what the addition before made.
      guard case .box(let target, _) = links[seam.link].target else { continue }
      #expect(target % 6 == 0 || target % 6 == 1)
      #expect(links.filter { $0.source == links[seam.link].source }.count == 1)
    }
    var long = ChainSketch()
    long.step()
    long.residual(24)
    #expect(try wrapped(long.diagram) == nil)
  }

  @Test func cyclesAndBrokenLinesDoNotTrap() throws {
    var diagram = ChainSketch.chain(24)
    diagram.panels[0].links.append(Link(from: .box(20, port: 0), to: .box(3, port: 0)))
    diagram.panels[0].seams.append(Seam(.stage))
    let placement = try layOut(diagram)
    if let found = wrap(diagram, placement) { #expect(placementFaults(diagram, found).isEmpty) }
    diagram.panels[0].links[0].target = .box(99, port: 0)
    #expect(wrap(diagram, placement) == nil)
    #expect(wrap(Diagram(panels: []), Placement(panels: [])) == nil)
    #expect(wrap(diagram, Placement(panels: [PanelPlacement(size: Size(10, 2_000))])) == nil)
  }
}
