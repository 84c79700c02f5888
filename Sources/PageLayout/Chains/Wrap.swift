import DiagramModel

/// Cuts a page that is a long chain into columns side by side, joined by lines in the gutters between them.
///
/// It is cut only where one line goes from a box to the next, so that it stays the drawing that layout made: columns are
/// moved, and the lines at which it was cut find a new way. Of all numbers of columns the one wins whose page has
/// about the proportions of paper and is least empty, as in ``arrange(_:_:_:)``.
///
/// - Returns: nil where the page is not tall, may not be cut (it has no ``Panel/seams``, has details, flows right), or is better
///   as it is.
/// - Complexity: linear in boxes and lines, and the square of the places where it may be cut, which are bounded.
public func wrap(
  _ diagram: Diagram, _ placement: Placement, _ shape: PageShape = .portrait
) -> Placement? {
  guard diagram.details.isEmpty, let place = placement.panels.first, shape.misfit(of: placement) > 0 else {
    return nil
  }
  var best: (cost: Double, columns: Columns?) = (
    pageCost(place.size, filled: place.size.width * place.size.height, columns: 0, shape), nil
  )
  for columns in Columns.all(of: diagram, placement) {
    let cost = pageCost(columns.size, filled: columns.filled, columns: columns.count - 1, shape)
    if cost < best.cost { best = (cost, columns) }
  }
  guard let columns = best.columns else { return nil }
  var placement = placement
  placement.panels[0] = columns.placement(of: place)
  return placement
}

extension Columns {
  /// All ways to cut the first panel of a diagram into columns that are about equally high, by their number; none where it
  /// may not be cut or is short.
  ///
  /// Cost: linear in boxes and lines, and the square of the places where it may be cut, which are bounded.
  static func all(of diagram: Diagram, _ placement: Placement) -> [Columns] {
    guard diagram.direction == .down, let panel = diagram.panels.first, let place = placement.panels.first,
      place.size.height > PageTuning.tall.height, panel.seams.count == panel.links.count,
      panel.towers.isEmpty,
      let rows = Rows(panel, place), rows.tops.count >= PageTuning.tall.rows, let top = rows.tops.first,
      let bottom = rows.bottoms.last
    else { return [] }
    let choice = CutChoice(
      top: top, bottom: bottom,
      places: rows.cuts.map { cut in
        CutChoice.Place(
          above: rows.bottoms[cut.row - 1], below: rows.tops[cut.row],
          price: panel.seams[cut.link].grade.price)
      })
    return (2...PageTuning.most.chainColumns).compactMap { count in
      choice.cuts(forColumns: count).map { Columns(panel, place, rows, $0.map { rows.cuts[$0] }) }
    }
  }
}

extension Seam.Grade {
  /// What a cut there costs.
  fileprivate var price: Double {
    switch self {
    case .stage: PageTuning.seamCost.stage
    case .block: PageTuning.seamCost.block
    case .plain: PageTuning.seamCost.plain
    case .inner: PageTuning.seamCost.inner
    }
  }
}
