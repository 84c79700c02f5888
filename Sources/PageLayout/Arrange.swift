import DiagramModel

/// Finds where overview, details and tables of a diagram stand on a page.
///
/// Details and tables fill columns beside the overview, in order; or rows below it, where it is too wide for that. Of the
/// ways that are narrow enough, the one wins whose page has about the proportions of paper and is least empty.
///
/// - Returns: the placement with its page; unchanged where a diagram has no details.
/// - Complexity: linear in details and tables.
public func arrange(_ diagram: Diagram, _ placement: Placement) -> Placement {
  guard !diagram.details.isEmpty, let overview = placement.panels.first?.size else { return placement }
  let parts = Part.all(of: diagram, placement)
  var best: (cost: Double, page: PagePlacement)?
  for arrangement in Arrangement.all(overview, parts) {
    let cost = arrangement.cost
    if cost < best?.cost ?? .infinity { best = (cost, arrangement.page(diagram)) }
  }
  var placement = placement
  placement.page = best?.page
  return placement
}

/// A detail with its title, or a table.
struct Part {
  enum Content {
    case detail(Int)
    case table(Int)
  }

  let content: Content
  let size: Size
  /// For a table: the first and the last part that it is about.
  var firstPart = 0
  var lastPart = 0

  var isDetail: Bool {
    if case .detail = content { true } else { false }
  }

  /// The parts in reading order: each table below the last detail that uses its letters.
  static func all(of diagram: Diagram, _ placement: Placement) -> [Part] {
    var parts: [Part] = []
    var partOf: [Int] = []
    for (number, detail) in diagram.details.enumerated() {
      let panel =
        placement.panels.indices.contains(detail.panel) ? placement.panels[detail.panel].size : Size(0, 0)
      let caption =
        detail.letter.width + 2 * Metrics.badgePadding + Metrics.badgeGap
        + max(detail.title.width, detail.subtitle.width)
      partOf.append(parts.count)
      parts.append(
        Part(
          content: .detail(number),
          size: Size(max(panel.width, caption.rounded(.up)), panel.height + Metrics.captionHeight)))
      for (index, table) in diagram.tables.enumerated() where table.details.max() == number {
        let first = table.details.min().map { partOf[$0] } ?? 0
        parts.append(
          Part(content: .table(index), size: table.size, firstPart: first, lastPart: partOf[number]))
      }
    }
    return parts
  }
}
