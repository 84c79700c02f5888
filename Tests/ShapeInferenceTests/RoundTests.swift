import ModelGraph
import Testing

@testable import ShapeInference

/// Loops that run a known number of times, and sequences that are known tensor by tensor.
@Suite struct RoundTests {
  /// Adds a loop's body: `build` gets the counter, the condition, what is carried and what is captured.
  private func addBody(
    _ model: inout Model, owner: Int, carried: Int, captures: [ValueID],
    build: (inout Graph, [ValueID]) -> [ValueID]
  ) -> Attribute {
    var graph = Graph()
    graph.owner = Graph.Owner(graph: 0, node: owner, attribute: "body")
    for index in 0..<(2 + carried) { graph.values.append(Value(name: "i\(index)", producer: .input)) }
    graph.inputs = Array(graph.values.indices)
    for outer in captures {
      graph.captures.append(Graph.Capture(inner: graph.values.count, outer: outer))
      graph.values.append(Value(name: "c\(outer)", producer: .capture))
    }
    graph.outputs = build(&graph, Array(graph.values.indices))
    model.graphs.append(graph)
    return Attribute("body", .graph(model.graphs.count - 1))
  }

  /// As PyTorch exports a list of slices: x[:, 0:2], x[:, 2:5], put into a sequence.
  private func slices(trips: Int64) -> (bench: Bench, sequence: ValueID) {
    var bench = Bench()
    let x = bench.input("1,9")
    let (count, yes) = (bench.ints([trips], isScalar: true), bench.stored(.ints([1]), .bool, []))
    let (bounds, axis, one) = (bench.ints([0, 2, 5]), bench.ints([1]), bench.ints([1], isScalar: true))
    let empty = bench.node("SequenceEmpty")[0]
    let body = addBody(&bench.model, owner: 1, carried: 1, captures: [x, bounds, axis, one]) {
      graph, values in
      let zero = add("Sub", [values[6], values[6]], to: &graph)
      let row = add("Unsqueeze", [values[0], add("Unsqueeze", [zero, zero], to: &graph)], to: &graph)
      let from = add("Gather", [values[4], row], to: &graph)
      let to = add("Gather", [values[4], add("Add", [row, values[6]], to: &graph)], to: &graph)
      let slice = add("Slice", [values[3], from, to, values[5]], to: &graph)
      return [
        add("Identity", [values[1]], to: &graph), add("SequenceInsert", [values[2], slice], to: &graph),
      ]
    }
    let sequence = bench.node("Loop", [body], on: [count, yes, empty])[0]
    return (bench, sequence)
  }

  @Test func aLoopThatMakesAList() {
    var (bench, sequence) = slices(trips: 2)
    bench.node("SequenceAt", on: [sequence, bench.ints([1], isScalar: true)])
    #expect(bench.answer().types == ["float32 1×3"])
    bench.node("SequenceAt", on: [sequence, bench.ints([-2], isScalar: true)])
    #expect(bench.answer().types == ["float32 1×2"])
    bench.node("ConcatFromSequence", [int("axis", 1)], on: [sequence])
    #expect(bench.answer().types == ["float32 1×5"])
    let length = bench.node("SequenceLength", on: [sequence])[0]
    bench.node("ConstantOfShape", on: [bench.node("Reshape", on: [length, bench.ints([1])])[0]])
    #expect(bench.answer().types == ["float32 2"])
    // The body shows what holds in both rounds.
    let model = infer(bench.model, tensors: bench.elements).model
    let slice = model.graphs[1].values.first { $0.name == "o13" }
    #expect(text(slice?.type) == "float32 1×?")
  }

  /// Loops that run more often than is looked at keep what holds in every round.
  @Test func longLoopsStayGeneral() {
    let (bench, _) = slices(trips: Int64(InferenceLimits.rounds) + 1)
    #expect(bench.answer().types == ["seq(float32 1×?)"])
  }

  /// A loop that doubles what it carries until the counter says stop.
  @Test func theConditionEndsIt() {
    var bench = Bench()
    let (yes, x) = (bench.stored(.ints([1]), .bool, []), bench.input("3,4"))
    let two = bench.ints([2], isScalar: true)
    let body = addBody(&bench.model, owner: 0, carried: 1, captures: [two]) { graph, values in
      [
        add("Less", [values[0], values[3]], to: &graph),
        add("Concat", [values[2], values[2]], [int("axis", 0)], to: &graph),
        add("Shape", [values[2]], to: &graph),
      ]
    }
    let outputs = bench.node("Loop", [body], outputs: 2, on: [nil, yes, x])
    #expect(bench.answer().types == ["float32 24×4", "int64 3×2"])
    bench.node("ConstantOfShape", on: [bench.node("Reshape", on: [outputs[1], bench.ints([-1])])[0]])
    #expect(bench.answer().types == ["float32 3×4×6×4×12×4"])
  }

