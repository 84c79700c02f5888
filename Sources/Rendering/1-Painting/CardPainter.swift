import DiagramModel

/// The look of cards, pills, name plates and stacks.
enum CardPainter {
  static let cardRadius = 4.0
  static let blockRadius = 6.0
  static let panelRadius = 8.0
  static let badgeHeight = 15.0

  /// The card of an operator or a closed block, as a group whose first rectangle is the card.
  static func items(_ card: Card, _ box: Box, in frame: Rect) -> [Scene.Item] {
    let isOp = card.form == .op
    let role: Scene.Group.Role =
      isOp ? .op(kind: card.kind, type: card.identity) : .closedBlock(scope: card.identity)
    var items: [Scene.Item] = [
      .begin(.init(role: role, name: box.name, tooltip: box.tooltip, item: box.item))
    ]
    if card.isFrozen, card.heat == nil {
      // Grey and dashed: what training leaves as it is steps back.
      items.append(
        .rect(.init(frame: frame, radius: isOp ? cardRadius : blockRadius, fill: .panel(2), stroke: nil)))
      var border = rounded(frame, isOp ? cardRadius : blockRadius, fill: .panel(2), stroke: .line)
      border.isDashed = true
      items.append(.path(border))
    } else {
      items.append(
        .rect(
          .init(
            frame: frame, radius: isOp ? cardRadius : blockRadius,
            fill: card.heat.map { .heat($0) } ?? (isOp ? .card : .block),
            stroke: isOp ? .cardBorder : .blockBorder)))
    }
    if isOp { items.append(.path(stripe(frame, .kind(card.kind)))) }
    var lines = card.lines.reduce(card.heading.style.lineHeight) { $0 + $1.style.lineHeight }
    if card.spark != nil { lines += Metrics.sparkGap + Metrics.spark.height }
    if let picture = card.picture { lines += Metrics.sparkGap + picture.size.height }
    let left = frame.minX + (isOp ? Metrics.stripe : 0) + Metrics.cardPaddingX
    var right = frame.maxX - Metrics.cardPaddingX
    var top = frame.minY + (frame.size.height - lines) / 2
    let fill: (TextLine) -> Paint = { line in
      // Small print has to be read on the strongest colour.
      if card.heat != nil { return .text(line.style.isBold ? line.style : .detail) }
      return isOp ? .text(line.style) : .blockText(line.style)
    }
    items.append(.text(text(card.heading, at: Point(left, top), fill: fill(card.heading))))
    if let glyph = card.glyph {
      let place = GlyphPainter.place(in: card, right: right, top: top)
      items += GlyphPainter.items(glyph, card, at: place)
      if !card.hasGlyphBelow {
        right = place.x - Metrics.glyphGap - (card.detail?.style == .badge ? Metrics.badgePadding : 0)
      }
    }
    for badge in card.badges.reversed() {
      items.append(.begin(.init(role: .letter(String(badge.text.prefix { $0 != " " })))))
      items += beside(badge, right: right, top: top, height: card.heading.style.lineHeight, fill(badge))
      items.append(.end)
      right -= badge.width + 2 * Metrics.badgePadding + Metrics.letterGap
    }
    if let detail = card.detail {
      items += beside(detail, right: right, top: top, height: card.heading.style.lineHeight, fill(detail))
    }
    top += card.heading.style.lineHeight
    for line in card.lines {
      items.append(.text(text(line, at: Point(left, top), fill: fill(line))))
      top += line.style.lineHeight
    }
    if let spark = card.spark {
      items += SparkPainter.items(spark, card, at: Point(left, top + Metrics.sparkGap))
      top += Metrics.sparkGap + Metrics.spark.height
    }
    if let picture = card.picture {
      items += PicturePainter.items(picture, at: Point(left, top + Metrics.sparkGap))
    }
    items.append(.end)
    return items
  }

  /// The pill of an input or output, as a group.
  static func items(_ terminal: Terminal, _ box: Box, in frame: Rect) -> [Scene.Item] {
    let line = terminal.heading
    let below = terminal.picture.map { Metrics.sparkGap + $0.size.height } ?? 0
    let top = frame.minY + (frame.size.height - line.style.lineHeight - below) / 2
    let middle = frame.minX + frame.size.width / 2
    // As round as a pill without a picture.
    let radius = min(frame.size.height, line.style.lineHeight + 8) / 2
    var items: [Scene.Item] = [
      .begin(
        .init(
          role: .terminal(isInput: terminal.isInput), name: box.name, tooltip: box.tooltip, item: box.item)),
      .rect(.init(frame: frame, radius: radius, fill: .pill, stroke: .pillBorder)),
      .text(text(line, at: Point(middle, top), anchor: .middle, fill: .text(line.style))),
    ]
    if let picture = terminal.picture {
      let left = (middle - picture.size.width / 2).rounded()
      items += PicturePainter.items(picture, at: Point(left, top + line.style.lineHeight + Metrics.sparkGap))
    }
    items.append(.end)
    return items
  }

