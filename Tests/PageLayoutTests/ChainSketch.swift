import DiagramModel

/// Makes pages that are chains, row by row.
struct ChainSketch {
  private var panel = Panel()
  private var last: Link.End?

  /// The page, whose lines may all be cut unless they are said to be worse or better.
  var diagram: Diagram { Diagram(panels: [panel]) }

  /// Adds a box fed by some values.
  mutating func box(
    _ inputs: [Link.End], width: Double = 120, height: Double = 30, repeats: Int = 1,
    grade: Seam.Grade = .plain, label: String? = nil
  ) -> Link.End {
    let text = label.map { TextLine($0, style: .label, width: Double($0.count) * 5) }
    let heading = TextLine("Op", style: .op, width: 20)
    let number = panel.boxes.count
    panel.boxes.append(
      Box(
        content: .card(Card(form: .op, kind: "math", identity: "Op", heading: heading)),
        size: Size(width, height), inputs: inputs.map { _ in Port(value: "v") },
        outputs: [Port(value: "v", label: text)], repeats: repeats, name: "box \(number)"))
    for (port, input) in inputs.enumerated() {
      panel.links.append(Link(from: input, to: .box(number, port: port), value: "v"))
      panel.seams.append(Seam(grade, label: TextLine("1×64×56×56", style: .label, width: 50)))
    }
    return .box(number, port: 0)
  }

  /// Lets the next box be the first of another chain.
  mutating func startAgain() { last = nil }

  /// Adds a box to the end of the chain.
  mutating func step(
    width: Double = 120, height: Double = 30, repeats: Int = 1, grade: Seam.Grade = .plain,
    label: String? = nil
  ) {
    last = box(
      last.map { [$0] } ?? [], width: width, height: height, repeats: repeats, grade: grade, label: label)
  }

  /// Adds boxes with a way around all of them but the last, which joins both.
  mutating func residual(_ count: Int) {
    guard let start = last else { return }
    for _ in 0..<count { step() }
    last = last.map { box([$0, start]) }
  }

  /// Adds a box that a second one, without inputs, feeds too; or one beside the chain that nothing reads.
  mutating func side(isInput: Bool) {
    guard let start = last else { return }
    if isInput {
      let other = box([], width: 60)
      last = box([start, other])
    } else {
      last = box([start])
      _ = box([start], width: 60)
    }
  }

  /// A chain of so many equal boxes.
  static func chain(_ count: Int) -> Diagram {
    var sketch = ChainSketch()
    for _ in 0..<count { sketch.step() }
    return sketch.diagram
  }
}