  /// A body whose input is annotated with the shape of the first round.
  @Test func annotationsOfTheFirstRound() {
    var bench = Bench()
    let (trips, x) = (bench.ints([2], isScalar: true), bench.input("3,4"))
    let body = addBody(&bench.model, owner: 0, carried: 1, captures: []) { graph, values in
      graph.values[values[2]].type = .tensor(.float32, shape("3,4"))
      return [
        add("Identity", [values[1]], to: &graph),
        add("Concat", [values[2], values[2]], [int("axis", 0)], to: &graph),
      ]
    }
    bench.model.graphs[1].values[0].type = .tensor(.int64, shape("1"))
    bench.node("Loop", [body], on: [trips, nil, x])
    #expect(bench.answer().types == ["float32 12×4"])
    #expect(bench.answer().codes == [])
    let counter = infer(bench.model, tensors: bench.elements).model.graphs[1].values[0]
    #expect(text(counter.type) == "int64 1")
  }

  /// A size that a loop adds up: 2 + 0 + 1 + 2 + 3.
  @Test func aLoopThatCounts() {
    var bench = Bench()
    let (trips, size) = (bench.ints([4], isScalar: true), bench.ints([2]))
    let body = addBody(&bench.model, owner: 0, carried: 1, captures: []) { graph, values in
      [add("Identity", [values[1]], to: &graph), add("Add", [values[2], values[0]], to: &graph)]
    }
    bench.node("ConstantOfShape", on: [bench.node("Loop", [body], on: [trips, nil, size])[0]])
    #expect(bench.answer().types == ["float32 8"])
  }

  @Test func aLoopThatNeverRuns() {
    var bench = Bench()
    let (none, x) = (bench.ints([0], isScalar: true), bench.input("3,4"))
    let body = addBody(&bench.model, owner: 0, carried: 1, captures: []) { graph, values in
      [
        add("Identity", [values[1]], to: &graph),
        add("Concat", [values[2], values[2]], [int("axis", 0)], to: &graph),
        add("Abs", [values[2]], to: &graph),
      ]
    }
    bench.node("Loop", [body], outputs: 2, on: [none, nil, x])
    #expect(bench.answer().types == ["float32 3×4", "float32 0×?×4"])
  }

  /// Each carried value takes on the next one's elements: nothing may be left that held in the first rounds only.
  @Test func changesThatArriveOneByOne() {
    var bench = Bench()
    let trips = bench.input("", .int64)
    var starts = (0..<9).map { _ in bench.ints([2]) }
    starts.append(bench.ints([3]))
    let body = addBody(&bench.model, owner: 0, carried: 10, captures: []) { graph, values in
      [add("Identity", [values[1]], to: &graph)]
        + (0..<10).map { add("Identity", [values[2 + min(9, $0 + 1)]], to: &graph) }
    }
    let outputs = bench.node("Loop", [body], outputs: 10, on: [trips, nil] + starts)
    bench.node("ConstantOfShape", on: [outputs[0]])
    #expect(bench.answer().types == ["float32 ?"])
  }

  @Test func sequences() {
    var bench = Bench()
    let (x, y) = (bench.input("2,3"), bench.input("2,4"))
    let both = bench.node("SequenceConstruct", on: [x, y])[0]
    let zero = bench.ints([0], isScalar: true)
    bench.node("SequenceAt", on: [bench.node("SequenceErase", on: [both, zero])[0], zero])
    #expect(bench.answer().types == ["float32 2×4"])
    bench.node("SequenceAt", on: [bench.node("SequenceInsert", on: [both, y, zero])[0], zero])
    #expect(bench.answer().types == ["float32 2×4"])
    bench.node(
      "ConcatFromSequence", [int("axis", 0), int("new_axis", 1)],
      on: [bench.node("SequenceConstruct", on: [x, x])[0]])
    #expect(bench.answer().types == ["float32 2×2×3"])
    bench.node(
      "SequenceAt",
      on: [
        bench.node("SplitToSequence", on: [bench.input("7,2"), bench.ints([3], isScalar: true)])[0],
        bench.ints([2], isScalar: true),
      ])
    #expect(bench.answer().types == ["float32 1×2"])
  }

  /// What a file says of a body is what another branch or round had; what its operators do is true.
  @Test func annotationsOfBodiesAreDoubtful() {
    var bench = Bench()
    let x = bench.input("3,4")
    let body = addBody(&bench.model, owner: 0, carried: 1, captures: []) { graph, values in
      let kept = add("Relu", [values[2]], to: &graph)
      graph.values[kept].type = .tensor(.float32, shape("5,4"))
      return [add("Identity", [values[1]], to: &graph), kept]
    }
    bench.node("Loop", [body], on: [bench.input("", .int64), nil, x])
    #expect(bench.answer().types == ["float32 3×4"])
    #expect(bench.answer().codes == ["shape-mismatch"])
    #expect(infer(bench.model, tensors: bench.elements).diagnostics[0].severity == .warning)
  }
}
