import DiagramModel

/// The look of the levels of a U: what is said of each at the left, and the dashed lines between them.
enum LevelPainter {
  /// The levels of a panel with its corner at a point.
  static func items(_ scales: Scales, _ levels: [PlacedLevel], at origin: Point) -> [Scene.Item] {
    var items: [Scene.Item] = [.begin(.init(role: .levels))]
    for (lines, level) in zip(scales.levels, levels) {
      if let rule = level.rule {
        items.append(
          .path(
            Scene.Path(
              start: origin + rule.start, steps: [.line(origin + rule.end)], stroke: .panelBorder,
              isDashed: true)))
      }
      var at = origin + level.label
      for line in lines {
        items.append(.text(CardPainter.text(line, at: at, fill: .text(line.style))))
        at.y += line.style.lineHeight
      }
    }
    items.append(.end)
    return items
  }
}
