import DiagramModel
import GraphvizLayout
import PageLayout
import PictureFaults
import Testing

/// What holds of any page in columns.
@Suite struct WrapPropertyTests {
  @Test func randomChains() throws {
    var count = 0
    for seed in UInt64(1)...300 {
      let diagram = randomChain(seed: seed)
      let column = try layOut(diagram)
      guard let placement = wrap(diagram, column) else { continue }
      count += 1
      let faults = placementFaults(diagram, placement)
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(5).joined(separator: "; "))")
      let (before, after) = (column.panels[0], placement.panels[0])
      #expect(after.boxes.map(\.size) == before.boxes.map(\.size), "seed \(seed)")
      #expect(after.size.height < before.size.height, "seed \(seed)")
      #expect(after.labels.count + after.seams.count >= before.labels.count, "seed \(seed)")
      let cut = Set(after.seams.map(\.link))
      #expect(crossings(of: cut, in: after).isEmpty, "seed \(seed): \(crossings(of: cut, in: after))")
      // Lines that are not cut keep their form.
      for link in before.routes.indices where !cut.contains(link) {
        let counts = [before, after].map { $0.routes[link].segments.count }
        #expect(counts[0] == counts[1], "seed \(seed), line \(link)")
      }
      #expect(wrap(diagram, column) == placement, "seed \(seed)")
    }
    #expect(count > 100)
  }

  /// Lines near which a line from column to column comes, by what their pieces cover.
  private func crossings(of cut: Set<Int>, in page: PanelPlacement) -> [String] {
    let pieces = page.routes.map { route in
      zip([route.start] + route.segments.map(\.end), route.segments).map { start, segment in
        Route(start: start, segments: [segment]).hull
      }
    }
    var found: [String] = []
    for link in cut.sorted() {
      for other in pieces.indices where other != link {
        for piece in pieces[link] where pieces[other].contains(where: { meet(piece, $0) }) {
          found.append("line \(link) meets line \(other)")
        }
      }
    }
    return found
  }

  private func meet(_ a: [Point], _ b: [Point]) -> Bool {
    func apart(_ a: [Double], _ b: [Double]) -> Bool {
      (a.max() ?? 0) < (b.min() ?? 0) || (b.max() ?? 0) < (a.min() ?? 0)
    }
    return !apart(a.map(\.x), b.map(\.x)) && !apart(a.map(\.y), b.map(\.y))
  }

  private func randomChain(seed: UInt64) -> Diagram {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func roll(_ bound: Int) -> Int {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
    }
    var sketch = ChainSketch()
    let oddity = 2 + roll(10)
    for _ in 0..<8 + roll(50) {
      switch roll(oddity) {
      case 0: sketch.residual(1 + roll(5))
      case 1: sketch.side(isInput: roll(2) == 0)
      default:
        sketch.step(
          width: 60 + Double(roll(20)) * 10, height: 24 + Double(roll(5)) * 12,
          repeats: roll(6) == 0 ? 4 : 1, grade: Seam.Grade.allCases[roll(4)],
          label: [nil, "1×64", "batch×sequence×hidden×heads"][roll(3)])
      }
    }
    return sketch.diagram
  }
}
