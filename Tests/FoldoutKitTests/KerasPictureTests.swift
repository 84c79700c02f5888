import FoldoutKit
import TestSupport
import Testing

/// Keras files through the whole pipeline.
@Suite struct KerasPictureTests {
  private func draw(_ bytes: [UInt8], _ options: DrawOptions = DrawOptions()) throws -> String {
    let model = try bytes.withUnsafeBytes { bytes in try Foldout.read(bytes).model }
    return try Foldout.draw(model, as: .svg, options).text
  }

  /// Operators, inputs and outputs as Keras itself counts and names them (`Tests/Models/oracle`).
  @Test(arguments: [
    ("k2_app_ResNet50.json", "176 operators", "input_1 None×224×224×3", "predictions None×1000"),
    ("k2_siamese.json", "10 operators", "left None×28×28×1, right None×28×28×1", "same None×1"),
    ("k3_app_VGG16.json", "22 operators", "input_layer None×224×224×3", "predictions None×1000"),
    ("k3_bilstm.json", "4 operators", "input_layer None×None int32", "dense None×4"),
    ("k3_implicit_ops.json", "10 operators", "x None×4×8, y None×4×8", "dense None×3×1"),
    ("k3_mlp.h5", "3 operators", "input_layer None×20", "dense_1 None×3"),
    (
      "k3_multi_io.json", "7 operators", "title None×None int32, body None×None int32, tags None×12",
      "priority None×1, department None×4"
    ),
    ("k3_nested3.json", "10 operators", "outer_in None×16", "score None×1"),
    ("k3_nested3.keras", "10 operators", "outer_in None×16", "score None×1"),
    ("k3_siamese.json", "10 operators", "left None×28×28×1, right None×28×28×1", "same None×1"),
    ("k3_transformer_encoder.json", "38 operators", "tokens None×40×64", "logits None×3"),
    ("legacy_keras21_sequential.json", "3 operators", "embedding_1_input None×80 int32", "dense_1 None×1"),
  ])
  func everyFileIsDrawn(_ name: String, _ count: String, _ inputs: String, _ outputs: String) throws {
    let svg = try parseXML(Array(draw(modelBytes(name)).utf8))
    let description = try #require(svg.all.first { $0.name == "desc" }?.text)
    #expect(description.hasPrefix(count))
    #expect(description.hasSuffix("; inputs: \(inputs); outputs: \(outputs)."))
  }

  /// ResNet-50 has stages of 3, 4, 6 and 3 blocks, of which all but the first are equal.
  @Test func stagesAndStacksAreFoundByName() throws {
    var options = DrawOptions()
    options.page = .column
    let texts = try parseXML(Array(draw(modelBytes("k2_app_ResNet50.json"), options).utf8)).all
      .filter { $0.name == "text" }.map(\.text)
    for stage in ["conv2", "conv3", "conv4", "conv5"] { #expect(texts.contains(stage), "\(stage)") }
    #expect(texts.filter { $0.hasPrefix("×") } == ["×2", "×3", "×5", "×2"])
  }

  @Test func equalBlocksOfATransformerAreStacked() throws {
    let svg = try draw(modelBytes("k3_transformer_encoder.json"))
    #expect(svg.contains(">block0 … block3<"))
    #expect(svg.contains(">×4<"))
  }

  @Test func cardsTellNameActivationAndWrapper() throws {
    let svg = try draw(modelBytes("k3_bilstm.json"))
    #expect(svg.contains(">Bidirectional(LSTM)<"))
    #expect(svg.contains("bidirectional_1"))
    #expect(svg.contains(">4 softmax<"))
    var options = DrawOptions()
    options.compose.showsLayerNames = false
    #expect(!(try draw(modelBytes("k3_bilstm.json"), options)).contains(">bidirectional_1 "))
  }

  @Test func sharedModelsAreMarked() throws {
    let svg = try draw(modelBytes("k3_siamese.json"))
    #expect(svg.split(separator: "shared").count == 3)
  }

  @Test func frozenLayersStepBack() throws {
    let text = """
      {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 8]}},
        {"class_name": "Dense", "config": {"name": "a", "units": 4, "trainable": false}},
        {"class_name": "Dense", "config": {"name": "b", "units": 4}}]}}
      """
    let svg = try draw(Array(text.utf8))
    #expect(svg.split(separator: "frozen").count == 2)
    #expect(svg.contains("stroke-dasharray"))
    #expect(!(try draw(Array(text.replacing(", \"trainable\": false", with: "").utf8))).contains("frozen"))
  }

  @Test func summariesListLayers() throws {
    let model = try modelBytes("k3_nested3.keras").withUnsafeBytes { bytes in try Foldout.read(bytes).model }
    let json = try Foldout.summaryJSON(model).text
    #expect(json.contains("\"path\": \"middle/inner/inner_dense_1\""))
    #expect(json.contains("\"trainableParameters\": 1233"))
  }
}
