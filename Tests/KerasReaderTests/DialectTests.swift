import ModelGraph
import TestSupport
import Testing

@testable import KerasReader

/// What the versions of Keras write differently.
@Suite struct DialectTests {
  @Test func keras1MergesBranches() throws {
    let text = """
      {"class_name": "Sequential", "keras_version": "1.2.2", "config": [
        {"class_name": "Merge", "config": {"name": "merge_1", "mode": "concat", "concat_axis": -1, "layers": [
          {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {
            "name": "left", "output_dim": 3, "batch_input_shape": [null, 5], "activation": "relu", "bias": true}}]},
          {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {
            "name": "right", "output_dim": 4, "batch_input_shape": [null, 6], "bias": false}}]}]}},
        {"class_name": "Dense", "config": {"name": "out", "output_dim": 2}}]}
      """
    let graph = try read(text).model.main
    #expect(graph.inputs.count == 2)
    #expect(graph.sources(graph.node("merge_1")) == ["left", "right"])
    #expect(graph.shape(graph.node("merge_1")) == "None×7")
    #expect(graph.weights(graph.node("right")) == ["right/kernel 6×4 float32"])
    #expect(graph.weights(graph.node("out")).first == "out/kernel 7×2 float32")
  }

  @Test func keras1ConvolutionsHaveOtherNames() throws {
    let text = """
      {"class_name": "Sequential", "config": [{"class_name": "Convolution2D", "config": {"name": "c", "nb_filter": 8,
        "nb_row": 3, "nb_col": 5, "border_mode": "same", "subsample": [2, 2], "dim_ordering": "th",
        "batch_input_shape": [null, 3, 32, 32], "bias": true}}]}
      """
    let graph = try read(text).model.main
    let node = graph.node("c")
    #expect(graph.shape(node) == "None×8×16×16")
    #expect(graph.weights(node) == ["c/kernel 3×5×3×8 float32", "c/bias 8 float32"])
    #expect(node?.attribute("filters") == .int(8))
    #expect(node?.attribute("kernel_size") == .ints([3, 5]))
  }

  @Test func keras2CountsCallsOfNestedModelsFromOne() throws {
    let graph = try read(modelBytes("k2_siamese.json")).model.main
    #expect(graph.sources(graph.node("difference")) == ["dense", "dense"])
    #expect(graph.sources(graph.node("conv2d", 0)) == ["left"])
    #expect(graph.sources(graph.node("conv2d", 1)) == ["right"])
    #expect(graph.scopes.filter { $0.name == "encoder" }.count == 2)
  }

  @Test func keras2PassesTensorsByKeyword() throws {
    let text = """
      {"class_name": "Functional", "config": {"name": "m", "layers": [
        {"class_name": "InputLayer", "name": "q", "config": {"batch_input_shape": [null, 4, 6]}, "inbound_nodes": []},
        {"class_name": "InputLayer", "name": "v", "config": {"batch_input_shape": [null, 5, 6]}, "inbound_nodes": []},
        {"class_name": "MultiHeadAttention", "name": "a", "config": {"num_heads": 2, "key_dim": 3},
         "inbound_nodes": [[["q", 0, 0, {"value": ["v", 0, 0]}]]]},
        {"class_name": "TFOpLambda", "name": "plus", "config": {"function": "math.add"},
         "inbound_nodes": [["a", 0, 0, {"y": ["_CONSTANT_VALUE", -1, 2.5, null]}]]}],
        "input_layers": [["q", 0, 0], ["v", 0, 0]], "output_layers": [["plus", 0, 0]]}}
      """
    let graph = try read(text).model.main
    #expect(graph.sources(graph.node("a")) == ["q", "v"])
    #expect(graph.shape(graph.node("a")) == "None×4×6")
    #expect(graph.sources(graph.node("plus")) == ["a"])
    #expect(graph.node("plus")?.attribute("function") == .string("math.add"))
  }

