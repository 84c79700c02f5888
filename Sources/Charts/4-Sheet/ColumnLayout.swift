import DiagramModel
import Rendering
import TextMetrics

/// A column of a table with its width, and for numbers the place of their points.
struct ColumnLayout {
  private let column: SheetTable.Column
  private let left: Double
  /// Its width.
  let width: Double
  /// From the left end to the points of numbers.
  private let point: Double
  private let hasCharts: Bool

  init(_ column: SheetTable.Column, _ cells: some Sequence<SheetCell>, left: Double) {
    (self.column, self.left) = (column, left)
    var (widest, before, after, hasCharts) = (measure(column.head, style: .head).width, 0.0, 0.0, false)
    for cell in cells {
      if column.alignment == .decimal, let (text, style) = Self.text(of: cell) {
        let parts = Self.parts(text, style)
        (before, after) = (max(before, parts.before), max(after, parts.after))
      } else if case .chart(let chart) = cell {
        widest = max(widest, chart.naturalSize.width)
        hasCharts = true
      } else {
        widest = max(widest, min(Self.width(of: cell), column.maxWidth))
      }
    }
    self.hasCharts = hasCharts
    width = max(widest, before + after)
    // Numbers stand at the right end, as other numbers do.
    point = width - after
  }

  private static func text(of cell: SheetCell) -> (String, TextStyle)? {
    switch cell {
    case .text(let text): (text, .cell)
    case .strong(let text): (text, .head)
    case .quiet(let text): (text, .small)
    case .empty, .chart, .flags: nil
    }
  }

  private static func width(of cell: SheetCell) -> Double {
    if case .flags(let findings) = cell {
      return findings.reduce(-SheetMetrics.flagGap) {
        $0 + SheetMetrics.flagGap + Canvas.flagWidth + measure($1.text, style: .small).width
      }
    }
    return text(of: cell).map { measure($0.0, style: $0.1).width } ?? 0
  }

  /// The widths of a number before its point and from it on. A text that is no number has no part after the point.
  private static func parts(_ text: String, _ style: TextStyle) -> (before: Double, after: Double) {
    let whole = measure(text, style: style).width
    guard let place = text.firstIndex(of: ".") ?? firstAfterDigits(text) else { return (whole, 0) }
    let before = measure(String(text[..<place]), style: style).width
    return (before, whole - before)
  }

  /// Where the digits of a whole number end and its unit begins.
  private static func firstAfterDigits(_ text: String) -> String.Index? {
    guard let first = text.firstIndex(where: \.isNumber) else { return nil }
    return text[first...].firstIndex { !$0.isNumber && $0 != "," }
  }

  /// Draws what stands above the column.
  func drawHead(_ x: Double, top: Double, on canvas: inout Canvas) {
    let isRight = column.alignment != .left && !hasCharts
    canvas.text(
      column.head, .head,
      at: Point(
        x + left + (isRight ? width : 0), Canvas.baseline(.head, top: top, height: SheetMetrics.headHeight)),
      isRight ? .end : .start)
  }

  /// Draws the title of a group.
  func drawTitle(
    _ cell: SheetCell, _ x: Double, top: Double, height: Double, maxWidth: Double, on canvas: inout Canvas
  ) {
    guard let (text, style) = Self.text(of: cell) else { return }
    canvas.text(
      text, style, at: Point(x + left, Canvas.baseline(style, top: top, height: height)), maxWidth: maxWidth)
  }

  /// Draws a cell.
  func draw(_ cell: SheetCell, _ x: Double, top: Double, height: Double, on canvas: inout Canvas) {
    let x = x + left
    switch cell {
    case .empty: return
    case .chart(let chart):
      let size = chart.naturalSize
      canvas.draw(chart, in: Rect(Point(x, top + (height - size.height) / 2), size))
    case .flags(let findings): draw(findings, x, top: top, height: height, on: &canvas)
    case .text, .strong, .quiet:
      guard let (text, style) = Self.text(of: cell) else { return }
      let baseline = Canvas.baseline(style, top: top, height: height)
      switch column.alignment {
      case .left: canvas.text(text, style, at: Point(x, baseline), maxWidth: column.maxWidth)
      case .right: canvas.text(text, style, at: Point(x + width, baseline), .end, maxWidth: column.maxWidth)
      case .decimal:
        canvas.text(text, style, at: Point(x + point - Self.parts(text, style).before, baseline))
      }
    }
  }

  private func draw(_ findings: [Finding], _ x: Double, top: Double, height: Double, on canvas: inout Canvas)
  {
    var place = x
    for finding in findings {
      let room = x + column.maxWidth - place - Canvas.flagWidth
      let line = shorten(finding.text, style: .small, maxWidth: room)
      guard line.width <= room else { return }
      canvas.begin(.init(role: .finding(finding.level)))
      canvas.flag(finding.level, at: Point(place + 4, top + height / 2))
      place += Canvas.flagWidth
      canvas.text(line.text, .small, at: Point(place, Canvas.baseline(.small, top: top, height: height)))
      canvas.end()
      place += line.width + SheetMetrics.flagGap
    }
  }
}
