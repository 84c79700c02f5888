import FoldoutKit
import Foundation
import ModelGraph
import Recordings
import TestSupport
import Testing

@testable import Activity
@testable import Exporting

/// What `foldout activity --json` prints: as its schema says, and what is known.
@Suite struct ActivityJSONTests {
  private static let schema = "activity.schema.json"

  private func json(_ model: String, _ files: String..., against: String? = nil) throws -> [UInt8] {
    let read = try Foldout.read(path: modelPath(model)).model
    let paths = files.map { modelPath("recordings/" + $0) }
    let activity = try ModelActivity(
      read, paths: paths, against: against.map { modelPath("recordings/" + $0) })
    return try activity.document(as: .json).bytes
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test(arguments: [
    ("weights/digits_cnn-sick.onnx", "digits.npz"), ("weights/sine_lstm-ts.onnx", "sine.npz"),
    ("recordings/letters.onnx", "letters.npz"), ("weights/digits_keras_cnn.keras", "layers.npz"),
    ("weights/digits_cnn-ts.onnx", "gradients.npz"), ("weights/digits_cnn-ts.onnx", "stored.npz"),
    ("weights/digits_cnn-ts.onnx", "tensors"), ("weights/digits_cnn-ts.onnx", "polygraphy.json"),
  ])
  func fitsItsSchema(model: String, file: String) throws {
    let bytes = try json(model, file)
    #expect(try SchemaFaults(Self.schema, bytes).faults == [])
    #expect(try json(model, file) == bytes)
  }

  @Test func errorsFitTheSchema() throws {
    let bytes = try json("weights/digits_cnn-qdq.onnx", "quantised.npz", against: "parent.npz")
    #expect(try SchemaFaults(Self.schema, bytes).faults == [])
    let errors = try #require(object(bytes)["errors"] as? [[String: Any]])
    #expect(errors.count > 5 && errors.allSatisfy { $0["sqnr"] is Double && $0["differing"] is Int })
    #expect(try object(json("weights/digits_cnn-qdq.onnx", "quantised.npz"))["errors"] == nil)
  }

  @Test(arguments: [
    #"{"samples": 1, "values": [], "unmatched": [], "findings": []}"#,
    #"{"samples": 1.5, "values": [], "unmatched": [], "unmatchedReasons": [], "findings": []}"#,
    #"{"samples": 1, "values": [], "unmatched": [3], "unmatchedReasons": [], "findings": []}"#,
    #"{"samples": 1, "values": [{"name": "x"}], "unmatched": [], "unmatchedReasons": [], "findings": []}"#,
    #"{"samples": 1, "values": [], "unmatched": [], "unmatchedReasons": [], "findings": [], "more": 1}"#,
    #"{"samples": 1, "values": [], "unmatched": [], "unmatchedReasons": [], "findings": [{"code": "odd", "where": "x", "text": "t"}]}"#,
    #"{"samples": 1, "values": [], "unmatched": [], "unmatchedReasons": [], "findings": [], "errors": [{"name": "x"}]}"#,
  ])
  func theSchemaRefusesOthers(document: String) throws {
    #expect(try !SchemaFaults(Self.schema, Array(document.utf8)).faults.isEmpty)
  }

  /// Every key has a description.
  @Test(arguments: [schema, "projection.schema.json"]) func theSchemaDescribesAll(schema: String) throws {
    func undescribed(_ value: Any, _ name: String) -> [String] {
      guard let object = value as? [String: Any] else { return [] }
      let properties = object["properties"] as? [String: [String: Any]] ?? [:]
      let own = properties.filter { Double($0.key) == nil && $0.value["description"] == nil }
      return own.map { name + $0.key }
        + object.flatMap { key, value in undescribed(value, name + key + ".") }
    }
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = try Data(contentsOf: folder.appendingPathComponent("Schemas/" + schema))
    #expect(undescribed(try JSONSerialization.jsonObject(with: bytes), "") == [])
  }

  @Test(arguments: [ValueProjection.Method.pca, .tsne]) func projections(method: ValueProjection.Method)
    throws
  {
    let recording = try Recording.read(modelPath("recordings/digits16.npz"))
    let model = try Foldout.read(path: modelPath("weights/digits_cnn-ts.onnx")).model
    let values = scanActivity([(recording, false)], of: model).values
    let value = try #require(values.first { $0.array.name == "/relu4/Relu_output_0" })
    let projection = try value.projection(by: method)
    for labels in [[], ["cat", "dog"]] {
      let bytes = projectionJSON(projection, labels: labels)
      #expect(try SchemaFaults("projection.schema.json", bytes).faults == [])
    }
    #expect(try !SchemaFaults("projection.schema.json", Array("{\"points\": []}".utf8)).faults.isEmpty)
  }

  /// The codes and kinds in the schema are those of the program.
  @Test func codesAndKinds() throws {
    var report = ActivityReport()
    report.findings = ActivityFinding.Code.allCases.map {
      ActivityFinding(code: $0, place: "x", text: "t", mark: "NaN", values: [])
    }
    let kinds: [ValueKind] = [
      .maps(channelAxis: 1), .signals(channelAxis: 1), .states(timeAxis: 0), .vector, .scores, .attention,
      .tokens, .plumbing, .other,
    ]
    let array = try #require(try Recording.read(modelPath("recordings/version1.npy")).arrays.first)
    for kind in kinds {
      report.values.append(RecordedValue(array: array, place: .failure(.unknownName), kind: kind))
    }
    #expect(try SchemaFaults(Self.schema, activityJSON(report)).faults == [])
  }

  @Test func figuresOfOneValue() throws {
    let object = try object(json("weights/digits_cnn-sick.onnx", "digits.npz"))
    let values = try #require(object["values"] as? [[String: Any]])
    #expect(
      object["samples"] as? Int == 1 && values.count == 13 && (object["unmatched"] as? [Any])?.isEmpty == true
    )
    let value = try #require(values.first { $0["name"] as? String == "/relu1/Relu_output_0" })
    #expect(value["path"] as? String == "relu1" && value["operator"] as? String == "Relu")
    #expect(value["kind"] as? String == "maps" && value["gradient"] as? Bool == false)
    #expect(value["shape"] as? [Int] == [1, 16, 8, 8] && value["count"] as? Int == 1024)
    #expect(value["silentChannels"] as? [Int] == [2, 9] && value["channelAxis"] as? Int == 1)
    #expect(value["zeros"] as? Int == 331 && (value["quantiles"] as? [String: Double])?.count == 7)
    let findings = try #require(object["findings"] as? [[String: String]])
    #expect(findings == [["code": "nan", "where": "logits", "text": "NaN first in fc2 · Gemm: 1 of 10"]])
  }

