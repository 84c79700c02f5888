import Foundation
import ModelGraph
import TestSupport
import Testing

@testable import JSONInput
@testable import KerasReader

/// What the live Keras model says of the files in `Tests/Models`, and of a model around every layer class.
@Suite struct KerasOracleTests {
  static let files = [
    "k2_app_ResNet50.json", "k2_siamese.json", "k3_app_VGG16.json", "k3_bilstm.json", "k3_implicit_ops.json",
    "k3_mlp.h5", "k3_multi_io.json", "k3_nested3.json", "k3_nested3.keras", "k3_siamese.json",
    "k3_transformer_encoder.json", "legacy_keras21_sequential.json",
  ]

  @Test(arguments: files) func layersAgree(file: String) throws {
    let model = try read(modelBytes(file)).model
    let oracle = try #require(try json(modelBytes("oracle/" + file + ".json")) as? [String: Any])
    let layers = Dictionary(model.layers.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let expected = try #require(oracle["layer_list"] as? [[String: Any]])
    #expect(!expected.isEmpty)
    for entry in expected {
      let path = try #require(entry["path"] as? String)
      let layer = try #require(layers[path], "\(path) is missing")
      #expect(layer.name == entry["name"] as? String)
      #expect(layer.className == entry["class"] as? String)
      #expect(text(layer.outputs) == text(entry["output_shape"]), "\(path)")
      if let parameters = entry["params"] as? NSNumber {
        #expect(layer.parameters == parameters.int64Value, "\(path)")
      }
    }
    if let count = oracle["config_layers_recursive"] as? Int { #expect(model.layers.count == count) }
    if let total = oracle["params"] as? NSNumber {
      #expect(model.main.values.compactMap { $0.constant?.elementCount }.reduce(0, +) == total.int64Value)
    }
  }

  @Test(arguments: files) func edgesAgree(file: String) throws {
    let oracle = try #require(try json(modelBytes("oracle/" + file + ".json")) as? [String: Any])
    guard let expected = oracle["edges"] as? [[Any]], !expected.isEmpty, file.hasSuffix(".json") else {
      return
    }
    let bytes = try modelBytes(file)
    let found = try bytes.withUnsafeBytes { bytes in
      let document = try JSONDocument(bytes)
      defer { withExtendedLifetime(document) {} }
      let layer = TopologyReader().layer(document.root, number: 0)
      let parts = try #require(layer.subModel)
      return parts.layers.enumerated().flatMap { layer, reader in
        (0..<reader.callCount).flatMap { number in
          parts.wiring.references(layer, call: number).map { input in
            let from = input.layer.map { parts.layers[$0].name } ?? "?"
            return "\(from) \(input.call) \(input.tensor) \(reader.name) \(number)"
          }
        }
      }
    }
    #expect(Set(found) == Set(expected.map { $0.map { "\($0)" }.joined(separator: " ") }))
  }

  /// Every layer class of Keras 3, with all recorded shapes taken out.
  @Test func rulesAgree() throws {
    let cases = try #require(try json(modelBytes("keras_layers.json")) as? [[String: Any]])
    #expect(cases.count > 280)
    for entry in cases {
      let className = try #require(entry["class"] as? String)
      let data = try JSONSerialization.data(withJSONObject: try #require(entry["model"]))
      let model = try read([UInt8](data)).model
      let layer = try #require(model.layers.last)
      #expect(text(layer.outputs) == text(entry["shape"]), "\(className)")
      #expect(layer.parameters == (entry["parameters"] as? NSNumber)?.int64Value, "\(className)")
      #expect(model.trainableParameters == (entry["trainable"] as? NSNumber)?.int64Value, "\(className)")
    }
  }
}
