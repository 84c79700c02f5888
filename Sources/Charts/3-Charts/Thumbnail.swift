import DiagramModel
import Rendering
import TextOutput

/// Numbers of a table as colours alone, for a cell of a table or a point of a plot. Larger tables are pooled.
public struct Thumbnail: Chart {
  /// The numbers.
  public var grid: NumberGrid
  /// Their colours.
  public var colors: ValueColors
  /// The most that it takes, in CSS pixels.
  public var most: Size

  /// Makes a thumbnail; colours that are not given fit the numbers.
  public init(_ grid: NumberGrid, colors: ValueColors? = nil, most: Size = Size(48, 24)) {
    (self.grid, self.most) = (grid, most)
    self.colors = colors ?? .fitting([grid])
  }

  /// See ``Chart/kind``.
  public var kind: String { "thumbnail" }
  /// See ``Chart/title``.
  public var title: String { "" }
  /// See ``Chart/summary``.
  public var summary: String { HeatChart(grid, colors: colors).summary }

  /// Cells are whole pixels, or pixels whole cells, where that is possible; a long table is cut to the room by pooling.
  public var naturalSize: Size {
    guard grid.columns > 0, grid.rows > 0 else { return Size(0, 0) }
    let cell = min(most.width / Double(grid.columns), most.height / Double(grid.rows), 8)
    func side(_ count: Int, _ room: Double) -> Double {
      cell >= 1 ? Double(count) * cell.rounded(.down) : min(Double(count), room)
    }
    return Size(side(grid.columns, most.width), side(grid.rows, most.height))
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let shown = grid.pooled(
      columns: Int(min(max(frame.size.width, 1), 4000)), rows: Int(min(max(frame.size.height, 1), 4000)))
    if shown.hasMissing { canvas.rects([frame], .missing) }
    canvas.image(
      .init(
        frame: frame, columns: shown.columns, rows: shown.rows,
        pixels: .levels(colors.levels(shown.values), colors.scale), title: ""))
  }
}
