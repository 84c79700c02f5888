import ModelGraph
import TestSupport
import Testing

@testable import KerasReader

/// What the graph says of layers.
@Suite struct BuildingTests {
  private func sequential(_ layers: String, input: String = "[null, 8]") -> String {
    """
    {"class_name": "Sequential", "config": {"name": "s", "layers": [
      {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": \(input)}}, \(layers)]}}
    """
  }

  @Test func aLayerCalledTwiceIsTwoNodesWithOneSetOfWeights() throws {
    let model = try read(modelBytes("k3_siamese.json")).model
    let graph = model.main
    let first = try #require(graph.node("dense", 0))
    let second = try #require(graph.node("dense", 1))
    #expect(Array(first.inputs.dropFirst()) == Array(second.inputs.dropFirst()))
    #expect(first.scope != second.scope)
    #expect(model.layers.filter { $0.name == "dense" }.count == 1)
  }

  @Test func nestedModelsAreScopes() throws {
    let graph = try read(modelBytes("k3_nested3.json")).model.main
    let node = try #require(graph.node("inner_dense_2"))
    let inner = graph.scopes[node.scope]
    #expect(inner.name == "inner")
    #expect(graph.scopes[inner.parent].name == "middle")
    #expect(graph.scopes[inner.parent].className == "Functional")
    #expect(graph.sources(graph.node("inner_dense_1", 1)) == ["residual"])
    #expect(graph.inputs.map { graph.values[$0].name } == ["outer_in"])
  }

  @Test func frozenModelsFreezeWhatTheyHold() throws {
    let text = sequential(
      """
      {"class_name": "Sequential", "config": {"name": "base", "trainable": false, "layers": [
        {"class_name": "Dense", "config": {"name": "a", "units": 4}}]}},
      {"class_name": "Dense", "config": {"name": "b", "units": 2}}
      """)
    let model = try read(text).model
    #expect(model.main.node("a")?.attribute("trainable") == .int(0))
    #expect(model.main.node("b")?.attribute("trainable") == nil)
    #expect(model.trainableParameters == 10)
    #expect(model.layers.first { $0.name == "base" }?.trainableParameters == 0)
  }

  @Test func wrappersSayWhatTheyWrap() throws {
    let text = sequential(
      """
      {"class_name": "Bidirectional", "config": {"name": "b", "layer": {"class_name": "LSTM", "config": {"units": 3}}}},
      {"class_name": "RNN", "config": {"name": "r", "cell": {"class_name": "StackedRNNCells", "config": {"cells": [
        {"class_name": "GRUCell", "config": {"units": 5}}]}}}}
      """, input: "[null, 7, 8]")
    let graph = try read(text).model.main
    #expect(graph.node("b")?.attribute("wraps") == .string("LSTM"))
    #expect(graph.node("b")?.attribute("units") == .int(3))
    #expect(graph.node("r")?.attribute("wraps") == .string("StackedRNNCells(GRUCell)"))
  }

  @Test func activationsMayBeObjects() throws {
    let text = sequential(
      """
      {"class_name": "Dense", "config": {"name": "a", "units": 3, "activation": {"class_name": "function",
        "config": "relu", "registered_name": "function"}}},
      {"class_name": "Dense", "config": {"name": "b", "units": 3, "activation": {"class_name": "LeakyReLU",
        "config": {"negative_slope": 0.2}}}}
      """)
    let graph = try read(text).model.main
    #expect(graph.node("a")?.attribute("activation") == .string("relu"))
    #expect(graph.node("b")?.attribute("activation") == .string("LeakyReLU"))
  }

  @Test func lambdasShowNoCode() throws {
    let text = sequential(
      """
      {"class_name": "Lambda", "config": {"name": "l", "function": ["4wEAAAAAAAAA", null, null],
        "function_type": "lambda", "arguments": {"secret": 1}}}
      """)
    let model = try read(text).model
    #expect(model.main.node("l")?.attributes == [])
    #expect(!textDump(model).contains("4wEA"))
  }

  @Test func whatIsNotKnownStaysUnknown() throws {
    let text = sequential(
      """
      {"class_name": "Mystery", "config": {"name": "m"}}, {"class_name": "Dense", "config": {"name": "d", "units": 3}}
      """)
    let model = try read(text).model
    #expect(model.main.shape(model.main.node("m")) == nil)
    #expect(model.main.weights(model.main.node("d")) == [])
    #expect(model.layers.last?.parameters == nil)
    #expect(model.trainableParameters == nil)
  }

  @Test func modelsThatWereNeverBuiltAreDrawn() throws {
    let text = """
      {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "Dense", "config": {"name": "d", "units": 3}}]}}
      """
    let graph = try read(text).model.main
    #expect(graph.inputs.count == 1)
    #expect(graph.sources(graph.node("d")) == ["d_input"])
  }

  @Test func subclassedModelsShowTheirParts() throws {
    let text = """
      {"class_name": "Net", "registered_name": "Custom>Net", "module": null, "config": {"name": "net", "width": 3,
        "encoder": {"class_name": "Sequential", "config": {"name": "enc", "layers": [
          {"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 2]}}]}}},
       "build_config": {"input_shape": [null, 2]}}
      """
    let graph = try read(text).model.main
    #expect(graph.scopes[0].className == "Net")
    #expect(graph.nodes.contains { $0.name == "d" })
  }

  @Test func storedTensorsTellTheirTypes() throws {
    for file in ["k3_nested3.keras", "k3_mlp.h5"] {
      let model = try read(modelBytes(file)).model
      #expect(model.header.producerVersion == "3.15.1")
      #expect(
        model.main.values.filter { $0.constant != nil }.allSatisfy { $0.constant?.dataType == .float32 })
    }
  }

  @Test func classNamesBecomePathsAsKerasWritesThem() {
    let names = ["Conv2DTranspose", "ReLU", "LSTM", "GRUCell", "BatchNormalization", "MultiHeadAttention"]
    #expect(
      names.map(StoredWeights.snakeCase) == [
        "conv2d_transpose", "re_lu", "lstm", "gru_cell", "batch_normalization", "multi_head_attention",
      ])
  }
}
