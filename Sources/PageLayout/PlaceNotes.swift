import DiagramModel

/// Moves legend and caption from below a picture to its right, where it is higher than its page should be and narrow enough.
public func placeNotes(_ placement: Placement, _ shape: PageShape) -> Placement {
  guard let size = placement.page?.size ?? placement.panels.first?.size, shape.excess(size) > 0,
    size.width + PageTuning.notesBeside <= PageTuning.mostWidth
  else { return placement }
  var placement = placement
  var page = placement.page ?? PagePlacement(size: size)
  page.hasNotesBeside = true
  placement.page = page
  return placement
}
