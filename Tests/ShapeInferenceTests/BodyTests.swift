import ModelGraph
import Testing

@testable import ShapeInference

/// Bodies and functions.
@Suite struct BodyTests {
  /// Adds a body with one node on inputs and captured values.
  private func body(
    _ model: inout Model, owner: Int, _ attribute: String, inputs: [ValueType?], capture: ValueID? = nil,
    build: (inout Graph, [ValueID]) -> [ValueID]
  ) -> GraphID {
    var graph = Graph()
    graph.owner = Graph.Owner(graph: 0, node: owner, attribute: attribute)
    var values: [ValueID] = []
    for (index, type) in inputs.enumerated() {
      values.append(graph.values.count)
      graph.values.append(Value(name: "i\(index)", producer: .input, type: type))
    }
    graph.inputs = values
    if let capture {
      values.append(graph.values.count)
      graph.captures = [Graph.Capture(inner: graph.values.count, outer: capture)]
      graph.values.append(Value(name: "captured", producer: .capture))
    }
    graph.outputs = build(&graph, values)
    model.graphs.append(graph)
    return model.graphs.count - 1
  }

  @Test func branchesAreJoined() {
    var bench = Bench()
    let x = bench.input("N,4")
    let condition = bench.input("", .bool)
    let yes = body(&bench.model, owner: 0, "then_branch", inputs: [], capture: x) { graph, values in
      [add("Relu", [values[0]], to: &graph)]
    }
    let no = body(&bench.model, owner: 0, "else_branch", inputs: [], capture: x) { graph, values in
      [add("Transpose", [values[0]], to: &graph)]
    }
    bench.node(
      "If", [Attribute("then_branch", .graph(yes)), Attribute("else_branch", .graph(no))], on: [condition])
    #expect(bench.answer().types == ["float32 ?×?"])
    let result = infer(bench.model, tensors: bench.elements).model
    #expect(text(result.graphs[no].values[result.graphs[no].outputs[0]].type) == "float32 4×N")
  }

  /// A loop that doubles the first dim of what it carries, and stacks the rest.
  @Test func loopsFindWhatStays() {
    var bench = Bench()
    let trips = bench.input("", .int64)
    let (grows, stays) = (bench.input("1,4"), bench.input("N,3"))
    let loop = body(
      &bench.model, owner: 0, "body",
      inputs: [.tensor(.int64, Shape([Dim]())), .tensor(.bool, Shape([Dim]())), nil, nil]
    ) { graph, values in
      [
        add("Identity", [values[1]], to: &graph),
        add("Concat", [values[2], values[2]], [int("axis", 0)], to: &graph),
        add("Relu", [values[3]], to: &graph), add("Abs", [values[3]], to: &graph),
      ]
    }
    bench.node("Loop", [Attribute("body", .graph(loop))], outputs: 3, on: [trips, nil, grows, stays])
    #expect(bench.answer().types == ["float32 ?×4", "float32 N×3", "float32 ?×N×3"])
  }

  @Test func scansSlice() {
    var bench = Bench()
    let (state, x) = (bench.input("4"), bench.input("T,4"))
    let scan = body(&bench.model, owner: 0, "body", inputs: [nil, nil]) { graph, values in
      [add("Add", [values[0], values[1]], to: &graph), add("Relu", [values[1]], to: &graph)]
    }
    bench.node(
      "Scan", [Attribute("body", .graph(scan)), int("num_scan_inputs", 1)], outputs: 2, on: [state, x])
    #expect(bench.answer().types == ["float32 4", "float32 T×4"])
  }

  /// A function of one node, called with inputs of different shapes.
  private func withFunction(_ dims: [String]) -> (model: Model, outputs: [ValueID]) {
    var bench = Bench()
    let id = OperatorID(domain: "local", type: "F")
    var graph = Graph()
    graph.values = [Value(name: "a", producer: .input)]
    graph.inputs = [0]
    graph.outputs = [add("Transpose", [0], to: &graph)]
    bench.model.graphs.append(graph)
    bench.model.functions = [Function(id: id, graph: 1, opsets: [OpsetImport(domain: "", version: 18)])]
    let outputs = dims.map { dims in
      let x = bench.input(dims)
      return bench.node("F", domain: "local", on: [x])[0]
    }
    return (infer(bench.model, tensors: bench.elements).model, outputs)
  }

  @Test func functionsAreInferredPerCall() {
    let (model, outputs) = withFunction(["2,N", "3,N"])
    #expect(outputs.map { text(model.main.values[$0].type) } == ["float32 N×2", "float32 N×3"])
    #expect(text(model.graphs[1].values[0].type) == "float32 ?×N")
  }

  /// Each function calls the next twice: 2⁴⁰ calls, of which one per function is looked at.
  @Test func callsThatLookAlikeAreInferredOnce() {
    var bench = Bench()
    bench.model.functions = []
    for level in 0..<40 {
      var graph = Graph()
      graph.values = [Value(name: "a", producer: .input)]
      graph.inputs = [0]
      for step in 0..<2 {
        graph.values.append(Value(name: "b\(step)", producer: .node(step, slot: 0)))
        let op = level == 39 ? OperatorID(type: "Relu") : OperatorID(domain: "local", type: "F\(level + 1)")
        graph.nodes.append(Node(op: op, inputs: [step], outputs: [step + 1]))
      }
      graph.outputs = [2]
      bench.model.graphs.append(graph)
      bench.model.functions.append(
        Function(
          id: OperatorID(domain: "local", type: "F\(level)"), graph: level + 1,
          opsets: [OpsetImport(domain: "", version: 18)]))
    }
    bench.input("N,3")
    bench.node("F0", domain: "local")
    #expect(bench.answer().types == ["float32 N×3"])
  }

  @Test func aFunctionThatCallsItselfEnds() {
    var bench = Bench()
    var graph = Graph()
    graph.values = [Value(name: "a", producer: .input), Value(name: "b", producer: .node(0, slot: 0))]
    graph.inputs = [0]
    graph.outputs = [1]
    graph.nodes = [Node(op: OperatorID(domain: "local", type: "F"), inputs: [0], outputs: [1])]
    bench.model.graphs.append(graph)
    bench.model.functions = [Function(id: OperatorID(domain: "local", type: "F"), graph: 1)]
    bench.input("N")
    bench.node("F", domain: "local")
    #expect(bench.answer().types == ["?"])
  }
}
