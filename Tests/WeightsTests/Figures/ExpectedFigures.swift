import Foundation
import TestSupport
import Testing

@testable import Weights

/// Figures as `Tests/Oracles/weights.py` records them.
struct ExpectedFigures: Decodable {
  var count, nonFinite, zeros, nearZero, outliers: Int64
  var min, max, mean, std: Double?
  var quantiles: [Double]?

  /// All of one file: by name, of tensors as stored, and of what quantised ones stand for.
  struct File: Decodable {
    var stored: [String: ExpectedFigures]
    var scaled: [String: ExpectedFigures]
  }

  /// What is recorded of a model in `Tests/Models/weights`.
  static func of(_ model: String) throws -> File {
    try JSONDecoder().decode(File.self, from: Data(modelBytes("weights/\(model).json")))
  }

  /// How figures differ from these, in words; empty where they agree: counts and limits exactly, mean and σ to 10⁻⁶,
  /// quantiles to 1 %.
  ///
  /// - Parameter rounding: how far limits may be off, relative to them: numbers that were computed are rounded.
  func differences(_ found: TensorStatistics?, rounding: Double = 0) -> [String] {
    guard let found else { return ["no figures"] }
    var faults: [String] = []
    for (name, own, other) in [
      ("count", count, found.count), ("nonFinite", nonFinite, found.nonFinite), ("zeros", zeros, found.zeros),
      ("nearZero", nearZero, found.nearZero), ("outliers", outliers, found.outliers),
    ] where own != other {
      faults.append("\(name): \(other), not \(own)")
    }
    guard let min, let max, let mean, let quantiles else {
      return found.range == nil && found.quantiles.isEmpty ? faults : faults + ["a range"]
    }
    guard let range = found.range, found.quantiles.count == quantiles.count else {
      return faults + ["no range"]
    }
    func compare(_ name: String, _ own: Double, _ other: Double, _ slack: Double) {
      if !(abs(own - other) <= slack) { faults.append("\(name): \(other), not \(own)") }
    }
    compare("min", min, range.min, rounding * abs(min))
    compare("max", max, range.max, rounding * abs(max))
    let size = Swift.max(abs(min), abs(max))
    if let std {
      compare("std", std, range.deviation, 1e-6 * std + 1e-15 * size)
      compare("mean", mean, range.mean, 1e-6 * abs(mean) + 1e-9 * std)
    } else if range.deviation.isFinite {
      faults.append("a finite σ")
    }
    for (place, own) in quantiles.enumerated() {
      compare("quantile \(place)", own, found.quantiles[place], 0.01 * abs(own) + 1e-12 * (std ?? 0))
    }
    return faults
  }
}
