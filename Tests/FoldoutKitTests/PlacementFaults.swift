import DiagramModel

/// What is wrong with where boxes stand, in words: boxes that overlap, stick out of their panel, or are not
/// their panel's size, and lines that do not run from box to box.
func placementFaults(_ diagram: Diagram, _ placement: Placement) -> [String] {
  guard placement.panels.count == diagram.panels.count else { return ["has another number of panels"] }
  var faults: [String] = []
  for (id, (panel, placed)) in zip(diagram.panels, placement.panels).enumerated() {
    guard placed.boxes.count == panel.boxes.count, placed.routes.count == panel.links.count,
      placed.inputs.count == panel.inputs.count, placed.outputs.count == panel.outputs.count
    else {
      faults.append("panel \(id) is incomplete")
      continue
    }
    for (index, rect) in placed.boxes.enumerated() {
      if rect.minX < -0.01 || rect.minY < -0.01 || rect.maxX > placed.size.width + 0.01
        || rect.maxY > placed.size.height + 0.01
      {
        faults.append("panel \(id): box \(index) sticks out")
      }
      switch panel.boxes[index].content {
      case .panel(let inner):
        if rect.size != placement.panels[inner].size {
          faults.append("panel \(id): box \(index) is not its panel")
        }
      default:
        if rect.size != panel.boxes[index].size {
          faults.append("panel \(id): box \(index) has another size")
        }
      }
    }
    faults += overlaps(placed.boxes).map { "panel \(id): boxes \($0.0) and \($0.1) overlap" }
    for (index, (link, route)) in zip(panel.links, placed.routes).enumerated() {
      if !touches(route.start, link.source, placed) {
        faults.append("panel \(id): line \(index) starts nowhere")
      }
      if !touches(route.end, link.target, placed) { faults.append("panel \(id): line \(index) ends nowhere") }
    }
  }
  return faults
}

private func overlaps(_ boxes: [Rect]) -> [(Int, Int)] {
  var found: [(Int, Int)] = []
  for a in boxes.indices {
    for b in boxes.indices where b > a {
      let across = min(boxes[a].maxX, boxes[b].maxX) - max(boxes[a].minX, boxes[b].minX)
      let along = min(boxes[a].maxY, boxes[b].maxY) - max(boxes[a].minY, boxes[b].minY)
      if across > 0.01, along > 0.01 { found.append((a, b)) }
    }
  }
  return found
}

/// Whether a point lies on the border of a line's end.
private func touches(_ point: Point, _ end: Link.End, _ placed: PanelPlacement) -> Bool {
  let rect: Rect
  switch end {
  case .box(let box, _): rect = placed.boxes[box]
  case .border: rect = Rect(Point(0, 0), placed.size)
  }
  let isWithin =
    point.x >= rect.minX - 0.01 && point.x <= rect.maxX + 0.01 && point.y >= rect.minY - 0.01
    && point.y <= rect.maxY + 0.01
  let edges = [point.x - rect.minX, rect.maxX - point.x, point.y - rect.minY, rect.maxY - point.y]
  return isWithin && edges.contains { abs($0) < 0.01 }
}
