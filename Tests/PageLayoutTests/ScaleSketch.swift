import DiagramModel

/// Makes pages that are a U.
struct ScaleSketch {
  private(set) var panel = Panel()
  private(set) var places: [Scales.Place?] = []
  let depth: Int

  /// A U whose bottom is so many levels below the top.
  init(depth: Int) { self.depth = depth }

  var diagram: Diagram {
    var panel = panel
    let levels = (0...depth).map { level in
      [TextLine("\(64 >> level)×\(64 >> level)", style: .detail, width: 40)]
    }
    panel.scales = Scales(levels: levels, places: places)
    return Diagram(panels: [panel])
  }

  /// Adds a box fed by others, at a step of the way: down to the bottom, then up.
  mutating func box(
    _ inputs: [Int], step: Int, width: Double = 120, height: Double = 30, repeats: Int = 1,
    label: String? = nil
  ) -> Int {
    let text = label.map { TextLine($0, style: .label, width: Double($0.count) * 5) }
    let number = panel.boxes.count
    panel.boxes.append(
      Box(
        content: .card(
          Card(form: .op, kind: "math", identity: "Op", heading: TextLine("Op", style: .op, width: 20))),
        size: Size(width, height), inputs: inputs.map { _ in Port(value: "v") },
        outputs: [Port(value: "v", label: text)], repeats: repeats, name: "box \(number)"))
    add(inputs, to: number, step)
    return number
  }

  /// Adds a box beside the U.
  mutating func beside(_ inputs: [Int], width: Double = 100) -> Int {
    let number = box(inputs, step: 0, width: width)
    places[places.count - 1] = nil
    return number
  }

  /// Adds a line.
  mutating func line(from source: Int, to target: Int) {
    let port = panel.boxes[target].inputs.count
    panel.boxes[target].inputs.append(Port(value: "v"))
    panel.links.append(Link(from: .box(source, port: 0), to: .box(target, port: port), value: "c\(source)"))
  }

  /// Adds an output.
  mutating func output(_ input: Int, step: Int) {
    let number = panel.boxes.count
    let heading = TextLine("mask", style: .terminal, width: 30)
    panel.boxes.append(
      Box(
        content: .terminal(Terminal(isInput: false, heading: heading)), size: Size(50, 23),
        inputs: [Port(value: "v")], name: "mask"))
    add([input], to: number, step)
  }

  private mutating func add(_ inputs: [Int], to number: Int, _ step: Int) {
    for (port, input) in inputs.enumerated() {
      panel.links.append(Link(from: .box(input, port: 0), to: .box(number, port: port), value: "v"))
    }
    places.append(Scales.Place(level: min(step, 2 * depth - step), isRising: step > depth))
  }

  /// A U with so many boxes on each level of an arm, joined at the second one that rises.
  static func net(depth: Int, boxes: Int = 2) -> ScaleSketch {
    var sketch = ScaleSketch(depth: depth)
    var last: [Int] = []
    var ends: [Int] = []
    for step in 0...2 * depth {
      for place in 0..<boxes {
        let skip = step > depth && place == 1 ? [ends[2 * depth - step]] : []
        last = [
          sketch.box(
            skip + last, step: step,
            label: step < depth && place == boxes - 1 ? "1×64×\(64 >> step)×\(64 >> step)" : nil)
        ]
      }
      ends.append(last[0])
    }
    sketch.output(last[0], step: 2 * depth)
    return sketch
  }
}
