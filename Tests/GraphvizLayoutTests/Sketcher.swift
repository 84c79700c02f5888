import DiagramModel

/// Builds diagrams in a few lines, with sizes like those of real cards.
struct Sketcher {
  var panels: [Panel] = [Panel(layoutKey: 0)]
  var direction = Diagram.Direction.down

  var diagram: Diagram { Diagram(direction: direction, panels: panels) }

  static func label(_ text: String) -> TextLine {
    TextLine(text, style: .label, width: Double(text.count) * 5)
  }

  /// Adds a card fed by some values, and gives the values it makes.
  @discardableResult
  mutating func op(
    _ name: String, _ inputs: [Link.End], in panel: PanelID = 0, outputs: Int = 1, label: String? = nil,
    width: Double? = nil, height: Double = 30, repeats: Int = 1
  ) -> [Link.End] {
    let text = TextLine(name, style: .op, width: Double(name.count) * 7)
    let card = Card(form: .op, kind: "math", identity: name, heading: text)
    let size = Size(width ?? text.width + 25.3, height)
    return add(
      Box(
        content: .card(card), size: size, inputs: ports(inputs.count), outputs: ports(outputs, label),
        repeats: repeats, name: name), inputs, panel)
  }

  /// Adds a pill for a model's input.
  mutating func input(_ name: String, in panel: PanelID = 0, label: String? = nil) -> Link.End {
    let text = TextLine(name, style: .terminal, width: Double(name.count) * 6)
    let box = Box(
      content: .terminal(Terminal(isInput: true, heading: text)), size: Size(text.width + 28, 24),
      outputs: ports(1, label), name: name)
    return add(box, [], panel)[0]
  }

  /// Adds a pill for a model's output.
  mutating func output(_ name: String, _ value: Link.End, in panel: PanelID = 0) {
    let text = TextLine(name, style: .terminal, width: Double(name.count) * 6)
    let box = Box(
      content: .terminal(Terminal(isInput: false, heading: text)), size: Size(text.width + 28, 24),
      inputs: ports(1), name: name)
    _ = add(box, [value], panel)
  }

  /// Adds an open block with its panel; `body` fills it and gives what goes out.
  mutating func block(
    _ title: String, _ inputs: [Link.End], in panel: PanelID = 0, label: String? = nil, repeats: Int = 1,
    key: Int? = nil, _ body: (inout Sketcher, PanelID, [Link.End]) -> [Link.End]
  ) -> [Link.End] {
    let id = panels.count
    let lines = [
      TextLine(title, style: .title, width: Double(title.count) * 7),
      TextLine("12.3K params", style: .subtitle, width: 62),
    ]
    let size = Size(max(lines[0].width, 62), 29)
    panels.append(
      Panel(
        header: Panel.Header(lines: lines, size: size), inputs: ports(inputs.count), layoutKey: key ?? id,
        depth: panels[panel].depth + 1))
    let results = body(&self, id, inputs.indices.map { .border($0) })
    panels[id].outputs = ports(results.count)
    for (index, result) in results.enumerated() {
      panels[id].links.append(Link(from: result, to: .border(index), value: "v"))
    }
    return add(
      Box(
        content: .panel(id), size: Size(0, 0), inputs: ports(inputs.count),
        outputs: ports(results.count, label), repeats: repeats, name: title), inputs, panel)
  }

  private func ports(_ count: Int, _ label: String? = nil) -> [Port] {
    (0..<count).map { Port(value: "v\($0)", label: label.map(Sketcher.label)) }
  }

  private mutating func add(_ box: Box, _ inputs: [Link.End], _ panel: PanelID) -> [Link.End] {
    let index = panels[panel].boxes.count
    panels[panel].boxes.append(box)
    for (port, input) in inputs.enumerated() {
      panels[panel].links.append(
        Link(from: input, to: .box(index, port: port), value: "v\(panels[panel].links.count)"))
    }
    return box.outputs.indices.map { .box(index, port: $0) }
  }
}
