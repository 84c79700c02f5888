import DiagramModel
import Rendering
import Testing

@testable import Charts

@Suite struct RegionTests {
  private static let side = (0...40).map { Double($0) / 10 - 2 }
  /// The same on a page, where a hundredth counts for nothing.
  private static let places = side.map { 100 * $0 }

  /// Twice the area of a polygon, with the sign of its direction.
  private func area(_ way: [Point]) -> Double {
    zip(way, way.dropFirst() + way.prefix(1)).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2
  }

  /// A disc has the area of a disc, a ring that of a ring: holes run the other way.
  @Test func outlinesOfDiscs() {
    let side = Self.side
    let disc = side.flatMap { y in side.map { x -> Double in 1 - x * x - y * y } }
    let ways = LevelOutlines(xs: Self.places, ys: Self.places, values: disc).ways
    #expect(ways.count == 1 && abs(abs(area(ways[0])) / 1e4 - .pi) < 0.02)
    let squares = side.flatMap { y in side.map { x -> Double in x * x + y * y } }
    let ring = squares.map { (1 - $0) * ($0 - 0.25) }
    let two = LevelOutlines(xs: Self.places, ys: Self.places, values: ring).ways
    #expect(two.count == 2 && abs(abs(two.map(area).reduce(0, +)) / 1e4 - 0.75 * .pi) < 0.05)
  }

  /// What reaches the border is closed along it; nothing and everything are no ways and one.
  @Test func outlinesAtTheBorder() {
    let side = Self.side
    let half = side.flatMap { _ in side.map { $0 - 0.55 } }
    let ways = LevelOutlines(xs: Self.places, ys: Self.places, values: half).ways
    #expect(ways.count == 1 && ways[0].count == 4 && abs(abs(area(ways[0])) - 1.45 * 4e4) < 1e-6)
    let none = [Double](repeating: -1, count: side.count * side.count)
    #expect(LevelOutlines(xs: side, ys: side, values: none).ways.isEmpty)
    let all = LevelOutlines(xs: Self.places, ys: Self.places, values: none.map { -$0 }).ways
    #expect(all.count == 1 && abs(abs(area(all[0])) - 16e4) < 1e-6)
    #expect(LevelOutlines(xs: [], ys: side, values: []).ways.isEmpty)
    #expect(LevelOutlines(xs: side, ys: side, values: [1]).ways.isEmpty)
  }

  /// Cells across from each other: as many ways as areas, none lost.
  @Test func outlinesOfChecks() {
    let values = (0..<16).map { ($0 / 4 + $0 % 4) % 2 == 0 ? 1.0 : -1.5 }
    let places = [0.0, 1, 2, 3]
    let ways = LevelOutlines(xs: places, ys: places, values: values).ways
    #expect(ways.count == 8)
  }

  private func plane(_ score: (Double, Double) -> Double) -> RegionChart.Plane {
    let scores = Self.side.map { y in Self.side.map { x in score(x, y) } }
    return .init(
      x: Self.side, y: Self.side, classes: scores.map { $0.map { $0 > 0 ? 1 : 0 } },
      confidence: scores.map { $0.map { min(1, 0.5 + abs($0)) } })
  }

  /// The line between two classes is where both are as sure.
  @Test func boundary() throws {
    let chart = RegionChart(plane { x, y in (x + 2 * y) / 8 }, classes: ["a", "b"])
    let scene = chart.scene()
    let line = scene.points(.text(.detail))
    #expect(line.count >= 2)
    // Places of round numbers at the axes tell how the page maps them.
    func tick(_ label: String, _ isLevel: Bool) throws -> Double {
      let all = scene.texts.filter {
        $0.style == .tick && ($0.text == label || $0.text == label + ".0") && $0.at.x < 400
      }
      let found = try #require(isLevel ? all.max { $0.at.y < $1.at.y } : all.min { $0.at.x < $1.at.x })
      return isLevel ? found.at.x : found.at.y - Canvas.drop(.tick)
    }
    let (x0, x1) = (try tick("0", true), try tick("1", true))
    let (y0, y1) = (try tick("0", false), try tick("1", false))
    for point in line {
      let (x, y) = ((point.x - x0) / (x1 - x0), (point.y - y0) / (y1 - y0))
      #expect(abs(x + 2 * y) < 0.02)
    }
  }

