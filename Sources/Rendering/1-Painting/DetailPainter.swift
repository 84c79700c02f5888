import DiagramModel

/// The look of what stands beside an overview: letters, titles and tables.
enum DetailPainter {
  /// The letter, the title and what stands below it, with the upper left corner at a point.
  static func caption(of detail: DetailPanel, at origin: Point) -> [Scene.Item] {
    let pill = detail.letter.width + 2 * Metrics.badgePadding
    let height = detail.title.style.lineHeight
    var items: [Scene.Item] = [.begin(.init(role: .caption(letter: detail.letter.text)))]
    items += CardPainter.beside(
      detail.letter, right: origin.x + pill - Metrics.badgePadding, top: origin.y, height: height,
      .text(.badge))
    let left = origin.x + pill + Metrics.badgeGap
    items.append(.text(CardPainter.text(detail.title, at: Point(left, origin.y), fill: .text(.caption))))
    items.append(
      .text(
        CardPainter.text(
          detail.subtitle, at: Point(left, origin.y + height), fill: .text(detail.subtitle.style))))
    items.append(.end)
    return items
  }

  /// The frame around what only some blocks have.
  static func border(ofRegion frame: Rect, radius: Double = regionRadius) -> Scene.Path {
    var border = CardPainter.rounded(frame, radius, fill: nil, stroke: .line)
    border.hasShortDashes = true
    return border
  }

  static let regionRadius = 6.0

  /// A table between rules, as books set it: no lines between columns.
  static func items(_ table: DetailTable, in frame: Rect) -> [Scene.Item] {
    var items: [Scene.Item] = [.begin(.init(role: .table))]
    let spare =
      table.columns.count > 1 ? (frame.size.width - table.size.width) / Double(table.columns.count - 1) : 0
    let widths = table.columnWidths
    var lefts: [Double] = []
    var x = frame.minX + Metrics.cellPadding
    for width in widths {
      lefts.append(x)
      x += width + Metrics.columnGap + max(0, spare)
    }
    func rule(_ y: Double, _ width: Double) {
      items.append(
        .path(
          Scene.Path(
            start: Point(frame.minX, y), steps: [.line(Point(frame.maxX, y))], stroke: .text(.cell),
            width: width)))
    }
    func row(_ cells: [TextLine], _ top: Double) {
      for (index, cell) in cells.enumerated() where lefts.indices.contains(index) {
        let inset = (Metrics.tableRow - cell.style.lineHeight) / 2
        let isNumber = table.columns[index].isNumber
        let at = Point(lefts[index] + (isNumber ? widths[index] : 0), top + inset)
        items.append(
          .text(CardPainter.text(cell, at: at, anchor: isNumber ? .end : .start, fill: .text(cell.style))))
      }
    }
    var top = frame.minY
    rule(top, strong)
    row(table.columns.map(\.head), top)
    top += Metrics.tableRow
    rule(top, fine)
    for (number, cells) in table.rows.enumerated() {
      items.append(
        .begin(.init(role: .row(items: table.items.indices.contains(number) ? table.items[number] : []))))
      row(cells, top)
      items.append(.end)
      top += Metrics.tableRow
    }
    rule(top, strong)
    for note in table.notes {
      let inset = (Metrics.noteRow - note.style.lineHeight) / 2 + 1
      items.append(
        .text(
          CardPainter.text(
            note, at: Point(frame.minX + Metrics.cellPadding, top + inset), fill: .text(note.style))))
      top += Metrics.noteRow
    }
    items.append(.end)
    return items
  }

  /// The rules of a table: above and below, and below its head.
  private static let strong = 1.1
  private static let fine = 0.6
}
