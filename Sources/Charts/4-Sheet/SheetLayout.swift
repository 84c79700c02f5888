import DiagramModel
import Rendering
import TextMetrics

/// Places the parts of a page below each other.
struct SheetLayout {
  private let sheet: Sheet
  private var canvas = Canvas()
  private var y = SheetMetrics.margin
  private let left = SheetMetrics.margin
  /// The width of the page without its margins.
  private var width = SheetMetrics.leastWidth

  init(_ sheet: Sheet) { self.sheet = sheet }

  mutating func scene() -> Scene {
    // Widths of tables decide the width of the page, so they are measured before anything is placed.
    let tables = sheet.sections.map { section -> TableLayout? in
      if case .table(let table) = section.content { TableLayout(table) } else { nil }
    }
    width = tables.reduce(SheetMetrics.leastWidth) { max($0, $1?.width ?? 0) }
    for section in sheet.sections {
      let room = max(width, SheetMetrics.flowWidth)
      switch section.content {
      case .table: break
      case .charts(let charts): width = max(width, ChartFlow(charts, width: room).size.width)
      case .choice(let options): width = max(width, OptionFlow(options, width: room).size.width)
      }
    }
    heading()
    for (section, table) in zip(sheet.sections, tables) { add(section, table) }
    let page = Size(width + 2 * SheetMetrics.margin, y + SheetMetrics.margin)
    let ground = Scene.Item.rect(.init(frame: Rect(Point(0, 0), page), fill: .page))
    return Scene(size: page, title: sheet.title, summary: summary, items: [ground] + canvas.items)
  }

  private var summary: String {
    (sheet.lines + sheet.findings.prefix(20).map(\.text)).filter { !$0.isEmpty }.joined(separator: ". ")
  }

  private mutating func heading() {
    if !sheet.title.isEmpty {
      canvas.text(
        sheet.title, .heading,
        at: Point(left, Canvas.baseline(.heading, top: y, height: SheetMetrics.headingHeight)),
        maxWidth: width)
      y += SheetMetrics.headingHeight
    }
    text(sheet.lines, .legend)
    guard !sheet.findings.isEmpty else { return }
    y += 6
    for finding in sheet.findings {
      canvas.begin(.init(role: .finding(finding.level)))
      canvas.flag(finding.level, at: Point(left + 4, y + SheetMetrics.lineHeight / 2))
      text([finding.text], .detail, indent: Canvas.flagWidth + 2)
      canvas.end()
    }
  }

  /// Lines of text, broken where they are wide.
  private mutating func text(_ texts: [String], _ style: TextStyle, indent: Double = 0) {
    for text in texts {
      for line in wrapped(text, style: style, width: min(width, SheetMetrics.textWidth) - indent) {
        canvas.text(
          line.text, style,
          at: Point(left + indent, Canvas.baseline(style, top: y, height: SheetMetrics.lineHeight)))
        y += SheetMetrics.lineHeight
      }
    }
  }

  private mutating func add(_ section: Sheet.Section, _ table: TableLayout?) {
    y += SheetMetrics.sectionGap
    if !section.title.isEmpty {
      canvas.text(
        section.title, .caption,
        at: Point(left, Canvas.baseline(.caption, top: y, height: SheetMetrics.sectionTitle)), maxWidth: width
      )
      y += SheetMetrics.sectionTitle
    }
    text(section.lines, .legend)
    if !section.title.isEmpty || !section.lines.isEmpty { y += 5 }
    switch section.content {
    case .table:
      guard let table else { return }
      y = table.draw(at: Point(left, y), on: &canvas)
    case .charts(let charts):
      let flow = ChartFlow(charts, width: width)
      flow.draw(at: Point(left, y), on: &canvas)
      y += flow.size.height
    case .choice(let options):
      let flow = OptionFlow(options, width: width)
      flow.draw(at: Point(left, y), on: &canvas)
      y += flow.size.height
      text(flow.note.isEmpty ? [] : [flow.note], .legend)
    }
  }
}