  @Test func keras3PassesTensorsByKeyword() throws {
    func tensor(_ name: String) -> String {
      "{\"class_name\": \"__keras_tensor__\", \"config\": {\"shape\": [null, 4], \"dtype\": \"float32\", \"keras_history\": [\"\(name)\", 0, 0]}}"
    }
    let text = """
      {"class_name": "Functional", "config": {"name": "m", "layers": [
        {"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []},
        {"class_name": "InputLayer", "name": "y", "config": {"batch_shape": [null, 4]}, "inbound_nodes": []},
        {"class_name": "Mixer", "registered_name": "Custom>Mixer", "name": "mix", "config": {},
         "inbound_nodes": [{"args": [\(tensor("x"))], "kwargs": {"others": {"a": [\(tensor("y"))]}, "rate": 0.5}}]},
        {"class_name": "Dense", "name": "d", "config": {"units": 2},
         "inbound_nodes": [{"args": [\(tensor("mix"))], "kwargs": {}}]}],
        "input_layers": {"first": ["x", 0, 0], "second": ["y", 0, 0]}, "output_layers": {"out": ["d", 0, 0]}}}
      """
    let graph = try read(text).model.main
    #expect(graph.sources(graph.node("mix")) == ["x", "y"])
    #expect(graph.shape(graph.node("mix")) == "None×4")
    #expect(graph.outputs.map { graph.values[$0].name } == ["d"])
  }

  @Test func anEmptyListOfCallsWiresNoSequential() throws {
    let text = """
      {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "InputLayer", "name": "i", "config": {"batch_shape": [null, 5]}, "inbound_nodes": []},
        {"class_name": "Dense", "name": "a", "config": {"units": 3}},
        {"class_name": "Dense", "name": "b", "config": {"units": 2}, "inbound_nodes": []}]}}
      """
    let result = try read(text)
    let graph = result.model.main
    #expect(result.diagnostics.isEmpty)
    #expect(graph.inputs.count == 1 && graph.nodes.count == 2)
    #expect(graph.sources(graph.node("b")) == ["a"])
    #expect(graph.shape(graph.node("b")) == "None×2")
  }

  @Test func keras2NamesNoModulesOfItsApplications() throws {
    func net(_ module: String, _ setting: String) -> String {
      """
      {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "Dense", "config": {"name": "d", "units": 6, "batch_input_shape": [null, 5]}},
        {"class_name": "LayerScale", \(module) "config": {"name": "scale", "init_values": 1e-06\(setting)}},
        {"class_name": "StochasticDepth", \(module) "config": {"name": "depth", "drop_path_rate": 0.1}},
        {"class_name": "Dense", "config": {"name": "e", "units": 2}}]}}
      """
    }
    let graph = try read(net("", ", \"projection_dim\": 6")).model.main
    #expect(graph.weights(graph.node("scale")) == ["scale/gamma 6 float32"])
    #expect(graph.shape(graph.node("e")) == "None×2")
    // A class of the same name that somebody else wrote.
    for other in [net("\"module\": \"mine\",", ", \"projection_dim\": 6"), net("", "")] {
      let graph = try read(other).model.main
      #expect(graph.weights(graph.node("scale")).isEmpty)
    }
  }

  @Test func tensorFlowJSHasATopologyAndAManifest() throws {
    let text = """
      {"format": "layers-model", "generatedBy": "keras v2.4.0", "modelTopology": {"keras_version": "2.4.0",
        "model_config": {"class_name": "Sequential", "config": {"name": "s", "layers": [
          {"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 2]}},
          {"class_name": "Odd", "config": {"name": "odd"}}]}}},
       "weightsManifest": [{"paths": ["a.bin"], "weights": [
          {"name": "d/kernel", "shape": [2, 3], "dtype": "float16"}, {"name": "d/bias", "shape": [3], "dtype": "float32"},
          {"name": "odd/table", "shape": [7, 7], "dtype": "int32"}]}]}
      """
    let model = try read(text).model
    #expect(model.header.producerVersion == "2.4.0")
    #expect(model.main.weights(model.main.node("d")) == ["d/kernel 2×3 float16", "d/bias 3 float32"])
    #expect(model.main.weights(model.main.node("odd")) == ["odd/table 7×7 int32"])
    #expect(model.layers.last?.parameters == 49)
    #expect(model.layers.last?.trainableParameters == nil)
  }

  @Test func aTextSavedAsJSONOnceMoreIsRead() throws {
    let text =
      #""{\"class_name\": \"Sequential\", \"config\": [{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 3}}]}""#
    #expect(try read(text).model.main.nodes.map(\.name) == ["d"])
  }
}
