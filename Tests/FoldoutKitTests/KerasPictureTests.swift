import FoldoutKit
import TestSupport
import Testing

/// Keras files through the whole pipeline.
@Suite struct KerasPictureTests {
  private func draw(_ bytes: [UInt8], _ options: DrawOptions = DrawOptions()) throws -> String {
    let model = try bytes.withUnsafeBytes { bytes in try Foldout.read(bytes).model }
    return String(decoding: try Foldout.draw(model, as: .svg, options).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    "k2_app_ResNet50.json", "k2_siamese.json", "k3_app_VGG16.json", "k3_bilstm.json", "k3_implicit_ops.json",
    "k3_mlp.h5", "k3_multi_io.json", "k3_nested3.json", "k3_nested3.keras", "k3_siamese.json",
    "k3_transformer_encoder.json", "legacy_keras21_sequential.json",
  ])
  func everyFileIsDrawn(_ name: String) throws {
    let svg = try draw(modelBytes(name))
    #expect(svg.hasPrefix("<svg"))
    #expect(svg.contains("None×"))
    #expect(svg.contains("params") || svg.contains("parameters"))
  }

  @Test func stagesAndStacksAreFoundByName() throws {
    let svg = try draw(modelBytes("k2_app_ResNet50.json"))
    for stage in ["conv2", "conv3", "conv4", "conv5"] { #expect(svg.contains(">\(stage)"), "\(stage)") }
    #expect(svg.contains("×2") || svg.contains("×3") || svg.contains("×5"))
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
    let json = String(decoding: try Foldout.summaryJSON(model), as: UTF8.self)
    #expect(json.contains("\"path\": \"middle/inner/inner_dense_1\""))
    #expect(json.contains("\"trainableParameters\": 1233"))
  }
}
