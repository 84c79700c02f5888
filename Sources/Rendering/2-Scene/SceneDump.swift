import DiagramModel
import TextOutput

extension Scene {
  /// The scene as short text, one item a line, for tests and bug reports.
  public var dump: String {
    var text = "scene \(NumberText.tenths(size.width)) × \(NumberText.tenths(size.height))\n"
    var depth = 0
    for item in items {
      if case .end = item {
        depth = max(0, depth - 1)
        continue
      }
      text += String(repeating: "  ", count: min(depth, 20) + 1) + Self.line(item) + "\n"
      if case .begin = item { depth += 1 }
    }
    return text
  }

  private static func line(_ item: Item) -> String {
    switch item {
    case .begin(let group): sanitized("\(word(group.role)) \(group.name ?? "")")
    case .end: ""
    case .rect(let rect):
      "rect \(NumberText.tenths(rect.frame.minX)),\(NumberText.tenths(rect.frame.minY)) "
        + "\(NumberText.tenths(rect.frame.size.width))×\(NumberText.tenths(rect.frame.size.height)) "
        + rect.fill.className
    case .path(let path):
      "path \(NumberText.tenths(path.start.x)),\(NumberText.tenths(path.start.y)) +\(path.steps.count) "
        + (path.fill ?? path.stroke ?? .line).className
    case .image(let image):
      "image \(NumberText.tenths(image.frame.minX)),\(NumberText.tenths(image.frame.minY)) "
        + "\(NumberText.tenths(image.frame.size.width))×\(NumberText.tenths(image.frame.size.height)) "
        + "\(image.columns)×\(image.rows) \(word(image.pixels)) \(sanitized(image.title))"
    case .text(let text):
      "text \(NumberText.tenths(text.at.x)),\(NumberText.tenths(text.at.y)) \(text.style.rawValue) \(text.text)"
    }
  }

  private static func word(_ role: Group.Role) -> String {
    switch role {
    case .op(let kind, let type): "op \(kind) \(type)"
    case .closedBlock: "closed"
    case .openBlock: "open"
    case .detail(let letter): "detail \(letter)"
    case .region: "region"
    case .caption(let letter): "caption \(letter)"
    case .letter(let letter): "letter \(letter)"
    case .table: "table"
    case .row: "row"
    case .levels: "levels"
    case .terminal(let isInput): isInput ? "input" : "output"
    case .links: "links"
    case .glyph: "glyph"
    case .notes: "notes"
    case .chart(let kind): "chart \(kind)"
    case .finding(let level): level.name
    }
  }

  private static func word(_ pixels: Image.Pixels) -> String {
    switch pixels {
    case .levels(_, let scale): scale.rawValue
    case .rgb: "rgb"
    case .overlay(_, let scale, _): scale.rawValue + " over grey"
    }
  }
}