  /// A name plate: lines below each other, a badge to the right of the line before it.
  static func items(_ header: Panel.Header, at origin: Point) -> [Scene.Item] {
    var items: [Scene.Item] = []
    var top = origin.y
    var last = Rect(origin, Size(0, 0))
    for line in header.lines {
      if line.style == .badge {
        let right = last.maxX + Metrics.badgeGap + line.width + Metrics.badgePadding
        items += beside(
          line, right: right, top: last.minY, height: max(last.size.height, line.style.lineHeight),
          .text(.badge))
        last.size.width += Metrics.badgeGap + line.width + 2 * Metrics.badgePadding
        top = max(top, last.minY + line.style.lineHeight)
      } else {
        items.append(.text(text(line, at: Point(origin.x, top), fill: .text(line.style))))
        last = Rect(Point(origin.x, top), Size(line.width, line.style.lineHeight))
        top += line.style.lineHeight
      }
    }
    return items
  }

  /// The sheets of a stack, the hindmost first; only what the sheet in front leaves to be seen matters.
  static func sheets(behind frame: Rect, _ box: Box, depth: Int) -> [Scene.Item] {
    let radius: Double
    let paint: (fill: Paint, stroke: Paint)
    switch box.content {
    case .card(let card) where card.form == .op: (radius, paint) = (cardRadius, (.card, .cardBorder))
    case .card: (radius, paint) = (blockRadius, (.block, .blockBorder))
    case .terminal: (radius, paint) = (frame.size.height / 2, (.pill, .pillBorder))
    case .panel: (radius, paint) = (panelRadius, (.panel(depth), .panelBorder))
    }
    return (1...Metrics.sheetCount).reversed().map { sheet in
      let shift = Double(sheet) * Metrics.sheetOffset
      let moved = Rect(Point(frame.minX + shift, frame.minY - shift), frame.size)
      return .path(rounded(moved, radius, fill: paint.fill, stroke: paint.stroke))
    }
  }

  /// A line of text whose box has its upper left, middle or right at a point.
  static func text(
    _ line: TextLine, at: Point, anchor: Scene.Text.Anchor = .start, fill: Paint
  ) -> Scene.Text {
    Scene.Text(
      text: line.text, style: line.style, at: Point(at.x, at.y + baseline(line.style)), anchor: anchor,
      fill: fill, italics: line.italics)
  }

  /// From the top of a line to its baseline: Helvetica's ascent is 0.905 em, its descent 0.212 em, and what
  /// the line is higher than both is halved above and below.
  private static func baseline(_ style: TextStyle) -> Double {
    (style.lineHeight - 1.117 * style.fontSize) / 2 + 0.905 * style.fontSize
  }

  /// Text that ends at `right`, on the baseline of a heading of some height; a badge gets its pill.
  static func beside(
    _ line: TextLine, right: Double, top: Double, height: Double, _ fill: Paint
  ) -> [Scene.Item] {
    guard line.style == .badge else {
      let heading = baseline(.op) - baseline(line.style)
      return [.text(text(line, at: Point(right, top + heading), anchor: .end, fill: fill))]
    }
    let pill = Rect(
      Point(right - line.width - Metrics.badgePadding, top + (height - badgeHeight) / 2),
      Size(line.width + 2 * Metrics.badgePadding, badgeHeight))
    let at = Point(right - line.width / 2, top + (height - line.style.lineHeight) / 2)
    return [
      .path(rounded(pill, badgeHeight / 2, fill: .badge, stroke: nil)),
      .text(text(line, at: at, anchor: .middle, fill: .text(.badge))),
    ]
  }

  private static func stripe(_ frame: Rect, _ fill: Paint) -> Scene.Path {
    let r = min(cardRadius, frame.size.height / 2)
    let (x, y, bottom) = (frame.minX, frame.minY, frame.maxY)
    return Scene.Path(
      start: Point(x + Metrics.stripe, y),
      steps: [
        .line(Point(x + Metrics.stripe, bottom)), .line(Point(x + r, bottom)),
        .corner(r, Point(x, bottom - r)), .line(Point(x, y + r)), .corner(r, Point(x + r, y)), .close,
      ],
      fill: fill)
  }

  /// A rectangle with rounded corners.
  static func rounded(_ frame: Rect, _ radius: Double, fill: Paint?, stroke: Paint?) -> Scene.Path {
    let r = min(radius, frame.size.height / 2, frame.size.width / 2)
    let (x, y, right, bottom) = (frame.minX, frame.minY, frame.maxX, frame.maxY)
    return Scene.Path(
      start: Point(x + r, y),
      steps: [
        .line(Point(right - r, y)), .corner(r, Point(right, y + r)), .line(Point(right, bottom - r)),
        .corner(r, Point(right - r, bottom)), .line(Point(x + r, bottom)), .corner(r, Point(x, bottom - r)),
        .line(Point(x, y + r)), .corner(r, Point(x + r, y)), .close,
      ],
      fill: fill, stroke: stroke)
  }
}
