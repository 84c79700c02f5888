import DiagramModel
import Rendering
import Testing

@testable import Charts

@Suite struct BeeswarmTests {
  /// Points neither overlap nor leave the room, stand where their numbers are, and near the line.
  @Test(arguments: [1, 40, 300]) func packing(_ count: Int) {
    var noise = SampleData.Noise(UInt64(count))
    let all = (0..<count).map { _ in noise.next() * 200 }
    let packed = SwarmPacking(all, size: 3, room: 10_000).places
    #expect(packed.map(\.x) == all)
    for (number, a) in packed.enumerated() {
      for b in packed.dropFirst(number + 1) {
        #expect(max(abs(a.x - b.x), abs(a.y - b.y)) >= 3 - 1e-9)
      }
    }
    #expect(packed.contains { $0.y == 0 })
    let tight = SwarmPacking(all, size: 3, room: 12).places
    #expect(tight.allSatisfy { abs($0.y) <= 4.5 + 1e-9 })
  }

  /// As many of one value as there are lanes and more: places repeat, none is lost.
  @Test func oneValue() {
    let packed = SwarmPacking([Double](repeating: 5, count: 200), size: 3, room: 400).places
    #expect(packed.count == 200 && Set(packed.map(\.y)).count == ChartTuning.mostLanes)
    #expect(SwarmPacking([], size: 3, room: 9).places.isEmpty)
  }

  private func dots(_ scene: Scene, _ paint: Paint) -> [Point] {
    scene.paths.filter { $0.hasRoundEnds && $0.stroke == paint }.flatMap { path in
      [path.start] + path.steps.compactMap { if case .move(let point) = $0 { point } else { nil } }
    }
  }

  /// Features by their mean size, the others' sums as one grey row.
  @Test func order() throws {
    let chart = BeeswarmChart(
      [
        .init("small", contributions: [0.1, -0.1], values: [1, 2]),
        .init("large", contributions: [1, -3], values: [1, 2]),
        .init("middle", contributions: [0.5, 0.5], values: [1, 2]),
        .init("smaller", contributions: [0.05, 0.1], values: [1, 2]),
      ], most: 2)
    let scene = chart.scene()
    let names = scene.texts.filter { $0.style == .cell }.sorted { $0.at.y < $1.at.y }.map(\.text)
    #expect(names == ["large", "middle", "2 others"])
    #expect(chart.summary == "2 rows of data; mean size by feature: large 2, middle 0.5, 2 others 0.075.")
    #expect(dots(scene, .chartAxis).count == 2)
  }

  /// Low values have the first colour, high ones the last; places follow contributions.
  @Test func colorsAndPlaces() throws {
    let values = (0..<101).map(Double.init)
    let chart = BeeswarmChart([.init("x", contributions: values.map { $0 - 50 }, values: values)])
    let scene = chart.scene()
    let low = dots(scene, .level(.points, 0))
    let high = dots(scene, .level(.points, ColorScale.top))
    // 5 % at each end, and the half step beside it.
    #expect(low.count >= 6 && low.count < 15 && high.count == low.count)
    #expect(try #require(low.map(\.x).max()) < (try #require(high.map(\.x).min())))
    #expect(scene.text("high") != nil && scene.text("feature value") == nil)
  }

  /// Without values of the feature all points are grey, and there is no key; so is a point whose value is missing.
  @Test func withoutValues() {
    let plain = BeeswarmChart([.init("x", contributions: [1, 2, 3])]).scene()
    #expect(plain.text("high") == nil && dots(plain, .level(.points, 0)).isEmpty)
    let one = BeeswarmChart([.init("x", contributions: [1, 2, 3], values: [.nan, 0, 1])]).scene()
    #expect(dots(one, .level(.points, 0)).count == 1)
  }

  /// Of too many rows some are drawn at equal distances, and a line says so.
  @Test func manyRows() {
    let values = (0..<50_000).map { Double($0 % 977) }
    let chart = BeeswarmChart([.init("x", contributions: values, values: values)])
    let scene = chart.scene()
    #expect(scene.text("40,000 of 50,000 rows are drawn, at equal distances.") != nil)
    #expect(chart.summary.hasPrefix("50,000 rows of data"))
  }
}
