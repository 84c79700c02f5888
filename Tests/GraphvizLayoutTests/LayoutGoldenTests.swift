import DiagramModel
import GraphvizLayout
import TestSupport
import Testing

/// Placements of small diagrams as text. `FOLDOUT_ACCEPT=1 swift test` writes them anew.
@Suite struct LayoutGoldenTests {
  @Test(
    arguments: ["chain", "resnet", "transformer", "lstm", "nested", "sidepanel"], Diagram.Direction.allCases)
  func placement(_ name: String, _ direction: Diagram.Direction) throws {
    var diagram = try #require(Samples.all.first { $0.name == name }).diagram
    diagram.direction = direction
    try expectGolden("GraphvizLayout/\(name)-\(direction.rawValue).txt", textDump(try layOut(diagram)))
  }
}
