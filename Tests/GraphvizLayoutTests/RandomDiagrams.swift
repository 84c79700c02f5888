import DiagramModel

/// A small generator of numbers that are the same everywhere (xorshift64*).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func roll(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, bound)
  }
}

/// Nested diagrams of all shapes, by seed.
func randomDiagram(seed: UInt64) -> Diagram {
  var dice = Dice(seed: seed)
  var sketcher = Sketcher()
  var values = (0..<1 + dice.roll(4)).map {
    sketcher.input("in\($0)", label: dice.roll(2) == 0 ? "1×\($0)×64" : nil)
  }
  fill(&sketcher, 0, &values, &dice, depth: 0)
  for index in 0..<1 + dice.roll(3) { sketcher.output("out\(index)", values[dice.roll(values.count)]) }
  return sketcher.diagram
}

private func fill(
  _ s: inout Sketcher, _ panel: PanelID, _ values: inout [Link.End], _ dice: inout Dice, depth: Int
) {
  let names = ["Conv", "Add", "LayerNormalization", "Mul", "com.microsoft::Attention", "Split"]
  let labels = [nil, "1×64", "batch×sequence×hidden", "1×12×64×64"]
  for _ in 0..<1 + dice.roll(depth == 0 ? 14 : 7) {
    var inputs: [Link.End] = []
    for _ in 0..<dice.roll(4) {
      // Mostly recent values, sometimes old ones: chains with skips.
      let back = dice.roll(3) == 0 ? dice.roll(values.count) : dice.roll(min(3, values.count))
      if !values.isEmpty { inputs.append(values[values.count - 1 - back]) }
    }
    let label = labels[dice.roll(4)]
    let repeats = dice.roll(5) == 0 ? 1 + dice.roll(12) : 1
    if depth < 3 && dice.roll(4) == 0 {
      let title = dice.roll(2) == 0 ? "b · Block" : "encoder.layers.0 · TransformerEncoderLayer"
      values += s.block(title, inputs, in: panel, label: label, repeats: repeats) { s, id, inner in
        var inner = inner
        fill(&s, id, &inner, &dice, depth: depth + 1)
        return (0..<dice.roll(4)).map { _ in inner[dice.roll(inner.count)] }
      }
    } else {
      let name = names[dice.roll(names.count)]
      let outputs = name == "Split" ? 1 + dice.roll(4) : dice.roll(12) == 0 ? 0 : 1
      values += s.op(
        name, inputs, in: panel, outputs: outputs, label: label, height: 30 + Double(dice.roll(3)) * 13,
        repeats: repeats)
    }
  }
  if values.isEmpty { values += s.op("Constant", [], in: panel) }
}
