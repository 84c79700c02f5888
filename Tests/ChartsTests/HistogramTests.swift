import Charts
import DiagramModel
import Rendering
import Testing

@Suite struct HistogramTests {
  private func chart(_ bins: Bins, y: Axis = Axis("count")) -> Scene {
    HistogramChart(title: "t", bins: bins, x: Axis("x"), y: y).scene(size: Size(300, 200))
  }

  /// Columns are as high as their counts say, on one base; an empty one has none.
  @Test func heights() {
    let scene = chart(Bins(counts: [10, 0, 40, 20], low: 0, high: 4))
    let points = scene.points(.tint(0, .strong))
    let base = points.map(\.y).max() ?? 0
    let heights = Set(points.map { ((base - $0.y) * 10).rounded() / 10 }).sorted()
    #expect(heights.count == 4)
    #expect(abs(heights[2] / heights[1] - 2) < 0.01 && abs(heights[3] / heights[1] - 4) < 0.01)
    #expect(scene.paths.filter { $0.fill == .tint(0, .strong) }.count == 1)
  }

  @Test func whatIsBeyondIsTold() {
    let scene = chart(Bins(counts: [1, 2], low: -1, high: 1, below: 12, above: 3_400))
    #expect(scene.text("12 beyond")?.anchor == .start)
    #expect(scene.text("3.4K beyond")?.anchor == .end)
    #expect(scene.paths.filter { $0.fill == .series(0) }.count == 2)
    let none = chart(Bins(counts: [1, 2], low: -1, high: 1))
    #expect(!none.texts.contains { $0.text.contains("beyond") })
    #expect(
      scene.items.contains { item in
        if case .begin(let group) = item {
          group.summary == "3,415 values, most from 0 to 1; 12 below −1; 3,400 above 1."
        } else {
          false
        }
      })
  }

  /// More bins than pixels: the highest of each column of pixels stays.
  @Test func manyBins() {
    var counts = [Int](repeating: 1, count: 100_000)
    counts[77_777] = 50
    let scene = chart(Bins(counts: counts, low: 0, high: 1))
    let points = scene.points(.tint(0, .strong))
    #expect(points.count < 1_200)
    #expect(Set(points.map(\.y)).count == 3)
  }

  @Test func logarithmsShowOnes() {
    let scene = chart(Bins(counts: [1, 1000], low: 0, high: 2), y: Axis("count", .log))
    let heights = Set(scene.points(.tint(0, .strong)).map(\.y)).sorted(by: >)
    #expect(heights.count == 3 && heights[0] - heights[1] > 3)
  }

  @Test func quantilesNest() {
    let strip = QuantileStrip(Quantiles(-4, -3, -1, 0, 1, 3, 4), in: -5...5)
    let scene = strip.scene(size: Size(100, 20))
    let widths = [Paint.Tint.pale, .middle, .strong].map { tint -> [Double] in
      let xs = scene.points(.tint(0, tint)).map { $0.x - 16 }
      return [xs.min() ?? 0, xs.max() ?? 0]
    }
    #expect(widths == [[10, 90], [20, 80], [40, 60]])
    #expect(scene.points(.text(.title)).map(\.x) == [66, 66])
    // What is beyond the range is cut off.
    let cut = QuantileStrip(Quantiles(-40, -3, -1, 0, 1, 3, 40), in: -5...5).scene(size: Size(100, 20))
    #expect(cut.points(.tint(0, .pale)).allSatisfy { $0.x >= 16 && $0.x <= 116 })
  }
}
