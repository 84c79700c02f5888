import DiagramModel
import TextMetrics

extension Scene {
  /// The scene as short text, one item a line, for tests and for curious eyes.
  public var dump: String {
    var text = "scene \(NumberDump.text(size.width)) × \(NumberDump.text(size.height))\n"
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
      "rect \(NumberDump.text(rect.frame.minX)),\(NumberDump.text(rect.frame.minY)) "
        + "\(NumberDump.text(rect.frame.size.width))×\(NumberDump.text(rect.frame.size.height)) "
        + rect.fill.className
    case .path(let path):
      "path \(NumberDump.text(path.start.x)),\(NumberDump.text(path.start.y)) +\(path.steps.count) "
        + (path.fill ?? path.stroke ?? .line).className
    case .text(let text):
      "text \(NumberDump.text(text.at.x)),\(NumberDump.text(text.at.y)) \(text.style.rawValue) \(text.text)"
    }
  }

  private static func word(_ role: Group.Role) -> String {
    switch role {
    case .op(let kind, let type): "op \(kind) \(type)"
    case .closedBlock: "closed"
    case .openBlock: "open"
    case .terminal(let isInput): isInput ? "input" : "output"
    case .links: "links"
    case .notes: "notes"
    }
  }
}

private enum NumberDump {
  static func text(_ value: Double) -> String {
    var writer = ByteWriter()
    writer.number(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
