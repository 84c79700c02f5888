import DiagramModel
import Rendering
import TextMetrics

/// Tiles put into one image, a pixel of it for each pixel of the page, so that gaps and labels may have any size.
struct TileSheet {
  private let chart: TileChart
  /// How many tiles stand side by side, and how many rows of them there are.
  private let columns: Int
  private let rows: Int
  /// The size of a tile in CSS pixels, and how many of these a number takes.
  private let tile: (width: Int, height: Int)
  private let gap: Int
  private let label: Int

  private static let labelHeight = 13
  /// No sheet has more pixels.
  private static let mostPixels = 4_000_000

  /// Sets tiles into a room, as large as whole pixels allow.
  init(_ chart: TileChart, in room: Size) {
    self.chart = chart
    let shape = chart.tiles.reduce((1, 1)) { (max($0.0, $1.size.columns), max($0.1, $1.size.rows)) }
    label = chart.tiles.contains { !$0.label.isEmpty } ? Self.labelHeight : 0
    columns = max(1, min(chart.columns, chart.tiles.count))
    rows = max(1, (chart.tiles.count + columns - 1) / columns)
    let width = Int(min(max(room.width, 1), 4000))
    let height = Int(min(max(room.height, 1), 20_000))
    // A fifth of a small tile apart, so that tiles and not their pixels are seen first.
    let wish = max(2, min(6, min(shape.0, shape.1)))
    gap = columns > 1 || rows > 1 ? wish : 0
    let across = max(1, (width - gap * (columns - 1)) / columns)
    let down = max(1, (height - gap * (rows - 1)) / rows - label)
    let scale = min(Double(across) / Double(shape.0), Double(down) / Double(shape.1), 14)
    tile =
      scale >= 1
      ? (shape.0 * Int(scale), shape.1 * Int(scale))
      : (max(1, Int(Double(shape.0) * scale)), max(1, Int(Double(shape.1) * scale)))
  }

  private var pixels: (columns: Int, rows: Int) {
    (columns * tile.width + (columns - 1) * gap, rows * (tile.height + label) + (rows - 1) * gap)
  }

  /// The size on the page.
  var size: Size { Size(Double(pixels.columns), Double(pixels.rows)) }

  func draw(at corner: Point, on canvas: inout Canvas) {
    let (width, height) = pixels
    guard width > 0, height > 0, width <= Self.mostPixels / height else { return }
    let isColor = !chart.hasNumbers
    var bytes = [UInt8](
      repeating: isColor ? 0 : ColorScale.noValue, count: width * height * (isColor ? 3 : 1))
    for (number, each) in chart.tiles.enumerated() {
      let (left, top) = place(of: number)
      write(each, at: (left, top), into: &bytes, width: width)
      canvas.text(
        each.label, .tick,
        at: corner + Point(Double(left) + Double(tile.width) / 2, Double(top + tile.height) + 10), .middle,
        maxWidth: Double(tile.width + gap))
    }
    // A tile that is white at its ends needs an edge.
    let frames = chart.tiles.indices.map { number -> Rect in
      let (left, top) = place(of: number)
      return Rect(corner + Point(Double(left), Double(top)), Size(Double(tile.width), Double(tile.height)))
    }
    canvas.image(
      .init(
        frame: Rect(corner, size), columns: width, rows: height,
        pixels: isColor ? .rgb(bytes) : .levels(bytes, chart.colors.scale), title: chart.summary))
    canvas.frames(frames)
  }

  /// The upper left corner of a tile.
  private func place(of number: Int) -> (left: Int, top: Int) {
    (number % columns * (tile.width + gap), number / columns * (tile.height + label + gap))
  }

  /// Writes a tile, each of its numbers as often as it has pixels.
  private func write(_ each: TileChart.Tile, at corner: (Int, Int), into bytes: inout [UInt8], width: Int) {
    let (content, size, channels): ([UInt8], (columns: Int, rows: Int), Int)
    switch each.pixels {
    case .numbers(let grid):
      let shown = grid.pooled(columns: tile.width, rows: tile.height)
      (content, size, channels) = (chart.colors.levels(shown.values), (shown.columns, shown.rows), 1)
    case .rgb(_, _, let pixels): (content, size, channels) = (pixels, each.size, 3)
    }
    guard size.columns > 0, size.rows > 0, chart.hasNumbers == (channels == 1) else { return }
    for y in 0..<tile.height {
      let row = y * size.rows / tile.height
      for x in 0..<tile.width {
        let source = (row * size.columns + x * size.columns / tile.width) * channels
        let target = ((corner.1 + y) * width + corner.0 + x) * channels
        for channel in 0..<channels where source + channel < content.count {
          bytes[target + channel] = content[source + channel]
        }
      }
    }
  }
}

extension TileChart {
  /// Whether tiles are numbers; tiles of the other kind are left out.
  var hasNumbers: Bool { tiles.contains { if case .numbers = $0.pixels { true } else { false } } }
}
