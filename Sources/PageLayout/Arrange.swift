import DiagramModel

/// Finds where overview, details and tables of a diagram stand on a page.
///
/// Details and tables fill columns beside the overview, in order, of which the first may stand below it, and on a wide page the
/// tables alone; or rows below it.
/// An overview that is a long chain may be cut into columns (``wrap(_:_:_:)``). Of all these ways the one wins whose
/// page has about the proportions that it is to have, and is least empty.
///
/// - Returns: the placement with its page; unchanged where a diagram has no details.
/// - Complexity: that of cutting the overview; else linear in details and tables, but all ways to group few of them are
///   tried.
public func arrange(
  _ diagram: Diagram, _ placement: Placement, _ shape: PageShape = .portrait
) -> Placement {
  guard !diagram.details.isEmpty, let overview = placement.panels.first else { return placement }
  let parts = Part.all(of: diagram, placement)
  var best: (cost: Double, columns: Columns?, arrangement: Arrangement)?
  for columns in [nil] + Columns.all(of: diagram, placement) {
    let size = columns?.size ?? overview.size
    let room = columns == nil ? overview.room : nil
    let empty = room.map { (size.width - $0.x) * (size.height - $0.y) } ?? 0
    for arrangement in Arrangement.all(size, room, parts, diagram.direction, shape) {
      let cost = arrangement.cost(
        shape, filled: columns?.filled ?? size.width * size.height - empty, columns: columns?.count ?? 1)
      if cost < best?.cost ?? .infinity { best = (cost, columns, arrangement) }
    }
  }
  var placement = placement
  placement.page = best?.arrangement.page(diagram)
  if let columns = best?.columns { placement.panels[0] = columns.placement(of: overview) }
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
