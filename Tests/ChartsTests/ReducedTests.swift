import DiagramModel
import Testing

@testable import Charts

@Suite struct ReducedTests {
  private let frame = Rect(Point(0, 0), Size(200, 100))

  private func scales(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> (AxisScale, AxisScale) {
    (
      AxisScale(AxisRange(Axis(range: x), low: 0, high: 0), start: 0, end: 200),
      AxisScale(AxisRange(Axis(range: y), low: 0, high: 0), start: 100, end: 0)
    )
  }

  /// A single spike among a million points is still there, and so are both ends.
  @Test func spikesStay() throws {
    let (x, y) = scales(0...1e6, 0...10)
    let points = (0...1_000_000).lazy.map { place -> (Double, Double) in
      (Double(place), place == 654_321 ? 9.5 : 1 + Double(place % 7) / 10)
    }
    let ways = reduced(points, x, y, within: frame)
    #expect(ways.count == 1 && ways[0].count <= 201 * ChartTuning.mostPointsPerColumn)
    #expect(ways[0].map(\.y).min() == 5)
    #expect(ways[0].first == Point(0, 90) && ways[0].last?.x == 200)
    #expect(zip(ways[0], ways[0].dropFirst()).allSatisfy { $0.x <= $1.x })
  }

  /// In every column of pixels the lowest and the highest value are those of all its points.
  @Test func extremesOfEachColumn() {
    var noise = SampleData.Noise(4)
    let (x, y) = scales(0...20_000, -1...1)
    let values = (0..<20_000).map { _ in noise.next() }
    let way = reduced(values.enumerated().map { (Double($0.offset), $0.element) }, x, y, within: frame)[0]
    for column in 0..<199 {
      let all = values.indices.filter { Int(Double($0) / 100) == column }.map { 50 - values[$0] * 50 }
      let kept = way.filter { Int($0.x) == column }.map(\.y)
      #expect(
        abs((kept.min() ?? 0) - (all.min() ?? 1)) < 1e-9 && abs((kept.max() ?? 0) - (all.max() ?? 1)) < 1e-9)
    }
  }

  @Test func gapsEndWays() {
    let (x, y) = scales(0...10, 0...10)
    let values = [1, 2, .nan, 3, .infinity, 4, 5, 6]
    let ways = reduced(values.enumerated().map { (Double($0.offset), $0.element) }, x, y, within: frame)
    #expect(ways.map(\.count) == [2, 1, 3])
  }

  /// Points that jump back and forth are thinned: the picture stays small.
  @Test func unorderedPointsAreBounded() {
    let (x, y) = scales(0...1, 0...1)
    let points = (0..<200_000).lazy.map { place -> (Double, Double) in
      (Double(place * 7919 % 1000) / 1000, Double(place % 977) / 977)
    }
    let all = reduced(points, x, y, within: frame).reduce(0) { $0 + $1.count }
    #expect(all <= 200 * ChartTuning.mostPointsPerPixel + 1)
  }

  @Test func partsOutsideAreCutOff() {
    let parts = clipped([Point(-50, 50), Point(50, 50), Point(50, 250), Point(150, 50)], to: frame)
    #expect(
      parts == [
        [Point(0, 50), Point(50, 50), Point(50, 100)], [Point(125, 100), Point(150, 50)],
      ])
    #expect(clipped([Point(-5, -5), Point(-5, 500)], to: frame).isEmpty)
  }

  @Test func namesMoveApart() {
    #expect(spread([10, 50, 90], by: 12, within: 0...100) == [10, 50, 90])
    #expect(spread([50, 50, 50], by: 12, within: 0...100) == [38, 50, 62])
    #expect(spread([98, 99], by: 12, within: 0...100) == [88, 100])
    #expect(spread([0, 1, 40], by: 12, within: 0...100) == [0, 12, 40])
    // A group that moves up may meet the one above it.
    let many = spread([30, 41, 52, 52, 52], by: 12, within: 0...60)
    #expect(zip(many, many.dropFirst()).allSatisfy { $1 - $0 >= 12 - 1e-9 } && many[0] >= 0)
    #expect(spread([], by: 12, within: 0...1).isEmpty)
  }
}
