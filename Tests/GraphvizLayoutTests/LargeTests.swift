import DiagramModel
import Glibc
import GraphvizLayout
import PictureFaults
import Testing

@Suite struct LargeTests {
  /// 5,000 boxes in residual blocks: laid out soon, without overlaps, as one straight main path.
  @Test func fiveThousandBoxes() throws {
    let placement = try layOut(Samples.residualChain(blocks: 1_000))
    let boxes = placement.panels[0].boxes
    #expect(boxes.count == 5_002)
    let sorted = boxes.sorted { $0.minY < $1.minY }
    for (upper, lower) in zip(sorted, sorted.dropFirst()) { #expect(upper.maxY < lower.minY) }
    let centres = boxes.map { $0.minX + $0.size.width / 2 }
    #expect((centres.max() ?? 0) - (centres.min() ?? 0) < 0.05)
  }

  @Test func manyLoners() throws {
    var sketcher = Sketcher()
    for index in 0..<3_000 { sketcher.op("Constant\(index % 7)", []) }
    let size = try layOut(sketcher.diagram).panels[0].size
    #expect(size.width < 10_000 && size.height < 10_000)
  }

  @Test func manyLinesIntoOneBox() throws {
    var sketcher = Sketcher()
    let inputs = (0..<2_000).map { sketcher.input("i\($0)") }
    sketcher.output("sum", sketcher.op("Sum", inputs)[0])
    let placement = try layOut(sketcher.diagram)
    #expect(placement.panels[0].routes.count == 2_001)
  }

  /// Every box feeds the last one: as many dummies as boxes squared, if nothing bounded them.
  @Test func allFeedTheLast() throws {
    var sketcher = Sketcher()
    var values = [sketcher.input("x")]
    for _ in 0..<1_500 { values += sketcher.op("Relu", [values[values.count - 1]]) }
    sketcher.op("Concat", values)
    let placement = try layOut(sketcher.diagram)
    #expect(placement.panels[0].boxes.count == 1_502)
  }

  @Test func manyLinesOutOfOneBox() throws {
    var sketcher = Sketcher()
    let x = sketcher.input("x")
    for _ in 0..<3_000 { sketcher.op("Relu", [x]) }
    #expect(try layOut(sketcher.diagram).panels[0].routes.count == 3_000)
  }

  @Test func tenThousandDeep() throws {
    var panels = [Panel(layoutKey: 0)]
    for depth in 0..<10_000 {
      panels[depth].boxes.append(
        Box(
          content: .panel(depth + 1), size: Size(0, 0), inputs: [Port(value: "a")],
          outputs: [Port(value: "b")]))
      let isPage = depth == 0
      if !isPage {
        panels[depth].links = [
          Link(from: .border(0), to: .box(0, port: 0)), Link(from: .box(0, port: 0), to: .border(0)),
        ]
      }
      let header = Panel.Header(lines: [], size: Size(40, 20))
      panels.append(
        Panel(
          header: header, inputs: [Port(value: "a")], outputs: [Port(value: "b")], layoutKey: depth + 1,
          depth: depth + 1))
    }
    panels[10_000].links = [Link(from: .border(0), to: .border(0))]
    let placement = try layOut(Diagram(panels: panels))
    #expect(placement.panels[0].size.height > 10_000 * 20)
  }

  @Test func cyclesAreTolerated() throws {
    var sketcher = Sketcher()
    let x = sketcher.input("x")
    let a = sketcher.op("A", [x, .box(3, port: 0)])[0]
    let b = sketcher.op("B", [a])[0]
    sketcher.op("C", [b])
    sketcher.op("Loop", [.box(4, port: 0)])
    let placement = try layOut(sketcher.diagram)
    let boxes = placement.panels[0].boxes
    #expect(boxes[1].maxY < boxes[2].minY && boxes[2].maxY < boxes[3].minY)
    // The way back goes up, from the top of C to the bottom of A.
    let back = placement.panels[0].routes[1]
    #expect(back.start.y == boxes[3].minY || back.start.y == boxes[3].maxY)
  }

  /// `FOLDOUT_FUZZ=1000 swift test -c release --filter fuzz` tries that many more seeds.
  @Test(.enabled(if: getenv("FOLDOUT_FUZZ") != nil)) func fuzz() throws {
    let count = getenv("FOLDOUT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 0
    for seed in 1_000..<1_000 + count {
      var diagram = randomDiagram(seed: UInt64(seed))
      diagram.direction = seed % 2 == 0 ? .down : .right
      let faults = placementFaults(diagram, try layOut(diagram))
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(5).joined(separator: "; "))")
    }
  }

  /// `FOLDOUT_BENCH=1 swift test -c release --filter bench` prints how long layouts take.
  @Test(.enabled(if: getenv("FOLDOUT_BENCH") != nil)) func bench() throws {
    for sample in Samples.all { measure(sample.name, sample.diagram) }
    measure("60 boxes", Samples.flat(3))
    measure("300 boxes", Samples.flat(15))
    measure("7,000 boxes", Samples.flat(350))
    measure("1,000 chain", Samples.residualChain(blocks: 200))
    measure("10,000 chain", Samples.residualChain(blocks: 2_000))
    measure("100,000 chain", Samples.residualChain(blocks: 20_000))
    measure("wild 5,000", randomFlat(5_000))
  }

  private func measure(_ name: String, _ diagram: Diagram) {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_MONOTONIC, &start)
    let size = (try? layOut(diagram))?.panels[0].size
    clock_gettime(CLOCK_MONOTONIC, &end)
    let milliseconds = (end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1_000_000
    print(
      "\(name): \(diagram.panels[0].boxes.count) boxes, \(milliseconds) ms, \(size.map { "\($0)" } ?? "-")")
  }
}

/// A graph with no narrow place: every box takes two of the last forty values.
private func randomFlat(_ count: Int) -> Diagram {
  var dice = Dice(seed: 7)
  var s = Sketcher()
  var values = [s.input("x")]
  for _ in 0..<count {
    let inputs = (0..<2).map { _ in values[values.count - 1 - dice.roll(min(40, values.count))] }
    values += s.op("Add", inputs)
  }
  return s.diagram
}

extension Samples {
  /// Blocks of five operators, each around a skip.
  static func residualChain(blocks: Int) -> Diagram {
    var s = Sketcher()
    var x = s.input("x")
    for _ in 0..<blocks {
      var y = x
      for name in ["Conv", "Relu", "Conv"] { y = s.op(name, [y])[0] }
      x = s.op("Relu", s.op("Add", [y, x]))[0]
    }
    s.output("y", x)
    return s.diagram
  }
}
