import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// Whole models as text: every part of the format that the reader keeps.
@Suite struct OnnxGoldenTests {
  @Test(arguments: [
    "functions_nested", "all_dtypes_all_attributes", "script_loop_if-ts", "names_odd", "cond_dynamo-dynamo",
    "external_data_small",
  ])
  func dumpIsAsRecorded(name: String) throws {
    let result = try read(modelBytes("\(name).onnx"))
    let complaints = result.diagnostics.map { "\($0.severity.rawValue): \($0.message) [\($0.code)]\n" }
      .joined()
    try expectGolden("OnnxReader/\(name).txt", textDump(result.model) + complaints)
  }
}
