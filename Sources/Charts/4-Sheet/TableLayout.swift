import DiagramModel
import Rendering
import TextMetrics

/// A table with its columns measured: rules above and below and under its head, none between columns, as books set it.
struct TableLayout {
  private let table: SheetTable
  private let columns: [ColumnLayout]
  /// The width with all columns.
  let width: Double

  init(_ table: SheetTable) {
    self.table = table
    var columns: [ColumnLayout] = []
    var x = 0.0
    for (number, column) in table.columns.enumerated() {
      let cells = table.rows.lazy.filter { !$0.isGroup || number > 0 }.compactMap {
        $0.cells.indices.contains(number) ? $0.cells[number] : nil
      }
      let layout = ColumnLayout(column, cells, left: x)
      columns.append(layout)
      x += layout.width + SheetMetrics.columnGap
    }
    self.columns = columns
    // The title of a group may run over the columns beside it that it leaves empty.
    let titles = table.rows.filter { $0.isGroup && $0.cells.count == 1 }.compactMap { row -> Double? in
      if case .strong(let text)? = row.cells.first { measure(text, style: .head).width } else { nil }
    }
    width = max(x - SheetMetrics.columnGap, min(titles.max() ?? 0, SheetMetrics.textWidth), 0)
  }

  /// Draws the table with its top left at a point; returns where it ends. Linear in the cells.
  func draw(at corner: Point, on canvas: inout Canvas) -> Double {
    let right = corner.x + width
    var y = corner.y
    canvas.begin(.init(role: .table))
    func rule(_ paint: Paint, _ width: Double) {
      canvas.line(Point(corner.x, y), Point(right, y), paint, width: width)
    }
    rule(.text(.cell), SheetMetrics.strongRule)
    if table.columns.contains(where: { !$0.head.isEmpty }) {
      for column in columns { column.drawHead(corner.x, top: y, on: &canvas) }
      y += SheetMetrics.headHeight
      rule(.text(.cell), SheetMetrics.fineRule)
    }
    y += 2
    for (number, row) in table.rows.enumerated() {
      if row.isGroup, number > 0 {
        y += SheetMetrics.groupGap / 2
        rule(.grid, SheetMetrics.strongRule)
        y += SheetMetrics.groupGap / 2
      }
      let height = height(of: row)
      canvas.begin(.init(role: .row(items: []), tooltip: row.tooltip))
      for (place, (column, cell)) in zip(columns, row.cells).enumerated() {
        if row.isGroup, place == 0 {
          let room = row.cells.count == 1 ? width : column.width
          column.drawTitle(cell, corner.x, top: y, height: height, maxWidth: room, on: &canvas)
        } else {
          column.draw(cell, corner.x, top: y, height: height, on: &canvas)
        }
      }
      canvas.end()
      y += height
    }
    y += 2
    rule(.text(.cell), SheetMetrics.strongRule)
    for note in table.notes.flatMap({ wrapped($0, style: .small, width: max(width, SheetMetrics.leastWidth)) }
    ) {
      canvas.text(
        note.text, .small,
        at: Point(corner.x, Canvas.baseline(.small, top: y + 2, height: SheetMetrics.lineHeight)))
      y += SheetMetrics.lineHeight
    }
    canvas.end()
    return y
  }

  private func height(of row: SheetTable.Row) -> Double {
    row.cells.prefix(columns.count).reduce(SheetMetrics.rowHeight) { height, cell in
      guard case .chart(let chart) = cell else { return height }
      return max(height, chart.naturalSize.height + 2 * SheetMetrics.cellPadding)
    }
  }
}
