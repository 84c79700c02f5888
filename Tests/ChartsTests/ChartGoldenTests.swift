import Charts
import DiagramModel
import PictureFaults
import Rendering
import TestSupport
import Testing

/// A chart of each kind as a scene, and as a file without faults.
@Suite struct ChartGoldenTests {
  @Test(arguments: ChartSamples.all.map(\.name)) func scenes(_ name: String) throws {
    let chart = try #require(ChartSamples.all.first { $0.name == name }).chart
    let scene = chart.scene()
    #expect(sceneFaults(scene).isEmpty)
    #expect(scene.dump == chart.scene().dump)
    try expectGolden("Charts/\(name).scene", scene.dump)
  }

  @Test(arguments: ThemeChoice.allCases) func filesAreSound(_ theme: ThemeChoice) {
    for (name, chart) in ChartSamples.all {
      let svg = renderSVG(chart.scene(), SVGOptions(theme: theme))
      #expect(svgFaults(svg).isEmpty, "\(name)")
      #expect(svg == renderSVG(chart.scene(), SVGOptions(theme: theme)))
    }
  }

  /// All bytes of a few small ones.
  @Test(arguments: ["histogram", "thumbnail", "bars-signed", "curve-gelu"]) func files(_ name: String) throws
  {
    let chart = try #require(ChartSamples.all.first { $0.name == name }).chart
    let svg = renderSVG(chart.scene(), SVGOptions())
    try expectGolden("Charts/\(name).svg", String(decoding: svg, as: UTF8.self))
  }

  /// Every chart says its kind and its numbers.
  @Test func chartsHaveWords() throws {
    for (name, chart) in ChartSamples.all {
      let svg = try parseXML(renderSVG(chart.scene(), SVGOptions()))
      let group = try #require(svg.children.first { $0.classes.contains("foldout-chart") }, "\(name)")
      #expect(group.classes.contains("foldout-chart-" + chart.kind))
      // One without a title has its numbers there: what is shown as a picture must have a name.
      let words = group.children.filter { $0.name == "desc" || $0.name == "title" }.map(\.text).joined()
      #expect(words.contains { $0.isNumber }, "\(name): \(words)")
    }
  }

  @Test func sheets() throws {
    let scene = ChartSamples.weights(blocks: 2).scene()
    #expect(sceneFaults(scene).isEmpty)
    try expectGolden("Charts/sheet.scene", scene.dump)
    let svg = renderSVG(scene, SVGOptions(theme: .auto))
    #expect(svgFaults(svg).isEmpty)
  }
}
