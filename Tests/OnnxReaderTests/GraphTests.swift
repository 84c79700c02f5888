import Diagnostics
import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// How names become values: order, repeated and missing definitions, bodies, inputs that are stored.
@Suite struct GraphTests {
  private func codes(_ graph: Wire) throws -> [String] { try read(Wire.model(graph)).diagnostics.map(\.code) }

  @Test func sortedFileStaysAsItIs() throws {
    let nodes = [
      Wire.node("B", inputs: ["x"], outputs: ["b"]), .node("A", inputs: ["x"], outputs: ["a"]),
      .node("C", inputs: ["a", "b"], outputs: ["c"]),
    ]
    let result = try read(Wire.model(.graph(nodes, inputs: ["x"], outputs: ["c"])))
    #expect(result.model.main.nodes.map(\.op.type) == ["B", "A", "C"])
    #expect(result.diagnostics.isEmpty)
  }

  @Test func unsortedFileIsSortedStably() throws {
    let body = Wire.graph([.node("Neg", inputs: ["a"], outputs: ["n"])], outputs: ["n"])
    let nodes = [
      Wire.node("D", inputs: ["c", "i"], outputs: ["d"]),
      .node("If", outputs: ["i"], attributes: [.body("then_branch", body)]),
      .node("C", inputs: ["b"], outputs: ["c"]), .node("A", inputs: ["x"], outputs: ["a"]),
      .node("B", inputs: ["x"], outputs: ["b"]),
    ]
    let result = try read(Wire.model(.graph(nodes, inputs: ["x"], outputs: ["d"])))
    #expect(result.model.main.nodes.map(\.op.type) == ["A", "If", "B", "C", "D"])
    #expect(result.model.graphs[1].owner?.node == 1)
    #expect(result.diagnostics.map(\.code) == ["unsorted"])
    #expect(verify(result.model).isEmpty)
  }

  @Test func cycleIsNamedAndKept() throws {
    let nodes = [
      Wire.node("A", "first", inputs: ["x", "c"], outputs: ["a"]), .node("B", inputs: ["a"], outputs: ["b"]),
      .node("C", inputs: ["b"], outputs: ["c"]), .node("Pre", inputs: ["x"], outputs: ["p"]),
      .node("After", inputs: ["c", "p"], outputs: ["y"]),
    ]
    let result = try read(Wire.model(.graph(nodes, inputs: ["x"], outputs: ["y"])))
    #expect(result.model.main.nodes.map(\.op.type) == ["Pre", "A", "B", "C", "After"])
    #expect(result.diagnostics.map(\.code) == ["cycle"])
    #expect(result.diagnostics.first?.message.contains("node 0 \"first\" (A)") == true)
    #expect(verify(result.model).map(\.code) == ["unordered"])
  }

  @Test func nodeThatReadsItself() throws {
    #expect(try codes(.graph([.node("A", inputs: ["a"], outputs: ["a"])])) == ["cycle"])
  }

  @Test func repeatedDefinitionsBindToTheNearestEarlier() throws {
    let nodes = [
      Wire.node("A", inputs: ["x"], outputs: ["v"]), .node("B", inputs: ["v"], outputs: ["b"]),
      .node("C", inputs: ["x"], outputs: ["v"]), .node("D", inputs: ["v"], outputs: ["d"]),
    ]
    let result = try read(Wire.model(.graph(nodes, inputs: ["x"], outputs: ["d", "b"])))
    let main = result.model.main
    #expect(main.nodes[1].inputs == [main.nodes[0].outputs[0]])
    #expect(main.nodes[3].inputs == [main.nodes[2].outputs[0]])
    let message = try #require(result.diagnostics.first).message
    #expect(result.diagnostics.map(\.code) == ["duplicate-value"])
    #expect(message == "node 2 (C): output 0 \"v\" is already made by node 0 (A)")
  }

  @Test func duplicateInputsAndInitializers() throws {
    let graph = Wire.graph(
      [], inputs: ["x", "x"], initializers: [.tensor("w", [1]), .tensor("w", [1]), .tensor("x", [1])])
    let result = try read(Wire.model(graph))
    #expect(result.diagnostics.map(\.code) == ["duplicate-input", "duplicate-value"])
    #expect(result.model.main.inputs.filter { result.model.main.values[$0].constant != nil }.count == 1)
  }

  @Test func missingProducers() throws {
    let result = try read(
      Wire.model(
        .graph(
          [.node("A", "n\n", inputs: ["x", "", "gone"], outputs: ["", "y"])], inputs: ["x"],
          outputs: ["z", "y"])))
    let main = result.model.main
    #expect(main.nodes[0].inputs.count == 3)
    #expect(main.nodes[0].inputs[1] == nil)
    #expect(main.nodes[0].outputs[0] == nil)
    #expect(result.diagnostics.map(\.code) == ["dangling-input", "dangling-output"])
    #expect(result.diagnostics[0].message == "node 0 \"n\\n\" (A): input 2 \"gone\" has no producer")
    let gone = try #require(main.nodes[0].inputs[2])
    #expect(main.values[gone].producer == .none)
  }

  @Test func namesMayBeEmptyOrRepeated() throws {
    let nodes = (0..<3).map { Wire.node("A", $0 == 1 ? "" : "same", inputs: ["x"], outputs: ["y\($0)"]) }
    #expect(try codes(.graph(nodes, inputs: ["x"])) == [])
  }

  @Test func inputThatIsStoredToo() throws {
    let graph = Wire.graph(
      [.node("A", inputs: ["w"], outputs: ["y"])], inputs: ["w"], initializers: [.tensor("w", [3])])
    let main = try read(Wire.model(graph)).model.main
    #expect(main.values[main.inputs[0]].producer == .input)
    #expect(main.values[main.inputs[0]].constant?.dims == [3])
    #expect(main.values.count == 2)
  }

  @Test func bodyMessagesSayWhere() throws {
    let body = Wire.graph([.node("Neg", inputs: ["gone"], outputs: ["n"])], outputs: ["n"])
    let result = try read(
      Wire.model(.graph([.node("If", "choose", outputs: ["y"], attributes: [.body("else_branch", body)])])))
    #expect(
      result.diagnostics.first?.message
        == "node 0 (Neg): input 0 \"gone\" has no producer, in body \"else_branch\" of node 0 \"choose\" (If)"
    )
  }

  @Test func dims() throws {
    let graph = Wire.graph(
      [],
      initializers: [
        .tensor("a", [1 << 40, 1 << 40]), .tensor("b", [-1]), .tensor("c", [1 << 61]), .tensor("d", [0, 5]),
        .tensor("e", [2]) { $0.bytes(9, [1]) },
      ])
    #expect(try codes(graph) == ["dims-overflow", "negative-dims", "dims-overflow", "tensor-size"])
  }

  @Test func externalData() throws {
    func external(_ name: String, _ entries: [(String, String)]) -> Wire {
      .tensor(name, [2]) { wire in
        for (key, value) in entries { wire.message(13, .entry(key, value)) }
        wire.int(14, 1)
      }
    }
    let result = try read(
      Wire.model(
        .graph(
          [],
          initializers: [
            external("a", [("location", "w.bin"), ("offset", "4096"), ("length", "8")]),
            external("b", [("location", "../w.bin")]), external("c", [("location", "/w.bin")]),
            external("d", [("location", "w"), ("offset", "-5")]), external("e", []),
          ])))
    #expect(
      result.model.main.values[0].constant?.location == .external(path: "w.bin", offset: 4096, length: 8))
    #expect(
      result.diagnostics.map(\.code) == ["external-path", "external-path", "external-data", "external-data"])
  }
}