  /// Arrays that are of nothing in the model have figures, too.
  @Test func whatFindsNoPlace() throws {
    let object = try object(json("weights/digits_cnn-ts.onnx", "packed.npz"))
    let (values, unmatched) = (object["values"] as? [[String: Any]], object["unmatched"] as? [String])
    #expect(unmatched?.count == values?.count && unmatched?.contains("float16") == true)
    let half = try #require(values?.first { $0["name"] as? String == "float16" })
    #expect(half["path"] is NSNull && half["value"] is NSNull && half["nonFinite"] as? Int == 2)
    #expect(half["max"] as? Double == 65504 && half["nan"] as? Int == 1)
    let reasons = try #require(object["unmatchedReasons"] as? [[String: String]])
    #expect(reasons.allSatisfy { $0["text"] == "nothing in the model has that name" })
  }

  @Test func hostileNames() throws {
    var array = try #require(try Recording.read(modelPath("recordings/version1.npy")).arrays.first)
    array.name = HostileText.name
    var report = ActivityReport()
    report.values = [RecordedValue(array: array, place: .failure(.unknownName))]
    let bytes = activityJSON(report)
    #expect(String(bytes).unsafe.isEmpty)
    let values = try object(bytes)["values"] as? [[String: Any]]
    #expect(values?.first?["name"] as? String == HostileText.name)
    #expect(activityText(report, showsAll: true).unsafe.isEmpty)
    // Lines of CSV end as RFC 4180 has it.
    #expect(String(activityCSV(report)).replacingOccurrences(of: "\r\n", with: "").unsafe.isEmpty)
  }
}
