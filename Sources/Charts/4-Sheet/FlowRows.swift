import DiagramModel

/// Things beside each other, in rows no wider than a page.
struct FlowRows {
  /// Where each thing is, in their order.
  private(set) var frames: [Rect] = []
  /// The room that they take.
  let size: Size

  init(_ sizes: [Size], width: Double) {
    var (x, y, rowHeight, widest) = (0.0, 0.0, 0.0, 0.0)
    for own in sizes {
      if x > 0, x + own.width > width {
        y += rowHeight + SheetMetrics.chartRowGap
        (x, rowHeight) = (0, 0)
      }
      let frame = Rect(Point(x, y), Size(min(own.width, max(width, 1)), own.height))
      frames.append(frame)
      x += frame.size.width + SheetMetrics.chartGap
      rowHeight = max(rowHeight, own.height)
      widest = max(widest, frame.maxX)
    }
    size = Size(widest, y + rowHeight)
  }
}
