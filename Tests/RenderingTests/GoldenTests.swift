import Rendering
import Testing

@Suite struct GoldenTests {
  @Test(arguments: ["resnet", "transformer"]) func picture(_ name: String) throws {
    let sample = name == "resnet" ? Sample.resnet : Sample.transformer
    let svg = renderSVG(sample.diagram, sample.placement)
    try expectGolden(String(decoding: svg, as: UTF8.self), name + ".svg")
    try expectGolden(paint(sample.diagram, sample.placement).dump, name + ".scene.txt")
  }
}
