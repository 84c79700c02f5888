import DiagramModel
import GraphvizLayout
import PictureFaults
import Testing

@Suite struct PropertyTests {
  @Test(arguments: Diagram.Direction.allCases)
  func randomDiagramsAreDrawnCleanly(_ direction: Diagram.Direction) throws {
    for seed in 1...150 {
      var diagram = randomDiagram(seed: UInt64(seed))
      diagram.direction = direction
      let placement = try layOut(diagram)
      let faults = placementFaults(diagram, placement)
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(5).joined(separator: "; "))")
    }
  }

  @Test(arguments: Diagram.Direction.allCases)
  func samplesAreDrawnCleanly(_ direction: Diagram.Direction) throws {
    for sample in Samples.all {
      var diagram = sample.diagram
      diagram.direction = direction
      let faults = placementFaults(diagram, try layOut(diagram))
      #expect(faults.isEmpty, "\(sample.name): \(faults.prefix(5).joined(separator: "; "))")
    }
  }

  @Test func sameDiagramSamePlacement() throws {
    var first: [Placement] = []
    for seed in 1...40 { first.append(try layOut(randomDiagram(seed: UInt64(seed)))) }
    for seed in (1...40).reversed() {
      let again = try layOut(randomDiagram(seed: UInt64(seed)))
      #expect(again == first[seed - 1], "seed \(seed)")
    }
  }

  @Test func mainPathIsOneStraightLine() throws {
    let placement = try layOut(Samples.resnet)
    let page = placement.panels[0]
    for route in page.routes { #expect(abs(route.start.x - route.end.x) < 0.05) }
    let centres = page.boxes.map { $0.minX + $0.size.width / 2 }
    #expect(page.routes.allSatisfy { abs($0.start.x - centres[0]) < 0.05 })
  }

  @Test func equalKeysHaveEqualPlacements() throws {
    let diagram = Samples.transformer
    var panels = diagram.panels
    let layers = panels.indices.filter { panels[$0].depth == 2 }
    for layer in layers { panels[layer].layoutKey = 77 }
    let placement = try layOut(Diagram(panels: panels))
    #expect(layers.count == 2)
    #expect(placement.panels[layers[0]] == placement.panels[layers[1]])
  }
}
