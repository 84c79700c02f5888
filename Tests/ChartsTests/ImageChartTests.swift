import Charts
import DiagramModel
import PictureFaults
import Rendering
import Testing

/// Charts that are images: heat maps, tiles, thumbnails.
@Suite struct ImageChartTests {
  @Test func cellsAreEqualAndWhole() throws {
    let grid = NumberGrid(columns: 7, rows: 3, values: (0..<21).map(Float.init))
    let scene = HeatChart(grid, rowLabels: ["a", "b", "c"], hasKey: false).scene(size: Size(200, 100))
    let image = try #require(scene.images.first)
    #expect(image.columns == 7 && image.rows == 3)
    #expect(image.frame.size.width.truncatingRemainder(dividingBy: 7) == 0)
    #expect(image.frame.size.height.truncatingRemainder(dividingBy: 3) == 0)
    #expect(["a", "b", "c"].allSatisfy { scene.text($0) != nil })
  }

  /// Token by token, a cell is a square.
  @Test func namedCellsAreSquare() throws {
    let frame = try #require(
      ChartSamples.all.first { $0.name == "heat-attention" }?.chart.scene().images.first
    ).frame
    #expect(frame.size.width == frame.size.height && frame.size.width == 14 * 12)
  }

  /// A table with more cells than pixels is no larger in the file than the picture can show.
  @Test func largeTablesArePooled() throws {
    let grid = SampleData.matrix(columns: 1_000, rows: 500)
    let image = try #require(HeatChart(grid).scene(size: Size(300, 200)).images.first)
    #expect(image.columns <= 300 && image.rows <= 200)
  }

  /// Every second name where rows are low, and names of columns turned where they are wide.
  @Test func names() {
    let grid = NumberGrid(columns: 20, rows: 20, values: (0..<400).map(Float.init))
    let names = (0..<20).map { "name \($0)" }
    let scene = HeatChart(grid, rowLabels: names, columnLabels: .names(names)).scene(size: Size(320, 180))
    #expect(sceneFaults(scene).isEmpty)
    #expect(scene.texts.count { $0.text.hasPrefix("name") && !$0.isTurned } == 10)
    #expect(scene.texts.count { $0.isTurned } == 20)
    let few = HeatChart(
      NumberGrid(columns: 2, rows: 1, values: [1, 2]), columnLabels: .names(["left", "right"])
    ).scene(size: Size(300, 100))
    #expect(few.texts.allSatisfy { !$0.isTurned } && few.text("left") != nil)
  }

  @Test func whatHasNoValueIsGrey() {
    let scene = HeatChart(NumberGrid(columns: 2, rows: 1, values: [1, .nan])).scene()
    #expect(scene.paths.contains { $0.fill == .missing })
    #expect(scene.images.first?.pixels == .levels([127, 255], .sequential))
  }

  /// The key's numbers stand where their colours are.
  @Test func keys() throws {
    let scene = HeatChart(
      NumberGrid(columns: 1, rows: 1, values: [1]), colors: ValueColors(.sequential, from: 0, to: 10)
    ).scene(size: Size(200, 160))
    let key = try #require(scene.images.last)
    #expect(key.rows == 255)
    let (low, high) = (try #require(scene.text("0")), try #require(scene.text("10")))
    #expect(abs(low.at.y - key.frame.maxY) < 4 && abs(high.at.y - key.frame.minY) < 4)
  }

  /// Tiles are one image with gaps that let the ground through, all in one scale.
  @Test func tiles() throws {
    let tiles = (0..<5).map {
      TileChart.Tile(
        .numbers(NumberGrid(columns: 2, rows: 2, values: [Float($0), 0, 0, 4])), label: "k\($0)")
    }
    let chart = TileChart(tiles, colors: ValueColors(.sequential, from: 0, to: 4), columns: 3)
    let scene = chart.scene(size: Size(100, 120))
    let image = try #require(scene.images.first)
    guard case .levels(let levels, .sequential) = image.pixels else {
      Issue.record("no levels")
      return
    }
    #expect(levels.count == image.columns * image.rows)
    #expect(image.frame.size == Size(Double(image.columns), Double(image.rows)))
    #expect(Set(levels) == [0, 64, 127, 191, 254, 255])
    // The tile in the second place of the second row is the fifth.
    let label = try #require(scene.text("k4"))
    let (x, y) = (Int(label.at.x - image.frame.minX), Int(label.at.y - image.frame.minY) - 12)
    #expect(levels[y * image.columns + x + 2] == 254)
    #expect(scene.images.count == 2)
  }

  @Test func colourTiles() throws {
    let chart = TileChart([.init(.rgb(columns: 1, rows: 1, [9, 8, 7]))])
    let scene = chart.scene(size: Size(20, 20))
    guard case .rgb(let bytes)? = scene.images.first?.pixels else {
      Issue.record("no colours")
      return
    }
    #expect(bytes.prefix(3) == [9, 8, 7] && scene.images.count == 1)
  }
}
