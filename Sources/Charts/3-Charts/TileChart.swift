import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Small images in rows, all in one scale of colours, as one image: kernels, feature maps.
public struct TileChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The tiles, from the top left.
  public var tiles: [Tile]
  /// The colours of all tiles of numbers.
  public var colors: ValueColors
  /// What the numbers are; beside the key.
  public var unit: String
  /// The most tiles side by side.
  public var columns: Int
  /// Whether there is a key to the colours.
  public var hasKey: Bool

  /// One tile.
  public struct Tile: Sendable, Equatable {
    /// Its pixels.
    public var pixels: Pixels
    /// What stands below it.
    public var label: String

    /// Makes a tile.
    public init(_ pixels: Pixels, label: String = "") { (self.pixels, self.label) = (pixels, label) }

    /// What a tile is made of.
    public enum Pixels: Sendable, Equatable {
      case numbers(NumberGrid)
      /// Red, green and blue, three bytes a pixel.
      case rgb(columns: Int, rows: Int, [UInt8])
    }

    var size: (columns: Int, rows: Int) {
      switch pixels {
      case .numbers(let grid): (grid.columns, grid.rows)
      case .rgb(let columns, let rows, _): (max(0, columns), max(0, rows))
      }
    }
  }

  /// Makes a grid of tiles; colours that are not given fit the numbers.
  public init(
    title: String = "", _ tiles: [Tile], colors: ValueColors? = nil, unit: String = "", columns: Int = 8,
    hasKey: Bool = true
  ) {
    (self.title, self.tiles, self.unit, self.columns) = (title, tiles, unit, max(1, columns))
    self.colors =
      colors ?? .fitting(tiles.compactMap { if case .numbers(let grid) = $0.pixels { grid } else { nil } })
    self.hasKey = hasKey && tiles.contains { if case .numbers = $0.pixels { true } else { false } }
  }

  /// See ``Chart/kind``.
  public var kind: String { "tiles" }

  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    let sheet = TileSheet(self, in: Size(420, 2000))
    return Size(
      max(sheet.size.width, 160),
      (title.isEmpty ? 0 : ChartTuning.titleHeight) + sheet.size.height + keyHeight)
  }

  private var keyHeight: Double { hasKey ? ColorBar.levelHeight + 6 : 0 }

  /// See ``Chart/summary``.
  public var summary: String {
    guard let first = tiles.first else { return "No tiles." }
    var text = "\(tiles.count) tiles of \(first.size.rows) × \(first.size.columns)"
    if hasKey {
      text +=
        ", one scale from \(NumberText.significant(colors.low)) to \(NumberText.significant(colors.high))"
    }
    return text + "."
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    let top = frame.minY + (title.isEmpty ? 0 : ChartTuning.titleHeight)
    let room = Size(frame.size.width, frame.maxY - top - keyHeight)
    guard room.width >= 1, room.height >= 1, !tiles.isEmpty else { return }
    let sheet = TileSheet(self, in: room)
    sheet.draw(at: Point(frame.minX, top), on: &canvas)
    guard hasKey else { return }
    ColorBar(colors: colors, title: unit).drawLevel(
      at: Point(frame.minX, top + sheet.size.height + 6), width: min(max(sheet.size.width, 90), 200),
      on: &canvas)
  }
}
