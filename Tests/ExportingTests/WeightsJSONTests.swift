import FoldoutKit
import Foundation
import ModelGraph
import TestSupport
import Testing

@testable import Exporting
@testable import Weights

/// What `foldout weights --json` prints: as its schema says, and what is known.
@Suite struct WeightsJSONTests {
  private static let schema = "weights.schema.json"

  private func json(_ file: String) throws -> [UInt8] {
    weightsJSON(try WeightFile(path: modelPath("weights/" + file)).report())
  }

  @Test(arguments: [
    "external.onnx", "scaled.onnx", "refused.h5", "digits_cnn-sick.onnx", "digits_keras_cnn.keras",
  ])
  func fitsItsSchema(file: String) throws {
    #expect(try SchemaFaults(Self.schema, json(file)).faults == [])
  }

  @Test(arguments: [
    #"{"tensors": []}"#, #"{"tensors": [], "findings": [{"code": "odd", "where": "w", "text": "t"}]}"#,
    #"{"tensors": [{"name": "w"}], "findings": []}"#, #"{"tensors": [], "findings": [], "more": 1}"#,
    #"{"tensors": {}, "findings": []}"#,
  ])
  func theSchemaRefusesOthers(document: String) throws {
    #expect(try !SchemaFaults(Self.schema, Array(document.utf8)).faults.isEmpty)
  }

  /// Every key has a description.
  @Test func theSchemaDescribesAll() throws {
    func undescribed(_ value: Any, _ name: String) -> [String] {
      guard let object = value as? [String: Any] else { return [] }
      let properties = object["properties"] as? [String: [String: Any]] ?? [:]
      let own = properties.filter { Double($0.key) == nil && $0.value["description"] == nil }.map {
        name + $0.key
      }
      return own + object.flatMap { key, value in undescribed(value, name + key + ".") }
        + (object["items"].map { undescribed($0, name) } ?? [])
    }
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = try Data(contentsOf: folder.appendingPathComponent("Schemas/" + Self.schema))
    #expect(undescribed(try JSONSerialization.jsonObject(with: bytes), "") == [])
  }

  /// The codes in the schema are those of the program.
  @Test func codes() throws {
    for code in WeightFinding.Code.allCases {
      let finding = WeightFinding(code: code, place: "w", text: "t", mark: "NaN", tensors: [])
      #expect(try SchemaFaults(Self.schema, weightsJSON(WeightReport(findings: [finding]))).faults == [])
    }
  }

  @Test func figuresOfOneTensor() throws {
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json("digits_cnn-sick.onnx"))) as? [String: [[String: Any]]])
    let tensor = try #require(object["tensors"]?.first { $0["name"] as? String == "conv1.weight" })
    #expect(tensor["dtype"] as? String == "float32" && tensor["path"] as? String == "conv1.weight")
    #expect(tensor["count"] as? Int == 144 && tensor["deadChannels"] as? [Int] == [2, 5, 9])
    #expect(tensor["channelAxis"] as? Int == 0 && tensor["nonFinite"] as? Int == 0)
    #expect((tensor["quantiles"] as? [String: Double])?.count == 7)
  }

  @Test func numbersThatAreNone() throws {
    let largest = Double.greatestFiniteMagnitude
    let tensors = [
      Wire.floats("nan", [3], [.nan, .infinity, -.infinity]),
      .tensor("huge", 11, [3], raw: Wire.littleEndian([largest, -largest, 1].map(\.bitPattern))),
    ]
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(Wire.model(.graph([], initializers: tensors)), "m.onnx")
    let bytes = weightsJSON(try WeightFile(path: folder.path("m.onnx")).report())
    #expect(try SchemaFaults(Self.schema, bytes).faults == [])
    let object = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [[String: Any]]])
    let (nan, huge) = try (#require(object["tensors"]?.first), #require(object["tensors"]?.last))
    #expect(nan["min"] is NSNull && nan["mean"] is NSNull && nan["nonFinite"] as? Int == 3)
    // σ is beyond double precision, the rest is not.
    #expect(huge["max"] as? Double == largest && huge["std"] is NSNull)
  }

  @Test func hostileNames() throws {
    let tensor = StoredTensor(
      graph: 0, value: 0, tensor: TensorRef(dataType: .float32, dims: []), name: HostileText.name,
      module: [HostileText.name])
    let bytes = weightsJSON(WeightReport(tensors: [TensorReport(stored: tensor)]))
    #expect(String(bytes).unsafe.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [[String: Any]]]
    #expect(object?["tensors"]?.first?["name"] as? String == HostileText.name)
  }
}
