import DiagramModel
import TextOutput

/// Attributes and path data of SVG 1.1.
extension MarkupWriter {
  /// Appends an attribute with a number.
  mutating func attribute(_ name: StaticString, _ value: Double) {
    raw(" ")
    raw(name)
    raw("=\"")
    number(value)
    raw("\"")
  }

  /// Appends an attribute with hostile text, cut to ``SVGWriter/nameLimit``.
  mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value, limit: SVGWriter.nameLimit)
    raw("\"")
  }

  /// Appends the commands of a path, the shortest for each step.
  mutating func pathData(_ path: Scene.Path) {
    raw("M")
    point(path.start)
    var last = path.start
    for step in path.steps { self.step(step, from: &last) }
  }

  private mutating func step(_ step: Scene.Path.Step, from last: inout Point) {
    switch step {
    case .line(let end):
      if MarkupWriter.looksEqual(end.x, last.x) {
        raw("V")
        number(end.y)
      } else if MarkupWriter.looksEqual(end.y, last.y) {
        raw("H")
        number(end.x)
      } else {
        raw("L")
        point(end)
      }
      last = end
    case .move(let end):
      raw("M")
      point(end)
      last = end
    case .curve(let a, let b, let end):
      raw("C")
      point(a)
      raw(" ")
      point(b)
      raw(" ")
      point(end)
      last = end
    case .corner(let radius, let end):
      raw("A")
      number(radius)
      raw(" ")
      number(radius)
      raw(" 0 0 1 ")
      point(end)
      last = end
    case .close: raw("Z")
    }
  }

  private mutating func point(_ point: Point) {
    number(point.x)
    raw(" ")
    number(point.y)
  }
}
