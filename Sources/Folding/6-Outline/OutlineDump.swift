import Diagnostics

/// The outline as a small readable tree, for goldens and bug reports: one line a box, `+` an open block,
/// `-` a closed one, `=` the idiom that it is and what tells it from others, with the ports its lines come from.
public func textDump(_ outline: Outline) -> String {
  var text = ""
  textDump(0, outline, indent: "", &text)
  return text
}

private func textDump(_ block: Int, _ outline: Outline, indent: String, _ text: inout String) {
  let own = outline.blocks[block]
  for (index, number) in own.items.enumerated() {
    let item = outline.items[number]
    let sources = own.links.filter { if case .item(index, _) = $0.target { true } else { false } }
      .map { name($0.source) }.joined(separator: " ")
    let feed = sources.isEmpty ? "" : " <- " + sources
    let times = outline.times(of: item)
    switch item.content {
    case .operation(let operation):
      text +=
        "\(indent)\(index) \(shown(operation.node.op.description))\(told(operation.idiom))\(times)\(feed)\n"
    case .input(let name): text += "\(indent)\(index) input \(shown(name))\(times)\n"
    case .output(let name): text += "\(indent)\(index) output \(shown(name))\(times)\(feed)\n"
    case .block(let inner):
      let child = outline.blocks[inner]
      let className = child.className.map { " · " + shown($0) } ?? ""
      let hidden = child.hiddenCount > 0 ? ", \(child.hiddenCount) hidden" : ""
      text +=
        "\(indent)\(index) \(child.isOpen ? "+" : "-") \(shown(child.title))\(className)\(told(child.idiom))\(times)"
      text += " [\(child.operatorCount) ops\(hidden), \(child.parameters) params]\(feed)\n"
      textDump(inner, outline, indent: indent + "    ", &text)
    }
  }
  for (port, _) in own.outputs.enumerated() where block != 0 {
    let sources = own.links.filter { $0.target == .border(port) }.map { name($0.source) }.joined(
      separator: " ")
    text += "\(indent)out \(port) <- \(sources)\n"
  }
}

/// ` = Linear (768 → 3072)`.
private func told(_ idiom: OutlineIdiom?) -> String {
  guard let idiom else { return "" }
  return " = " + shown(idiom.name) + (idiom.detail.map { " (" + shown($0) + ")" } ?? "")
}

/// A name from the model, fit for a terminal.
private func shown(_ name: String) -> String { escaped(name, limit: 200) }

private func name(_ end: OutlineLink.End) -> String {
  switch end {
  case .item(let item, let port): port == 0 ? "\(item)" : "\(item).\(port)"
  case .border(let port): "in\(port)"
  }
}
