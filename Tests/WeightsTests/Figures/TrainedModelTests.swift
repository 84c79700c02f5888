import FoldoutKit
import Foundation
import TestSupport
import Testing

@testable import Weights

/// Small models that were really trained, and what NumPy and edits of known weights say of them.
@Suite struct TrainedModelTests {
  /// The file of a model, and the oracle beside it.
  static let models = [
    ("digits_cnn-ts.onnx", "digits_cnn-ts.weights.json"),
    ("digits_cnn-sick.onnx", "digits_cnn-sick.weights.json"),
    ("digits_cnn-qdq.onnx", "digits_cnn-qdq.weights.json"),
    ("digits_cnn-fp16.onnx", "digits_cnn-fp16.weights.json"),
    ("digits_keras_cnn.keras", "digits_keras_cnn.keras_weights.json"),
    ("digits_keras_cnn.h5", "digits_keras_cnn.keras_weights.json"),
    ("sine_keras_lstm.keras", "sine_keras_lstm.keras_weights.json"),
    ("sine_lstm-ts.onnx", "sine_lstm-ts.weights.json"),
  ]

  @Test(arguments: models) func figures(model: String, oracle: String) throws {
    let expected = try tensors(oracle)
    let report = try weights(model)
    #expect(report.tensors.count == expected.count)
    for tensor in report.tensors {
      let name = tensor.stored.name
      // Keras puts the model's name before a variable's, and its cell's between.
      let key = expected.keys.first {
        $0 == name || !name.hasPrefix("/") && $0.replacing("/lstm_cell", with: "").hasSuffix("/" + name)
      }
      let figures = try #require(key.flatMap { expected[$0] }, "\(name)")
      #expect(differences(figures, tensor.statistics) == [], "\(name)")
      #expect(tensor.stored.tensor.dims == figures["shape"] as? [Int64] ?? [])
      #expect(tensor.stored.tensor.dataType.name == figures["dtype"] as? String)
      let scaled = figures["dequantised"] as? [String: Any]
      #expect((scaled == nil) == (tensor.dequantized == nil), "\(name)")
      if let scaled { #expect(differences(scaled, tensor.dequantized, rounding: 1e-6) == [], "\(name)") }
      // The columns of recurrent cells are gates, four to a unit.
      guard let channels = figures["channels"] as? [String: Any], tensor.stored.use?.role != .cells else {
        #expect(tensor.channels == nil)
        continue
      }
      #expect(tensor.channels?.axis == channels["axis"] as? Int, "\(name)")
      #expect(tensor.channels?.dead == channels["dead"] as? [Int], "\(name)")
      #expect(tensor.channels?.duplicates == channels["duplicates"] as? [[Int]], "\(name)")
      guard scaled == nil, let norms = channels["l2"] as? [Any] else { continue }
      for (own, norm) in zip(tensor.channels?.norms ?? [], norms) {
        guard let norm = norm as? Double else {
          #expect(!own.isFinite)
          continue
        }
        #expect(abs(own - norm) <= 1e-5 * norm, "\(name)")
      }
    }
  }

  /// By tensor: what the oracle says.
  private func tensors(_ oracle: String) throws -> [String: [String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(modelBytes("weights/" + oracle)))
    return try #require((object as? [String: Any])?["tensors"] as? [String: [String: Any]])
  }

  /// In words; the oracle's numbers have nine digits, its shares are of finite elements.
  private func differences(_ expected: [String: Any], _ found: TensorStatistics?, rounding: Double = 6e-9)
    -> [String]
  {
    func number(_ key: String) -> Double { expected[key] as? Double ?? .nan }
    guard let found, found.range != nil else { return ["no figures"] }
    let finite = Double(found.finite)
    let quantiles = expected["quantiles"] as? [String: Double] ?? [:]
    let figures = ExpectedFigures(
      count: Int64(number("count")), nonFinite: Int64(number("nonfinite")), zeros: Int64(number("zeros")),
      nearZero: Int64((number("share_near_zero") * finite).rounded()),
      outliers: Int64((number("share_mean_beyond_6std") * finite).rounded()), min: number("min"),
      max: number("max"), mean: number("mean"), std: number("std"),
      quantiles: ["1", "5", "25", "50", "75", "95", "99"].map { quantiles[$0] ?? .nan })
    let norm = number("l2")
    let isNorm = expected["l2"] == nil || !norm.isFinite || abs(found.norm - norm) <= 1e-6 * norm
    return figures.differences(found, rounding: rounding)
      + (isNorm ? [] : ["norm: \(found.norm), not \(norm)"])
  }

  /// Each edit of the sick model is found where it is, and nothing else.
  @Test func findingsOfTheSickModel() throws {
    let found = try weights("digits_cnn-sick.onnx").findings
    #expect(
      found.map { "\($0.code.rawValue) \($0.place)" } == [
        "nan fc2.weight", "dead-channels conv1.weight", "dead-channels conv3.weight",
        "silent-channels conv2.weight",
        "duplicate-channels conv2.weight", "outlier fc1.weight", "zeros conv3.weight",
      ])
    let texts = found.map(\.text)
    #expect(texts[0] == "NaN in fc2.weight: 1 of 320")
    #expect(texts[1] == "3 dead channels in conv1: 2, 5, 9")
    #expect(texts[3].hasPrefix("channel 4 of conv2 can hardly fire: bias −100"))
    #expect(texts[4] == "channels 3 and 7 of conv2 are equal")
    #expect(texts[5].hasPrefix("one outlier of") && texts[5].hasSuffix("σ in fc1.weight: 80"))
    #expect(texts[6] == "50 % of conv3.weight is zero")
  }

  @Test(arguments: [
    "digits_cnn-ts.onnx", "digits_cnn-fp16.onnx", "digits_keras_cnn.keras", "digits_keras_cnn.h5",
    "sine_lstm-ts.onnx", "sine_keras_lstm.keras",
  ])
  func nothingIsFoundInHealthyModels(model: String) throws {
    #expect(try weights(model).findings == [])
  }

  /// Rounding to eight bits left one channel of nothing but zeros, as the oracle says.
  @Test func findingsOfTheQuantizedModel() throws {
    let found = try weights("digits_cnn-qdq.onnx").findings.map {
      "\($0.code.rawValue) \($0.place) \($0.text)"
    }
    #expect(found == ["dead-channels conv2.weight_quantized 1 dead channel in conv2: 13"])
  }
}
