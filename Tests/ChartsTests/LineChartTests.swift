import Charts
import DiagramModel
import PictureFaults
import Rendering
import Testing

@Suite struct LineChartTests {
  private func lines(_ ends: [Double], names: Bool = true) -> [LineSeries] {
    ends.enumerated().map {
      LineSeries(
        names ? "run \($0.offset)" : "", x: (0..<50).map(Double.init),
        y: (0..<49).map { 9 - Double($0) / 10 } + [$0.element])
    }
  }

  private func scene(_ series: [LineSeries], _ y: Axis = Axis("loss")) -> Scene {
    LineChart(title: "t", panels: [.init(y, series)]).scene(size: Size(400, 250))
  }

  @Test func namesAtTheEnds() throws {
    let scene = scene(lines([1, 4, 7]))
    #expect(sceneFaults(scene).isEmpty)
    let names = try (0..<3).map { try #require(scene.text("run \($0)")) }
    #expect(Set(names.map(\.at.x)).count == 1 && names[0].at.x > 330)
    #expect(names[0].at.y > names[1].at.y && names[1].at.y > names[2].at.y)
    #expect(names.map(\.fill) == [.series(0), .series(1), .series(2)])
  }

  /// Ends too near each other: a legend above the plot, with a sample of each line.
  @Test func legendWhereEndsMeet() throws {
    let scene = scene(lines([1, 1.01, 1.02, 1.03, 1.04, 1.05]))
    #expect(sceneFaults(scene).isEmpty)
    let names = try (0..<6).map { try #require(scene.text("run \($0)")) }
    #expect(names.allSatisfy { $0.at.y < 90 && $0.fill == .text(.legend) })
    #expect(scene.paths.count { $0.stroke == .series(3) } == 2)
  }

  /// A line that ends early has its name in the legend; one without values has none.
  @Test func legendOnlyForWhatOccurs() {
    var series = lines([1, 8, 5])
    series[1].x = series[1].x.map { $0 / 2 }
    series[2].y = series[2].y.map { _ in .nan }
    let scene = scene(series)
    #expect(scene.text("run 0")?.fill == .text(.legend) && scene.text("run 1") != nil)
    #expect(scene.text("run 2") == nil)
    #expect(self.scene(lines([3])).text("run 0") == nil)
  }

  @Test func gapsAndSinglePoints() {
    let values = [1, 2, 3, .nan, 5, .nan] + (0..<60).map { Double($0 % 4) }
    let scene = scene([LineSeries("", x: values.indices.map(Double.init), y: values)])
    let moves = scene.paths.filter { $0.stroke == .series(0) }.flatMap(\.steps).count {
      if case .move = $0 { true } else { false }
    }
    #expect(moves == 1)
    // The value between two gaps is a dot.
    #expect(scene.paths.count { $0.fill == .series(0) } == 1)
  }

  @Test func rawLinesAreFaintAndBehind() throws {
    let x = (0..<100).map(Double.init)
    let scene = scene([LineSeries("", x: x, y: x, raw: x.map { $0 + 3 })])
    let faint = try #require(scene.paths.firstIndex { $0.stroke == .tint(0, .middle) })
    let strong = try #require(scene.paths.firstIndex { $0.stroke == .series(0) })
    #expect(faint < strong)
  }

  /// A low point has its name below unless a line is there.
  @Test func marks() throws {
    let x = (0..<100).map(Double.init)
    let y = x.map { ($0 - 50) * ($0 - 50) }
    let alone = LineSeries(
      "", x: x, y: y, marks: [.init(x: 50, y: 0, "best"), .init(x: 500, y: 0, "outside")])
    var axis = Axis("y", range: -1_000...2_500)
    func place() throws -> (ring: Double, name: Double) {
      let scene = scene([alone], axis)
      #expect(scene.text("outside") == nil)
      let ring = try #require(scene.paths.last { $0.fill == .series(0) })
      return (ring.start.y, try #require(scene.text("best")).at.y)
    }
    let free = try place()
    #expect(free.name > free.ring)
    // At the lower end of the plot there is room only above.
    axis.range = 0...2_500
    let low = try place()
    #expect(low.name < low.ring)
  }

  @Test func panelsShareTheirAxis() throws {
    let x = (0..<100).map(Double.init)
    let chart = LineChart(
      panels: [
        .init(Axis("loss"), [LineSeries("", x: x, y: x)]),
        .init(
          Axis("learning rate"), [LineSeries("", x: x.map { $0 + 100 }, y: x.map { $0 * 1e4 })], weight: 0.4),
      ], regions: [.init(20...40, "warm-up"), .init(150...150, "drop")])
    let scene = chart.scene(size: Size(400, 300))
    #expect(sceneFaults(scene).isEmpty)
    // Both level axes have the same ends.
    let axes = scene.paths.filter { $0.stroke == .chartAxis && $0.steps.count > 3 }.map(\.start.x)
    #expect(Set(axes).count == 1 && axes.count == 4)
    #expect(scene.texts.count { $0.text == "100" } == 2)
    #expect(scene.texts.count { $0.text == "warm-up" } == 1 && scene.text("drop") != nil)
    let shades = scene.points(.grid).map(\.x)
    #expect(!shades.isEmpty)
    #expect(scene.paths.count { $0.isDashed } == 2)
  }

  @Test func bandsLieBetweenTheirLines() {
    let x = (0..<1_000).map(Double.init)
    let band = LineSeries.Band("σ", low: x.map { _ in 2 }, high: x.map { $0 == 500 ? 9 : 4 })
    let scene = scene([LineSeries("mean", x: x, y: x.map { _ in 3 }, bands: [band])], Axis("", range: 0...10))
    let points = scene.points(.tint(0, .pale)).filter { $0.y > 45 }
    #expect(Set(points.map(\.y)).count == 3)
    #expect(points.count < 1_700)
    #expect(scene.text("σ") != nil)
  }

  @Test func functions() {
    let x = (-20...20).map { Double($0) / 4 }
    let chart = CurveChart(
      title: "Square", x: x, values: x.map { $0 * $0 }, derivative: x.map { $0 * 2 }, saturated: [-5...(-4)],
      inputs: Bins(counts: [1, 2, 1], low: -5, high: 5))
    let scene = chart.scene()
    #expect(sceneFaults(scene).isEmpty)
    #expect(scene.paths.count { $0.isDashed && $0.stroke == .series(0) } == 1)
    #expect(scene.points(.tint(6, .middle)).count == 12)
    #expect(chart.summary.contains("Saturated from −5 to −4"))
  }
}
