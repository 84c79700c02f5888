import DiagramModel
import Glibc
import GraphvizLayout
import Testing

/// Writes the samples as SVG into a directory, to be looked at: `FOLDOUT_LOOK=/tmp/look swift test`.
@Test(.enabled(if: getenv("FOLDOUT_LOOK") != nil))
func look() throws {
  let directory = try #require(getenv("FOLDOUT_LOOK").map { String(cString: $0) })
  for direction in Diagram.Direction.allCases {
    for sample in Samples.all {
      var diagram = sample.diagram
      diagram.direction = direction
      let svg = roughSVG(diagram, try layOut(diagram))
      let file = try #require(fopen("\(directory)/\(sample.name)-\(direction.rawValue).svg", "w"))
      fputs(svg, file)
      fclose(file)
    }
  }
  for seed in 1...12 {
    let diagram = randomDiagram(seed: UInt64(seed))
    let file = try #require(fopen("\(directory)/random\(seed).svg", "w"))
    fputs(roughSVG(diagram, try layOut(diagram)), file)
    fclose(file)
  }
}
