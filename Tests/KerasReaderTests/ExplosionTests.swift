import ModelGraph
import Testing

@testable import KerasReader

/// Small files that stand for much: what is written out of them is bounded, and something is always drawn.
@Suite struct ExplosionTests {
  private static let input =
    #"{"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []}"#

  /// A functional model without its last brace, so that it can be given calls.
  private static func functional(_ name: String, _ layers: [String], output: String, call: Int = 0) -> String
  {
    """
    {"class_name": "Functional", "name": "\(name)", "config": {"name": "\(name)",
      "layers": [\(layers.joined(separator: ",\n"))],
      "input_layers": [["x", 0, 0]], "output_layers": [["\(output)", \(call), 0]]}
    """
  }

  /// Models of which each calls the next twice, one after the other, or `wrapped` in a layer.
  private static func doubled(_ innermost: String, levels: Int = 40, wrapped: Bool = false) -> String {
    var model = innermost
    for level in 0..<levels {
      var name = "m\(level)"
      if wrapped {
        name = "t\(level)"
        model = #"{"class_name": "TimeDistributed", "name": "\#(name)", "config": {"layer": \#(model)}}"#
      }
      let calls = #", "inbound_nodes": [[["x", 0, 0, {}]], [["\#(name)", 0, 0, {}]]]}"#
      model = functional("m\(level + 1)", [input, model + calls], output: name, call: 1)
    }
    return model + "}"
  }

  private static let innermost = [
    functional("m0", [input], output: "x"),
    #"{"class_name": "Functional", "name": "m0", "config": {"layers": [], "input_layers": [], "output_layers": []}"#,
    #"{"class_name": "Sequential", "name": "m0", "config": {"name": "m0", "layers": []}"#,
    #"{"class_name": "Dense", "name": "m0", "config": {"units": 4}"#,
  ]

  @Test(arguments: innermost.indices) func modelsThatCallModels(_ index: Int) throws {
    let result = try read(Self.doubled(Self.innermost[index]))
    #expect(result.diagnostics.map(\.code) == ["too-many-calls"])
    let graph = result.model.main
    #expect(graph.nodes.count > 0)
    #expect(graph.nodes.count + graph.values.count + graph.scopes.count < 1_000_000)
  }

  @Test(arguments: innermost.indices) func wrappersOfModelsThatHoldWrappers(_ index: Int) throws {
    let result = try read(Self.doubled(Self.innermost[index], wrapped: true))
    #expect(result.diagnostics.map(\.code) == ["too-many-calls"])
    #expect(result.model.main.nodes.map(\.op.type) == ["TimeDistributed", "TimeDistributed"])
  }

  @Test func wrappersThatDoubleWhatTheyHold() throws {
    var layer = #"{"class_name": "LSTM", "config": {"units": 4, "return_state": true}}"#
    for _ in 0..<150 {
      layer = #"{"class_name": "Bidirectional", "config": {"merge_mode": null, "layer": \#(layer)}}"#
    }
    let graph = try read(
      #"{"class_name": "Sequential", "config": [{"class_name": "InputLayer", "config": {"batch_shape": "#
        + "[null, 3, 4]}}, \(layer)]}"
    ).model.main
    #expect(graph.nodes.count == 1)
    #expect(graph.nodes[0].outputs.count <= 1024)
  }

