import Rendering
import TestSupport
import Testing

@Suite struct SVGGoldenTests {
  @Test(arguments: ["resnet", "transformer"]) func picture(_ name: String) throws {
    let sample = name == "resnet" ? Sample.resnet : Sample.transformer
    let svg = renderSVG(sample.diagram, sample.placement)
    try expectGolden("Rendering/\(name).svg", String(decoding: svg, as: UTF8.self))
    try expectGolden("Rendering/\(name).scene.txt", paint(sample.diagram, sample.placement).dump)
  }
}
