import DiagramModel

/// Draws a page as a U: levels below each other, what falls on the left and what rises on the right, skips level
/// between them.
///
/// The boxes of one arm on one level are laid out as a panel of their own, and their drawings are then put in place. So
/// use takes two steps: lay out ``pieces``, then ask for the ``placement(_:)``. It can be drawn if every line stays on
/// its station, goes on to the next one, is a skip, or leads along a row to an output.
public struct ScaleDrawing {
  private let diagram: Diagram
  private let plan: ScalePlan
  private let parts: ScalePieces

  /// Prepares a U; nil where the page says nothing of scales, or has a line that has no way on a U.
  ///
  /// - Parameter isNarrow: whether all is to be in the columns of the arms, as far as can be.
  ///
  /// Cost: linear in boxes and lines of the page.
  public init?(_ diagram: Diagram, isNarrow: Bool = false) {
    guard diagram.direction == .down, let panel = diagram.panels.first,
      let plan = ScalePlan(panel, isNarrow: isNarrow)
    else { return nil }
    self.diagram = diagram
    self.plan = plan
    parts = ScalePieces(diagram, plan)
  }

  /// What is to be laid out: all panels of the page but the first, and those of the stations.
  public var pieces: Diagram { parts.diagram }

  /// The page, from the placement of ``pieces``; nil where a skip can't reach its ends, boxes would meet, or
  /// it is larger than a page.
  ///
  /// Cost: linear in boxes and lines, and the square of both on the first panel, which is a page.
  public func placement(_ laidOut: Placement) -> Placement? {
    guard laidOut.panels.count == parts.diagram.panels.count else { return nil }
    let pieces = plan.stations.indices.map { station in
      ScalePiece(
        parts.diagram.panels[parts.panels[station]], laidOut.panels[parts.panels[station]],
        isRising: plan.stations[station].isRising)
    }
    let beside = parts.beside.map {
      ScalePiece(parts.diagram.panels[$0.panel], laidOut.panels[$0.panel], isRising: false)
    }
    var arms = ScaleArms(plan, pieces, beside)
    guard arms.stand() else { return nil }
    var lines = ScaleLines(plan, parts, arms)
    guard lines.draw() else { return nil }
    let first = lines.placement
    guard first.size.height <= PageTuning.mostScales.height, first.size.width <= PageTuning.mostScales.width,
      first.isClear(plan)
    else { return nil }
    var placement = Placement(panels: Array(laidOut.panels.prefix(diagram.panels.count)))
    placement.panels[0] = first
    return placement
  }
}

extension PanelPlacement {
  /// Whether no two boxes meet, and no line runs through a box that it does not end at.
  fileprivate func isClear(_ plan: ScalePlan) -> Bool {
    let frames = zip(plan.panel.boxes, boxes).map(Rows.frame)
    for (index, frame) in frames.enumerated() {
      for other in frames[..<index] where frame.meets(other, within: PageTuning.leastGap) { return false }
    }
    for (index, route) in routes.enumerated() {
      let ends = [plan.source(index), plan.target(index)]
      for hull in route.hulls {
        for (box, frame) in frames.enumerated() where !ends.contains(box) {
          if frame.meets(hull) { return false }
        }
      }
    }
    return true
  }
}
