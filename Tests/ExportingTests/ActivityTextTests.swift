import FoldoutKit
import TestSupport
import Testing

@testable import Exporting

/// What `foldout activity` prints, and its CSV, as goldens.
@Suite struct ActivityTextTests {
  private func document(
    _ format: ReportFormat, _ model: String, _ files: [String], against: String? = nil, showsAll: Bool = false
  ) throws -> String {
    let read = try Foldout.read(path: modelPath(model)).model
    let activity = try ModelActivity(
      read, paths: files.map { modelPath("recordings/" + $0) },
      against: against.map { modelPath("recordings/" + $0) })
    var options = ActivityOptions()
    options.showsAll = showsAll
    return String(try activity.document(as: format, options).bytes)
  }

  @Test(
    arguments: [
      ("sick", "weights/digits_cnn-sick.onnx", ["digits.npz"]),
      ("sine", "weights/sine_lstm-ts.onnx", ["sine.npz"]),
      ("letters", "recordings/letters.onnx", ["letters.npz"]),
      ("layers", "weights/digits_keras_cnn.keras", ["layers.npz"]),
      ("hooks", "weights/digits_cnn-ts.onnx", ["hooks.npz", "gradients.npz"]),
      ("many", "weights/digits_cnn-ts.onnx", ["digits16.npz"]),
      ("unmatched", "weights/digits_cnn-ts.onnx", ["stored.npz", "polygraphy.json"]),
    ] as [(String, String, [String])])
  func texts(name: String, model: String, files: [String]) throws {
    try expectGolden("Exporting/activity-\(name).txt", document(.text, model, files))
  }

  @Test func allRows() throws {
    try expectGolden(
      "Exporting/activity-sine-all.txt",
      document(.text, "weights/sine_lstm-ts.onnx", ["sine.npz"], showsAll: true))
  }

  @Test func errors() throws {
    try expectGolden(
      "Exporting/activity-errors.txt",
      document(.text, "weights/digits_cnn-qdq.onnx", ["quantised.npz"], against: "parent.npz"))
  }

  @Test func csv() throws {
    try expectGolden(
      "Exporting/activity-sine.csv", document(.csv, "weights/sine_lstm-ts.onnx", ["sine.npz"]))
  }
}
