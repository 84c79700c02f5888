import ModelGraph
import TestSupport
import Testing

@testable import KerasReader

/// Files that are broken or made to break the reader.
@Suite struct HostileKerasTests {
  @Test func damagedTextsSayWhere() throws {
    #expect(failure("{hello}") == "bad-json")
    #expect(failure("{}") == "not-keras")
    #expect(failure("[1, 2]") == "not-keras")
    #expect(failure(#"{"class_name": "Sequential", "config": null}"#) == "not-keras")
    #expect(failure(#"{"class_name": "Sequential", "config": []} x"#) == "bad-json")
    #expect(failure(#"{"format": "graph-model", "modelTopology": {"node": []}}"#) == "not-keras")
    let whole = try modelBytes("k3_nested3.json")
    for length in stride(from: 1, to: whole.count - 1, by: 97) {
      #expect(failure(Array(whole[..<length])) == "json-cut-off")
    }
  }

  @Test func changedBytesNeverTrap() throws {
    var seed: UInt64 = 7
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((seed >> 33) % UInt64(bound))
    }
    var failures = 0
    for file in ["k3_nested3.json", "k2_siamese.json", "k3_implicit_ops.json", "k3_bilstm.json"] {
      let whole = try modelBytes(file)
      for _ in 0..<150 {
        var bytes = whole
        for _ in 0..<3 {
          bytes[next(bytes.count)] = UInt8(
            ascii: "0123456789-[]{},:\"ab".utf8.map { Unicode.Scalar($0) }[next(20)])
        }
        if failure(bytes) != nil { failures += 1 }
      }
    }
    #expect(failures > 0)
  }

  @Test func deepTextsAreRefused() {
    #expect(failure([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)) == "json-too-deep")
    var layer = #"{"class_name": "Dense", "config": {"units": 3}}"#
    for _ in 0..<1000 { layer = #"{"class_name": "TimeDistributed", "config": {"layer": "# + layer + "}}" }
    #expect(failure(#"{"class_name": "Sequential", "config": ["# + layer + "]}") == "json-too-deep")
  }

  @Test func deepModelsWithinBoundsAreRead() throws {
    var model = #"{"class_name": "Dense", "config": {"name": "d", "units": 3}}"#
    for _ in 0..<230 {
      model = #"{"class_name": "Sequential", "config": {"name": "s", "layers": ["# + model + "]}}"
    }
    #expect(try read(model).model.main.nodes.count == 1)
  }

  @Test func circlesAreRefused() {
    #expect(
      failure(
        """
        {"class_name": "Functional", "config": {"name": "m", "layers": [
          {"class_name": "Dense", "name": "a", "config": {"units": 3}, "inbound_nodes": [[["b", 0, 0, {}]]]},
          {"class_name": "Dense", "name": "b", "config": {"units": 3}, "inbound_nodes": [[["a", 0, 0, {}]]]}],
          "input_layers": [], "output_layers": [["a", 0, 0]]}}
        """) == "cyclic-layers")
  }

  @Test func indicesOutOfRangeAreErrors() throws {
    let text = """
      {"class_name": "Functional", "config": {"name": "m", "layers": [
        {"class_name": "InputLayer", "name": "i", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []},
        {"class_name": "Dense", "name": "a", "config": {"units": 3}, "inbound_nodes": [[["i", 5, 0, {}]]]},
        {"class_name": "Dense", "name": "b", "config": {"units": 3}, "inbound_nodes": [[["a", 0, 99999999, {}]]]},
        {"class_name": "Dense", "name": "c", "config": {"units": 3}, "inbound_nodes": [[["i", -3, 0, {}]]]},
        {"class_name": "Dense", "name": "d", "config": {"units": 3}, "inbound_nodes": [[["nobody", 0, 0, {}]]]}],
        "input_layers": [["i", 0, 0]], "output_layers": [["b", 0, 9223372036854775807]]}}
      """
    let result = try read(text)
    #expect(result.diagnostics.filter { $0.code == "bad-reference" }.count == 4)
    #expect(result.diagnostics.filter { $0.code == "missing-layer" }.count == 1)
    #expect(result.model.main.nodes.count == 4)
  }

  @Test func modelsCalledExponentiallyOftenAreBounded() throws {
    var model = #"{"class_name": "Dense", "name": "m0", "config": {"name": "d", "units": 4}"#
    for depth in 0..<40 {
      model = """
        {"class_name": "Functional", "name": "m\(depth + 1)", "config": {"name": "m", "layers": [
          {"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []},
          \(model), "inbound_nodes": [[["x", 0, 0, {}]], [["m\(depth)", 0, 0, {}]]]}],
          "input_layers": [["x", 0, 0]], "output_layers": [["m\(depth)", 1, 0]]}
        """
    }
    let result = try read(model + "}")
    #expect(result.diagnostics.map(\.code) == ["too-many-calls"])
    #expect(result.model.main.nodes.count < 100_000)
  }

  @Test func oddNumbersAndNamesAreTaken() throws {
    let text = #"""
      {"class_name": "Sequential", "config": {"name": "\ud83d\ude00 \ud800 \u00e9\n", "layers": [
        {"class_name": "Dense", "config": {"name": "d", "units": 1e400, "rate": NaN, "low": -Infinity, "high": Infinity,
          "large": 99999999999999999999999}},
        {"class_name": "Conv2D", "config": {"name": "c", "filters": 9223372036854775807, "strides": [0, -1],
          "kernel_size": [9223372036854775807, 2], "batch_input_shape":
          [null, 9223372036854775807, 9223372036854775807, 9223372036854775807]}}]}}
      """#
    let model = try read(text).model
    #expect(model.main.name == "😀 \u{FFFD} é\n")
    #expect(model.main.nodes.count == 2)
    #expect(model.layers.allSatisfy { $0.parameters == nil })
  }

  /// Windows that reach backwards without end.
  @Test(arguments: ["Conv2D", "Conv2DTranspose", "DepthwiseConv2D", "SeparableConv2D", "ConvLSTM2D"])
  func hugeNegativeDilationsAreTaken(_ layer: String) throws {
    let dims = layer == "ConvLSTM2D" ? "null, 4, 4, 4, 3" : "null, 4, 4, 3"
    let text = """
      {"class_name": "Sequential", "config": {"name": "m", "layers": [{"class_name": "\(layer)", "config": {
        "name": "c", "filters": 3, "kernel_size": 2, "strides": 5, "dilation_rate": \(Int64.min + 1),
        "batch_input_shape": [\(dims)]}}]}}
      """
    let graph = try read(text).model.main
    #expect(graph.nodes.count == 1)
    if layer == "Conv2DTranspose" { #expect(graph.shape(graph.node("c")) == "None×None×None×3") }
  }

  @Test func longStringsAreShortened() throws {
    let long = String(repeating: "x", count: 10 << 20)
    let model = try read(#"{"class_name": "Sequential", "config": {"name": ""# + long + #"", "layers": []}}"#)
      .model
    #expect(model.main.name.utf8.count <= 4_096)
  }
}
