import TextOutput

/// A placement as text, one line a thing, rounded to a tenth of a pixel: for tests and bug reports.
///
/// Cost: linear.
public func textDump(_ placement: Placement) -> String {
  var lines: [String] = []
  for (id, panel) in placement.panels.enumerated() {
    var head = "panel \(id) \(NumberText.tenths(panel.size.width))x\(NumberText.tenths(panel.size.height))"
    if let header = panel.header { head += " header \(text(header))" }
    lines.append(head)
    for (index, point) in panel.inputs.enumerated() { lines.append("  input \(index) \(text(point))") }
    for (index, point) in panel.outputs.enumerated() { lines.append("  output \(index) \(text(point))") }
    for (index, rect) in panel.boxes.enumerated() { lines.append("  box \(index) \(text(rect))") }
    for (index, route) in panel.routes.enumerated() {
      var line = "  line \(index) \(text(route.start))"
      for segment in route.segments {
        switch segment {
        case .line(let end): line += " L \(text(end))"
        case .curve(let a, let b, let end): line += " C \(text(a)) \(text(b)) \(text(end))"
        }
      }
      lines.append(line + (route.hasArrow ? " >" : ""))
    }
    for label in panel.labels { lines.append("  label \(label.box).\(label.port) \(text(label.rect))") }
    for (index, level) in panel.levels.enumerated() {
      let rule = level.rule.map { " rule \(text($0.start)) \(text($0.end))" } ?? ""
      lines.append("  level \(index) \(text(level.label))" + rule)
    }
    for seam in panel.seams { lines.append("  seam \(seam.link) \(text(seam.rect))") }
  }
  return lines.joined(separator: "\n") + "\n"
}

private func text(_ point: Point) -> String { "\(NumberText.tenths(point.x)),\(NumberText.tenths(point.y))" }

private func text(_ rect: Rect) -> String {
  "\(text(rect.origin)) \(NumberText.tenths(rect.size.width))x\(NumberText.tenths(rect.size.height))"
}
