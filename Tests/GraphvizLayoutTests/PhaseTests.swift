import DiagramModel
import Testing

@testable import GraphvizLayout

/// The phases of layout one by one.
@Suite struct PhaseTests {
  /// A flow graph of boxes with random edges, each from a lower to a higher box unless `cyclic`.
  private func randomGraph(_ seed: Int, boxes count: Int, cyclic: Bool = false) throws -> FlowGraph {
    var dice = Dice(seed: UInt64(seed))
    var panel = Panel()
    panel.boxes = (0..<count).map { _ in
      let card = Card(
        form: .op, kind: "linear", identity: "Op", heading: TextLine("Op", style: .op, width: 20))
      return Box(
        content: .card(card), size: Size(40, 30 + Double(dice.roll(4)) * 60), inputs: [Port(value: "")],
        outputs: [Port(value: "")])
    }
    for target in 1..<count {
      for _ in 0..<dice.roll(4) {
        let source = cyclic ? dice.roll(count) : target - 1 - dice.roll(min(target, 1 + dice.roll(20)))
        panel.links.append(Link(from: .box(source, port: 0), to: .box(target, port: 0), value: ""))
      }
    }
    return try FlowGraph(panel, inner: [], mainInputs: [], direction: .down)
  }

  private func largest(_ graph: FlowGraph) throws -> FlowGraph {
    try #require(Component.all(of: graph).map(\.graph).max { $0.nodes.count < $1.nodes.count })
  }

  // MARK: Layers

  @Test func cyclesAreBrokenAndNothingElseChanges() throws {
    for seed in 1...50 {
      let graph = try randomGraph(seed, boxes: 30, cyclic: true)
      var waiting = [Int](repeating: 0, count: graph.nodes.count)
      for edge in graph.edges { waiting[edge.target] += 1 }
      var ready = waiting.indices.filter { waiting[$0] == 0 }
      var done = 0
      while let node = ready.popLast() {
        done += 1
        for edge in graph.edges where edge.source == node {
          waiting[edge.target] -= 1
          if waiting[edge.target] == 0 { ready.append(edge.target) }
        }
      }
      #expect(done == graph.nodes.count, "seed \(seed) has a cycle")
      #expect(try randomGraph(seed, boxes: 30).edges.allSatisfy { !$0.isReversed })
    }
  }

  @Test func partsCoverAComponentAndEdgesGoForwards() throws {
    for seed in 1...10 {
      let graph = try largest(randomGraph(seed, boxes: 700))
      let partition = Partition(graph)
      #expect(partition.nodes.count > 1)
      #expect(partition.nodes.joined().sorted() == Array(graph.nodes.indices))
      for (part, nodes) in partition.nodes.enumerated() {
        #expect(nodes.allSatisfy { partition.partOfNode[$0] == part })
        #expect(nodes.count <= LayoutTuning.partSize.utmost)
      }
      #expect(graph.edges.allSatisfy { partition.partOfNode[$0.source] <= partition.partOfNode[$0.target] })
    }
  }

  @Test func sourcesStandBeforeTheirFirstConsumers() throws {
    for seed in 1...20 {
      let graph = try largest(randomGraph(seed, boxes: 60))
      let order = FlowOrder.of(graph)
      #expect(order.sorted() == Array(graph.nodes.indices))
      var place = [Int](repeating: 0, count: order.count)
      for (index, node) in order.enumerated() { place[node] = index }
      #expect(graph.edges.allSatisfy { place[$0.source] < place[$0.target] })
      let hasInput = Set(graph.edges.map(\.target))
      for node in graph.nodes.indices where !hasInput.contains(node) {
        let first = graph.edges.filter { $0.source == node }.map { place[$0.target] }.min() ?? 0
        let between = order[(place[node] + 1)..<first]
        #expect(between.allSatisfy { !hasInput.contains($0) }, "seed \(seed), node \(node)")
      }
    }
  }

  // MARK: Order

  @Test func everyEdgeIsAPathOfSegments() throws {
    for seed in 1...10 {
      let graph = try largest(randomGraph(seed, boxes: 200))
      var solver = DotSolver()
      let layering = try Layering(graph, Partition(graph), deep: true, &solver)
      #expect(graph.edges.allSatisfy { layering.span($0) >= 1 })
      let layered = LayeredGraph(graph, layering)
      #expect(!layered.isBus.contains(true))
      for (layer, segments) in layered.segments.enumerated() {
        for segment in segments {
          #expect(layered.vertices[segment.upper].layer == layer)
          #expect(layered.vertices[segment.lower].layer == layer + 1)
        }
      }
      let ends = layered.segments.joined().compactMap(\.edge)
      #expect(ends.sorted() == Array(graph.edges.indices))
      for (index, edge) in graph.edges.enumerated() {
        let last = layered.vertices[layered.lastVertex(before: index)]
        #expect(last.layer == layering.firstLayer[edge.target] - 1)
      }
    }
  }

  @Test func inversionsAreCounted() {
    for seed in 1...100 {
      var dice = Dice(seed: UInt64(seed))
      let values = (0..<dice.roll(40)).map { _ in Double(dice.roll(20)) }
      var expected = 0
      for left in values.indices {
        for right in values.indices where left < right && values[left] > values[right] { expected += 1 }
      }
      #expect(inversions(values) == expected)
    }
  }

  // MARK: Coordinates

  /// No single place, and no run of places at their least distances, can be moved for the better.
  @Test func spreadPlacesAreTheNearest() {
    for seed in 1...100 {
      var dice = Dice(seed: UInt64(seed))
      let wanted = (0..<1 + dice.roll(12)).map { _ in Double(dice.roll(100)) }
      let gaps = (1..<max(1, wanted.count)).map { _ in Double(dice.roll(20)) }
      let spread = isotonicSpread(wanted, gaps: gaps)
      for (index, gap) in gaps.enumerated() { #expect(spread[index + 1] - spread[index] >= gap - 1e-9) }
      func cost(_ places: [Double]) -> Double {
        zip(places, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let best = cost(spread)
      for first in spread.indices {
        for last in first..<spread.count {
          for step in [-0.01, 0.01] {
            var moved = spread
            for index in first...last { moved[index] += step }
            let isAllowed = gaps.indices.allSatisfy { moved[$0 + 1] - moved[$0] >= gaps[$0] - 1e-9 }
            if isAllowed { #expect(cost(moved) >= best - 1e-9, "seed \(seed)") }
          }
        }
      }
    }
    #expect(isotonicSpread([], gaps: []).isEmpty)
    #expect(isotonicSpread([1, 20], gaps: [5]) == [1, 20])
    #expect(isotonicSpread([5, 5], gaps: [4]) == [3, 7])
  }
}