  /// Points of data by class; those of another class than the model says are hollow; those outside are left out.
  @Test func points() {
    let chart = RegionChart(
      plane { x, _ in x / 4 },
      points: [
        .init(-1, 0, group: 0), .init(1, 0, group: 1), .init(1.5, 0.5, group: 0, isWrong: true),
        .init(9, 9, group: 1),
      ], classes: ["a", "b"], x: Axis("u"), y: Axis("v"))
    let scene = chart.scene()
    let hollow = scene.paths.filter { $0.fill == .page && $0.stroke == .series(0) }
    #expect(hollow.count == 1)
    // Borders come below the points, so that they cover none.
    #expect(scene.paths.contains { $0.fill == .page && $0.stroke == .page })
    #expect(scene.text("u") != nil && scene.text("v") != nil)
    #expect(scene.text("hollow: the model says another class") != nil)
    #expect(
      chart.summary == "a 51.2 % of the plane, b 48.8 % of the plane; 4 points, 1 of them of another class.")
  }

  /// Cells without a class, and the smallest areas of too many classes, are no class's.
  @Test func cellsWithoutClass() {
    let side = (0..<9).map(Double.init)
    var numbers = (0..<9).map { row in (0..<9).map { row * 9 + $0 } }
    for row in 0..<9 { numbers[row][0] = 500 }
    let many = RegionField(.init(x: side, y: side, classes: numbers, confidence: []))
    #expect(many.groups.count == ChartTuning.mostRegionClasses && many.groups.last?.number == 500)
    #expect(many.groups.last?.cells == 9 && many.ranks.count { $0 < 0 } == 9)
    let ragged = RegionChart(
      .init(x: [0, 1, 2], y: [0, 1], classes: [[3, 3], [3, 4, 4]], confidence: []))
    #expect(ragged.summary == "class 3 50.0 % of the plane, class 4 33.3 % of the plane.")
  }

  /// Without confidence areas are of one strength and have no key.
  @Test func withoutConfidence() {
    var answers = plane { x, _ in x / 4 }
    answers.confidence = []
    let scene = RegionChart(answers, classes: ["a", "b"]).scene()
    #expect(scene.text("confidence") == nil)
    let washes = Set(
      scene.paths.compactMap { path -> Paint? in
        if case .wash? = path.fill { path.fill } else { nil }
      })
    #expect(washes == [.wash(0, 2), .wash(1, 2)])
  }

  /// Three classes meet where the best two are as sure, if both shares are given.
  @Test func nextBest() {
    func shares(_ x: Double, _ y: Double) -> [Double] {
      let e = [x, y, -x - y].map { SampleData.exponential(1.5 * $0) }
      return e.map { $0 / e.reduce(0, +) }
    }
    let all = Self.side.map { y in Self.side.map { x in shares(x, y) } }
    func pick(_ place: Int) -> [[Double]] { all.map { $0.map { $0.sorted(by: >)[place] } } }
    let plane = RegionChart.Plane(
      x: Self.side, y: Self.side, classes: all.map { $0.map { s in s.firstIndex(of: s.max() ?? 0) ?? 0 } },
      confidence: pick(0), second: pick(1))
    let field = RegionField(plane)
    let ways = LevelOutlines(xs: Self.places, ys: Self.places, values: field.isAtLeast(1)).ways
    // Class 0 ends where x = y above the corner of all three, and where 2x = -y below it.
    let inner = ways.flatMap { $0 }.filter { max(abs($0.x), abs($0.y)) < 190 && abs($0.x) > 30 }
    for point in inner {
      #expect(min(abs(point.x - point.y), abs(2 * point.x + point.y)) < 6, "\(point)")
    }
    #expect(inner.count > 2)
  }
}
