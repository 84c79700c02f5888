import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Numbers of a table as colours, with labels at rows and columns and a key to the colours.
///
/// A table with more columns or rows than the frame has pixels is pooled (``NumberGrid/pooled(columns:rows:by:)``).
public struct HeatChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The numbers.
  public var grid: NumberGrid
  /// Their colours.
  public var colors: ValueColors
  /// What the numbers are; above the key.
  public var unit: String
  /// Names of the rows, as many as there are rows, or none.
  public var rowLabels: [String]
  /// Numbers along the rows, where they have no names: the first row begins at the lower one, the last ends at the higher one.
  public var rowRange: ClosedRange<Double>?
  /// What the columns are.
  public var columnLabels: Labels
  /// What rows and columns are together: `layer`, `token`.
  public var rowTitle: String
  /// See ``rowTitle``.
  public var columnTitle: String
  /// How several numbers become one pixel.
  public var pooling: NumberGrid.Pooling
  /// Whether there is a key to the colours.
  public var hasKey: Bool
  /// The size of the image where the chart has its natural size; nil: as the cells suggest.
  public var imageSize: Size?

  /// What stands below the columns.
  public enum Labels: Sendable, Equatable {
    case none
    /// A name for each column; turned where they are too wide to stand side by side.
    case names([String])
    /// Numbers from one to another: the first column begins at the lower one, the last ends at the higher one.
    case range(ClosedRange<Double>)

    var isNames: Bool { if case .names = self { true } else { false } }
  }

  /// Makes a heat map; colours that are not given fit the numbers.
  public init(
    title: String = "", _ grid: NumberGrid, colors: ValueColors? = nil, unit: String = "",
    rowLabels: [String] = [],
    columnLabels: Labels = .none, rowTitle: String = "", columnTitle: String = "",
    pooling: NumberGrid.Pooling = .furthest, hasKey: Bool = true
  ) {
    (self.title, self.grid, self.unit) = (title, grid, unit)
    self.colors = colors ?? .fitting([grid])
    (self.rowLabels, self.columnLabels, self.rowTitle) = (rowLabels, columnLabels, rowTitle)
    (self.columnTitle, self.pooling, self.hasKey) = (columnTitle, pooling, hasKey)
  }

  /// See ``Chart/kind``.
  public var kind: String { "heat-map" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    // Cells with a name have room for it; others are as large as makes a picture.
    func side(_ count: Int, isNamed: Bool) -> Double {
      isNamed ? Double(min(count, 100)) * 12 : min(max(Double(count), 120), 300)
    }
    let top = (title.isEmpty ? 0 : ChartTuning.titleHeight) + ChartTuning.axisTitleHeight
    let asked = imageSize.flatMap { $0.width.isFinite && $0.height.isFinite ? $0 : nil }
    let image =
      asked.map { Size(min(max($0.width, 1), 4000), min(max($0.height, 1), 8000)) }
      ?? Size(
        side(grid.columns, isNamed: columnLabels.isNames), side(grid.rows, isNamed: !rowLabels.isEmpty))
    let width = image.width + (hasKey ? 60 : 0)
    let labels = max(
      GridLabels(rowLabels, maxWidth: width * 0.6).width, rowTicks(height: image.height)?.width ?? 0)
    let columns = ColumnLabels(
      columnLabels, count: grid.columns, width: asked == nil ? 12 : image.width, maxHeight: 160)
    let below = columns.height + (columnTitle.isEmpty ? 0 : ChartTuning.axisTitleHeight)
    return Size(
      max(labels + width + 5, 160), image.height + top + below)
  }

  /// See ``Chart/summary``.
  public var summary: String {
    guard let (low, high) = grid.extremes else { return "No values." }
    var text = "\(grid.rows) × \(grid.columns) values from \(NumberText.significant(Double(low))) to "
    text += NumberText.significant(Double(high))
    if !unit.isEmpty { text += " (\(unit))" }
    return text + "."
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    let key = ColorBar(colors: colors, title: unit)
    let top =
      frame.minY + (title.isEmpty ? 0 : ChartTuning.titleHeight)
      + (rowTitle.isEmpty && (!hasKey || unit.isEmpty) ? 4 : ChartTuning.axisTitleHeight)
    let labels = GridLabels(rowLabels, maxWidth: frame.size.width * ChartTuning.rowLabelShare)
    let ticks = rowTicks(height: frame.size.height)
    let widest = max(labels.width, ticks?.width ?? 0)
    let left = widest > 0 ? widest + 5 : 0
    let right = hasKey ? key.room(height: frame.size.height / 2) : 0
    let width = frame.size.width - left - right
    let columns = ColumnLabels(
      columnLabels, count: grid.columns, width: width, maxHeight: frame.size.height * 0.4)
    let below = columns.height + (columnTitle.isEmpty ? 0 : ChartTuning.axisTitleHeight)
    let plot = plot(Rect(Point(frame.minX + left, top), Size(width, frame.maxY - below - top)))
    guard plot.size.width >= 1, plot.size.height >= 1, grid.rows > 0, grid.columns > 0 else { return }
    canvas.text(
      rowTitle, .legend, at: Point(frame.minX, top - 6), maxWidth: frame.size.width / 2)
    drawPixels(plot, on: &canvas)
    labels.drawRows(besides: plot, on: &canvas)
    rowTicks(height: plot.size.height)?.draw(besides: plot, on: &canvas)
    columns.draw(below: plot, on: &canvas)
    canvas.text(
      columnTitle, .legend, at: Point(plot.midX, plot.maxY + columns.height + 11), .middle,
      maxWidth: plot.size.width)
    if hasKey { key.draw(rightOf: plot, on: &canvas) }
  }

  private func rowTicks(height: Double) -> RowTicks? {
    rowLabels.isEmpty ? rowRange.map { RowTicks($0, height: height) } : nil
  }

  /// The part of a frame that cells of a whole number of pixels fill, where that costs little room: cells are then equal. Cells
  /// with names or numbers on both sides are square where they nearly are.
  private func plot(_ frame: Rect) -> Rect {
    func cell(_ length: Double, _ count: Int) -> Double {
      guard length > 0, count > 0 else { return 0 }
      let cell = length / Double(count)
      return cell.rounded(.down) >= cell * 0.75 ? cell.rounded(.down) : cell
    }
    var (width, height) = (cell(frame.size.width, grid.columns), cell(frame.size.height, grid.rows))
    if !rowLabels.isEmpty && columnLabels.isNames || rowRange != nil,
      max(width, height) <= 1.5 * min(width, height)
    {
      (width, height) = (min(width, height), min(width, height))
    }
    return Rect(frame.origin, Size(width * Double(grid.columns), height * Double(grid.rows)))
  }

  private func drawPixels(_ plot: Rect, on canvas: inout Canvas) {
    if grid.hasMissing { canvas.rects([plot], .missing) }
    let shown = grid.pooled(
      columns: Int(min(plot.size.width, 4000)), rows: Int(min(plot.size.height, 8000)), by: pooling)
    canvas.image(
      .init(
        frame: plot, columns: shown.columns, rows: shown.rows,
        pixels: .levels(colors.levels(shown.values), colors.scale), title: title.isEmpty ? summary : title))
    canvas.frames([plot])
  }
}