  @Test func branchesOfBranches() throws {
    var layer = #"{"class_name": "Dense", "config": {"output_dim": 4, "input_dim": 4}}"#
    for _ in 0..<12 {
      let branch = #"{"class_name": "Sequential", "config": [\#(layer)]}"#
      layer =
        #"{"class_name": "Merge", "config": {"mode": "sum", "layers": [\#(branch), \#(branch)]}}"#
    }
    let result = try read(#"{"class_name": "Sequential", "config": [\#(layer)]}"#)
    // All of these branches are in the file.
    #expect(result.diagnostics.isEmpty)
    #expect(result.model.main.nodes.count == 1 << 13 - 1)
  }

  @Test func ranksThatDouble() throws {
    var layers = [Self.input]
    var last = "x"
    for number in 0..<60 {
      let inputs = #"["\#(last)", 0, 0, {}]"#
      last = "d\(number)"
      layers.append(
        #"{"class_name": "Dot", "name": "\#(last)", "config": {"axes": 1}, "inbound_nodes": "#
          + "[[\(inputs), \(inputs)]]}")
    }
    let shapeless = #"{"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [2, 3, 3, 3]}}"#
    layers[0] = shapeless
    let graph = try read(Self.functional("m", layers, output: last) + "}").model.main
    #expect(graph.nodes.count == 60)
    for value in graph.values {
      if case .tensor(_, let shape?)? = value.type { #expect(shape.dims.count <= 64) }
    }
  }

  @Test func settingsOfALayerThatIsCalledOften() throws {
    let settings = (0..<100).map { #""a\#($0)": "\#(String(repeating: "v", count: 1_000))""# }
    let calls = [String](repeating: #"[["x", 0, 0, {}]]"#, count: 500).joined(separator: ", ")
    let layer =
      #"{"class_name": "Foo", "name": "f", "config": {\#(settings.joined(separator: ", "))}, "#
      + #""inbound_nodes": [\#(calls)]}"#
    let graph = try read(Self.functional("m", [Self.input, layer], output: "f") + "}").model.main
    #expect(graph.nodes.count == 500)
    let bytes = graph.nodes[0].attributes.reduce(0) { sum, attribute in
      if case .string(let text) = attribute.value { sum + text.utf8.count } else { sum }
    }
    #expect(bytes > 0 && bytes <= 4_000)
  }

  @Test func pathsOfModelsWithLongNames() throws {
    let name = String(repeating: "n", count: 3_000)
    var model = #"{"class_name": "Dense", "config": {"name": "d", "units": 4}}"#
    for _ in 0..<150 {
      model =
        #"{"class_name": "Sequential", "name": "\#(name)", "config": {"name": "s", "layers": [\#(model)]}}"#
    }
    let layers = try read(model).model.layers
    #expect(layers.count == 150)
    #expect(layers.allSatisfy { $0.path.utf8.count < 10_000 })
  }

  /// An input and layers one after the other.
  private static func chain(_ count: Int) -> [String] {
    var layers = [input]
    var source = "x"
    for number in 0..<count {
      layers.append(
        """
        {"class_name": "Dense", "name": "d\(number)", "config": {"units": 4},
          "inbound_nodes": [[["\(source)", 0, 0, {}]]]}
        """)
      source = "d\(number)"
    }
    return layers
  }

  /// What a file says only once is never left out, and neither is a step that is called a thousand times.
  @Test func honestFilesAreWrittenOutInFull() throws {
    let long = try read(Self.functional("m", Self.chain(20_000), output: "d19999") + "}")
    #expect(long.diagnostics.isEmpty)
    #expect(long.model.main.nodes.count == 20_000)
    var calls = #"[["x", 0, 0, {}]]"#
    for call in 0..<999 { calls += ", [[\"step\", \(call), 0, {}]]" }
    let step = Self.functional("step", Self.chain(60), output: "d59") + ", \"inbound_nodes\": [\(calls)]}"
    let unrolled = try read(Self.functional("m", [Self.input, step], output: "step", call: 999) + "}")
    #expect(unrolled.diagnostics.isEmpty)
    #expect(unrolled.model.main.nodes.count == 60_000)
  }

  /// Models inside wrappers are sorted and counted like others.
  @Test func functionalModelsInWrappers() throws {
    let inner = Self.functional(
      "inner",
      [
        #"{"class_name": "Dense", "name": "b", "config": {"units": 2}, "inbound_nodes": [[["a", 0, 0, {}]]]}"#,
        #"{"class_name": "Dense", "name": "a", "config": {"units": 3}, "inbound_nodes": [[["x", 0, 0, {}]]]}"#,
        Self.input,
      ], output: "b")
    let text =
      #"{"class_name": "Sequential", "config": [{"class_name": "InputLayer", "config": {"batch_shape": "#
      + #"[null, 5, 4]}}, {"class_name": "TimeDistributed", "config": {"name": "t", "layer": \#(inner)}}}]}"#
    let model = try read(text).model
    #expect(model.layers.map(\.parameters) == [0, 23])
    #expect(model.main.shape(model.main.node("t")) == "None×5×2")
  }
}
