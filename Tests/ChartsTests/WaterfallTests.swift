import Charts
import DiagramModel
import Rendering
import Testing

@Suite struct WaterfallTests {
  private static let up = Paint.series(1)
  private static let down = Paint.tint(0, .strong)
  private static let gap = Paint.tint(6, .middle)

  /// The level extents of the bars of a colour, from their start to their end, by their height on the page.
  private func bars(_ scene: Scene, _ paint: Paint) -> [(y: Double, low: Double, high: Double)] {
    scene.paths.filter { $0.fill == paint }.flatMap { path -> [(y: Double, low: Double, high: Double)] in
      var shapes: [[Point]] = [[path.start]]
      for step in path.steps {
        switch step {
        case .move(let point): shapes.append([point])
        case .line(let point): shapes[shapes.count - 1].append(point)
        case .curve, .corner, .close: break
        }
      }
      return shapes.map { shape in
        let (x, y) = (shape.map(\.x), shape.map(\.y))
        return (((y.min() ?? 0) + (y.max() ?? 0)) / 2, x.min() ?? 0, x.max() ?? 0)
      }
    }
  }

  /// Bars are as long as their numbers, each begins where the one below it ends, and the largest is at the top.
  @Test func barsJoin() throws {
    let chart = WaterfallChart(base: 1, [.init("a", -1), .init("b", 4), .init("c", 0.5), .init("d", -2)])
    let scene = chart.scene()
    let (up, down) = (bars(scene, Self.up), bars(scene, Self.down))
    #expect(up.count == 2 && down.count == 2)
    let all = (up.map { ($0, true) } + down.map { ($0, false) }).sorted { $0.0.y < $1.0.y }
    #expect(all.map(\.1) == [true, false, false, true])
    let unit = (all[0].0.high - all[0].0.low) / 4
    let lengths = all.map { ($0.0.high - $0.0.low) / unit }
    for (length, expected) in zip(lengths, [4, 2, 1, 0.5]) { #expect(abs(length - expected) < 1e-9) }
    for (upper, lower) in zip(all, all.dropFirst()) {
      let start = upper.1 ? upper.0.low : upper.0.high
      let end = lower.1 ? lower.0.high : lower.0.low
      #expect(abs(start - end) < 1e-9)
    }
    #expect(scene.text("f(x) = 2.5") != nil && scene.text("E[f(x)] = 1") != nil)
    #expect(scene.texts.contains { $0.text == "−2" } && scene.texts.contains { $0.text == "+4" })
  }

  /// Small ones are one bar with their sum, and a single one keeps its name.
  @Test func othersFold() {
    let values = [5.0, 4, 3, 0.5, -0.25]
    let all = values.enumerated().map { WaterfallChart.Contribution("f\($0.offset)", $0.element) }
    let folded = WaterfallChart(base: 0, all, most: 3).scene()
    #expect(folded.text("2 others") != nil && folded.text("+0.25") != nil && folded.text("f3") == nil)
    let whole = WaterfallChart(base: 0, all, most: 4).scene()
    #expect(whole.text("f4") != nil && !whole.texts.contains { $0.text.hasSuffix("others") })
  }

  /// What no contribution explains has a bar of its own; rounding has none.
  @Test func gapIsTold() throws {
    let missing = WaterfallChart(base: 0, [.init("a", 1)], output: 1.5).scene()
    let gap = try #require(bars(missing, Self.gap).first)
    let bar = try #require(bars(missing, Self.up).first)
    #expect(abs((gap.high - gap.low) * 2 - (bar.high - bar.low)) < 1e-9)
    #expect(missing.text("not explained") != nil && missing.text("f(x) = 1.5") != nil)
    let rounded = WaterfallChart(base: 0, [.init("a", 1)], output: 1.00001).scene()
    #expect(bars(rounded, Self.gap).isEmpty && rounded.text("not explained") == nil)
  }

  @Test func words() {
    let chart = WaterfallChart(base: 0.5, [.init("x = 1", 0.25), .init("y = 2", .nan)])
    #expect(chart.summary == "From E[f(x)] = 0.5 to f(x) = 0.75: y = 2 NaN, x = 1 +0.25.")
    #expect(WaterfallChart(base: 0, []).summary == "No contributions.")
  }
}
