import Charts
import DiagramModel
import PictureFaults
import Rendering
import Testing
import TextMetrics

@Suite struct SheetTests {
  private func sheet(_ table: SheetTable) -> Scene {
    Sheet("Heading", sections: [.init(.table(table))]).scene()
  }

  /// Points of numbers stand below each other, whatever is before and behind them.
  @Test func pointsAlign() throws {
    let numbers = ["0.0123", "−12.5", "7", "1,024.25", "74.4K", "512K"]
    let scene = sheet(SheetTable(columns: [.init("n", .decimal)], rows: numbers.map { .init([.text($0)]) }))
    let places = try numbers.map { number -> Double in
      let text = try #require(scene.text(number))
      let whole = String(number.prefix { $0 != "." && $0 != "K" })
      return text.at.x + measure(whole, style: .cell).width
    }
    #expect(places.allSatisfy { abs($0 - places[0]) < 0.01 })
  }

  @Test func columnsAreAsWideAsTheirCells() throws {
    let table = SheetTable(
      columns: [.init("name"), .init("count", .right), .init("a long head", .right)],
      rows: [
        .group("a group with a rather long title that runs on over further columns"),
        .init([.text("weight"), .text("12"), .text("1")]),
        .init([.text("a longer name"), .chart(SparkLine([1, 2])), .text("2")]),
      ])
    let scene = sheet(table)
    #expect(sceneFaults(scene).isEmpty)
    let right = try #require(scene.text("12"))
    let left = try #require(scene.text("a longer name"))
    // The chart is wider than both texts of its column.
    #expect(right.at.x - left.at.x >= measure("a longer name", style: .cell).width + 90)
    #expect(try #require(scene.text("a long head")).at.x == (try #require(scene.text("2"))).at.x)
  }

  @Test func longNamesLoseTheirMiddle() {
    let name = String(repeating: "very.long.name.", count: 40)
    let scene = sheet(
      SheetTable(columns: [.init("name", maxWidth: 120)], rows: [.init([.text(name)], tooltip: name)]))
    #expect(scene.texts.contains { $0.text.contains("…") && measure($0.text, style: .cell).width <= 120 })
    #expect(scene.items.contains { if case .begin(let group) = $0 { group.tooltip == name } else { false } })
  }

  /// A mark's shape says what its colour says.
  @Test func findings() {
    let scene = Sheet(
      "t", findings: [Finding(.problem, "bad"), Finding(.warning, "odd"), Finding(.note, "fact")]
    ).scene()
    let shapes = FlagLevel.allCases.map { level in scene.paths.first { $0.fill == .flag(level) }?.steps.count
    }
    #expect(Set(shapes).count == 3 && !shapes.contains(nil))
    #expect(scene.summary == "bad. odd. fact")
  }

  /// Charts fill rows as far as they fit.
  @Test func chartsFlow() {
    let charts = (0..<7).map { _ in TileChart([.init(.rgb(columns: 1, rows: 1, [1, 2, 3]))]) as any Chart }
    let scene = Sheet("t", sections: [.init("s", .charts(charts))]).scene()
    let rows = Dictionary(grouping: scene.images, by: \.frame.minY)
    #expect(rows.count == 2 && scene.images.count == 7)
    #expect(scene.images.allSatisfy { $0.frame.maxX <= scene.size.width })
  }

  /// What stands in the first rows of a long page does not depend on how long it is.
  @Test func rowsAreIndependent() {
    let (short, long) = (ChartSamples.weights(blocks: 2).scene(), ChartSamples.weights(blocks: 40).scene())
    let first = { (scene: Scene) in scene.texts.filter { $0.at.y < 300 }.map(\.text) }
    #expect(first(short) == first(long))
    #expect(sceneFaults(long).isEmpty)
    #expect(long.size.height > short.size.height + 38 * 60)
  }
}
