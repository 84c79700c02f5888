import DiagramModel

extension PanelPlacement {
  /// Whether a page is higher than a paper's, so that columns would be better.
  public var isTall: Bool {
    size.height > PageTuning.tall.height && size.height > size.width * PageTuning.tall.ratio
  }
}

/// Cuts a page that is a long chain into columns side by side, joined by lines in the gutters between them.
///
/// It is cut only where one line goes from a box to the next, so that it stays the drawing that layout made: columns are
/// moved, and the lines at which it was cut find a new way. Of all numbers of columns the one wins whose page has
/// about the proportions of paper and is least empty, as in ``arrange(_:_:)``.
///
/// - Returns: nil where the page is not tall, may not be cut (it has no ``Panel/seams``, has details, flows right), or is better
///   as it is.
/// - Complexity: linear in boxes and lines, and the square of the places where it may be cut, which are bounded.
public func wrap(_ diagram: Diagram, _ placement: Placement) -> Placement? {
  guard diagram.direction == .down, diagram.details.isEmpty, let panel = diagram.panels.first,
    let place = placement.panels.first, place.isTall, panel.seams.count == panel.links.count,
    let rows = Rows(panel, place), rows.tops.count >= PageTuning.tall.rows, let top = rows.tops.first,
    let bottom = rows.bottoms.last
  else { return nil }
  let choice = CutChoice(
    top: top, bottom: bottom,
    places: rows.cuts.map { cut in
      CutChoice.Place(
        above: rows.bottoms[cut.row - 1], below: rows.tops[cut.row], price: panel.seams[cut.link].grade.price)
    })
  var best: (cost: Double, columns: Columns?) = (
    pageCost(place.size, filled: place.size.width * place.size.height, columns: 0), nil
  )
  for count in 2...PageTuning.most.chainColumns {
    guard let cuts = choice.cuts(forColumns: count) else { continue }
    let columns = Columns(panel, place, rows, cuts.map { rows.cuts[$0] })
    let cost = pageCost(columns.size, filled: columns.filled, columns: count - 1)
    if cost < best.cost { best = (cost, columns) }
  }
  guard let columns = best.columns else { return nil }
  var placement = placement
  placement.panels[0] = columns.placement(of: place)
  return placement
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
