import FoldoutKit
import TestSupport
import Testing

@testable import Weights

/// The last digit of a figure does not depend on how many threads there are.
@Suite struct WorkerTests {
  @Test(arguments: ["scaled.onnx", "external.onnx", "digits_cnn-sick.onnx", "sine_keras_lstm.keras"])
  func anyNumberOfWorkers(file: String) throws {
    let one = try Self.text(weights(file, width: 1))
    for width in [2, 5] { #expect(try Self.text(weights(file, width: width)) == one) }
  }

  /// All that is known, with numbers to the last bit; NaN is like NaN.
  static func text(_ report: WeightReport) -> [String] {
    report.tensors.map {
      "\($0.stored.name) \(String(describing: $0.statistics)) \(String(describing: $0.dequantized)) "
        + "\(String(describing: $0.channels)) \(String(describing: $0.unread))"
    } + report.findings.map { "\($0)" }
  }

  @Test func progressGrowsToAll() throws {
    var options = ScanOptions()
    let told = Told()
    options.progress = { done, all in told.values.append((done, all)) }
    options.width = 3
    let report = try WeightFile(path: modelPath("weights/external.onnx")).report(options)
    #expect(told.values.count == report.tensors.count)
    #expect(told.values.map(\.0) == told.values.map(\.0).sorted())
    #expect(told.values.last.map { $0.0 == $0.1 } == true)
  }

  @Test func onlyTheTensorsAskedFor() throws {
    var options = ScanOptions()
    options.includes = { $0.name == "halves" }
    let report = try WeightFile(path: modelPath("weights/external.onnx")).report(options)
    #expect(report.tensors.map(\.stored.name) == ["halves"])
  }
}

/// What progress was told. (Unchecked: it is told one at a time.)
private final class Told: @unchecked Sendable {
  var values: [(Int64, Int64)] = []
}
