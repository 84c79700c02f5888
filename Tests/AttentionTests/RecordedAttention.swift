import Attention
import Foundation
import TestSupport

/// The attention of a trained encoder, and what numpy says about it (`Tests/Oracles/attention.py`).
struct RecordedAttention: Decodable {
  struct Figures: Decodable {
    var entropy, largest, first, itself, previous, mirrored: Double
  }

  var heads: Int
  /// By sample.
  var tokens: [[String]]
  /// By sample and layer.
  var weights: [[[Float]]]
  /// By sample, layer and head.
  var figures: [[[Figures]]]
  /// By sample, row by row.
  var rollouts: [[Double]]

  static func load() throws -> RecordedAttention {
    let data = try Data(contentsOf: URL(fileURLWithPath: fixturePath("attention.json")))
    return try JSONDecoder().decode(RecordedAttention.self, from: data)
  }

  func layers(_ sample: Int) -> [AttentionLayer] {
    weights[sample].enumerated().compactMap { number, weights in
      AttentionLayer(
        "layers.\(number)", heads: heads, queries: tokens[sample].count, keys: tokens[sample].count,
        weights: weights)
    }
  }
}
