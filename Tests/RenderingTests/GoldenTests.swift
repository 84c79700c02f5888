import Rendering
import TestSupport
import Testing

@Suite struct GoldenTests {
  @Test(arguments: ["resnet", "transformer"]) func picture(_ name: String) throws {
    let sample = name == "resnet" ? Sample.resnet : Sample.transformer
    let svg = renderSVG(sample.diagram, sample.placement)
    #expect(try goldenDifference("Rendering/\(name).svg", String(decoding: svg, as: UTF8.self)) == nil)
    #expect(
      try goldenDifference("Rendering/\(name).scene.txt", paint(sample.diagram, sample.placement).dump) == nil
    )
  }
}
