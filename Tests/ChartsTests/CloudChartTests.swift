import Charts
import DiagramModel
import PictureFaults
import Rendering
import Testing

/// Scatter plots, bars and ridges.
@Suite struct CloudChartTests {
  @Test func classesHaveColourAndShape() {
    let points = (0..<9).map { ScatterChart.PlacedValue(Double($0), Double($0 * $0), group: $0 % 3) }
    let scene = ScatterChart(points, classes: ["a", "b", "c", "d"]).scene()
    #expect(sceneFaults(scene).isEmpty)
    let shapes = (0..<3).map { group in scene.paths.last { $0.fill == .series(group) }?.steps.count ?? 0 }
    #expect(Set(shapes).count == 3)
    // A class without points has no entry.
    #expect(scene.text("c") != nil && scene.text("d") == nil)
  }

  /// Points that fall on each other are drawn once.
  @Test func pointsThatCannotBeToldApart() {
    let points = (0..<50_000).map { place -> ScatterChart.PlacedValue in
      let value = Double(place % 100)
      return ScatterChart.PlacedValue(value, value + Double(place) * 1e-9)
    }
    let path = ScatterChart(points).scene().paths.last { $0.fill == .series(0) }
    #expect((path?.steps.count ?? 0) <= 100 * 6)
  }

  /// A cloud so dense that it is an area stays small in the file, and reaches as far.
  @Test func denseClouds() {
    let points = (0..<90_000).map { place -> ScatterChart.PlacedValue in
      let (x, y) = (place % 300, place / 300)
      return .init(Double(x), Double(y))
    }
    let scene = ScatterChart(points).scene(size: Size(700, 700))
    let path = scene.paths.last { $0.fill == .series(0) }
    #expect((path?.steps.count ?? 0) <= 6_000 * 6)
    let places = scene.points(.series(0)).map(\.x)
    #expect((places.max() ?? 0) - (places.min() ?? 0) > 620)
  }

  /// More classes than colours: the same colour has another shape, and the legend has an end.
  @Test func manyClasses() {
    let points = (0..<2_000).map { ScatterChart.PlacedValue(Double($0), 0, group: $0) }
    let scene = ScatterChart(points, classes: (0..<2_000).map { "class \($0)" }).scene()
    #expect(scene.text("class 23") != nil && scene.text("class 24") == nil)
    #expect(scene.text("and 1976 more") != nil)
    func shape(_ group: Int) -> Int? { scene.paths.last { $0.fill == .series(group) }?.steps.count }
    #expect(shape(0) != shape(8) && shape(8) != nil)
  }

  @Test func evenAxes() throws {
    let points = [ScatterChart.PlacedValue(0, 0), .init(10, 0), .init(0, 3), .init(10, 3)]
    let scene = ScatterChart(points, isEven: true).scene(size: Size(400, 300))
    let starts = try #require(scene.paths.last { $0.fill == .series(0) })
    let moves = [starts.start] + starts.steps.compactMap { if case .move(let at) = $0 { at } else { nil } }
    #expect(abs((moves[1].x - moves[0].x) / (moves[0].y - moves[2].y) - 10.0 / 3) < 0.05)
  }

  @Test func imagesDoNotCoverEachOther() {
    let thumbnail = Thumbnail(NumberGrid(columns: 1, rows: 1, values: [1]), most: Size(8, 8))
    let points = (0..<300).map { place -> ScatterChart.PlacedValue in
      let (x, y) = (place * 37 % 100, place * 61 % 100)
      return .init(Double(x), Double(y), thumbnail: thumbnail)
    }
    let frames = ScatterChart(points, hasNumbers: false).scene().images.map(\.frame)
    #expect(frames.count > 50)
    for (number, frame) in frames.enumerated() {
      #expect(!frames.prefix(number).contains { $0.meets(frame) })
    }
  }

  @Test func barsOnBothSides() throws {
    let scene = BarChart(title: "t", [.init("up", 2), .init("down", -1)], others: (7, 0.5)).scene()
    #expect(sceneFaults(scene).isEmpty)
    func ends(_ paint: Paint) -> [Double] { scene.points(paint).map(\.x) }
    let (up, down, rest) = (ends(.series(1)), ends(.tint(0, .strong)), ends(.tint(6, .middle)))
    let zero = try #require(up.min())
    #expect(down.max() == zero && rest.min() == zero)
    #expect(abs((try #require(up.max()) - zero) / (zero - (try #require(down.min()))) - 2) < 1e-6)
    #expect(scene.text("7 others") != nil)
    #expect(scene.text("−1")?.anchor == .end && scene.text("2")?.anchor == .start)
  }

  @Test func furtherBarsJoin() {
    let bars = (0..<40).map { BarChart.Bar("bar \($0)", 1) }
    let chart = BarChart(bars, others: (2, 5), most: 10)
    #expect(chart.scene().text("32 others") != nil)
    #expect(chart.summary.hasSuffix("32 others 35."))
  }

  @Test func ridges() {
    let chart = RidgeChart(
      [.init("0", [0, 9, 0]), .init("10", [0, 0, 9])], range: 0...3, x: Axis("value"), rowTitle: "epoch")
    #expect(chart.summary == "2 histograms; most values at 1.5 for 0, at 2.5 for 10.")
    let scene = chart.scene()
    #expect(sceneFaults(scene).isEmpty && scene.text("epoch") != nil)
    #expect(scene.paths.count { $0.fill == .tint(0, .strong) } == 1)
  }
}
