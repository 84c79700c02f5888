import DiagramModel
import GraphvizLayout
import PageLayout
import PictureFaults
import TestSupport
import Testing

/// What holds of any page that is drawn as a U.
@Suite struct ScalePropertyTests {
  @Test func randomUs() throws {
    var count = 0
    for seed in UInt64(1)...300 {
      let diagram = randomU(seed: seed)
      guard let drawing = ScaleDrawing(diagram, isNarrow: seed % 2 == 0) else { continue }
      let pieces = try layOut(drawing.pieces)
      guard let placement = drawing.placement(pieces) else { continue }
      count += 1
      let faults = placementFaults(diagram, placement)
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(5).joined(separator: "; "))")
      let page = placement.panels[0]
      for (box, rect) in zip(diagram.panels[0].boxes, page.boxes) {
        #expect(box.size == rect.size, "seed \(seed)")
      }
      #expect(page.levels.count == diagram.panels[0].scales?.levels.count, "seed \(seed)")
      #expect(drawing.placement(pieces) == placement, "seed \(seed)")
    }
    #expect(count > 150)
  }

  private func randomU(seed: UInt64) -> Diagram {
    var random = SeededGenerator(seed: seed)
    func roll(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    let depth = 2 + roll(4)
    var sketch = ScaleSketch(depth: depth)
    var last: [Int] = []
    var cells: [[Int]] = []
    for step in 0...2 * depth {
      var own: [Int] = []
      for place in 0..<1 + roll(3) {
        var inputs = last
        // A way around the box before.
        if place > 1, roll(3) == 0 { inputs.append(own[place - 2]) }
        if step > depth, place == 0 || roll(4) == 0, roll(6) > 0 {
          let other = cells[2 * depth - step]
          inputs.insert(roll(3) > 0 ? other[other.count - 1] : other[roll(other.count)], at: 0)
        }
        let box = sketch.box(
          inputs, step: step, width: 60 + Double(roll(15)) * 10, height: 24 + Double(roll(3)) * 12,
          repeats: roll(8) == 0 ? 3 : 1, label: roll(2) == 0 ? "1×64×56×56" : nil)
        own.append(box)
        last = [box]
      }
      if step > depth, roll(5) == 0 { sketch.output(own[own.count - 1], step: step) }
      cells.append(own)
    }
    sketch.output(last[0], step: 2 * depth)
    for _ in 0..<roll(3) {
      let condition = sketch.beside([], width: 60 + Double(roll(12)) * 10)
      let source = roll(2) == 0 ? condition : sketch.beside([condition])
      for box in cells.joined() where roll(3) == 0 { sketch.line(from: source, to: box) }
    }
    return sketch.diagram
  }
}
