import ElementaryFunctions
import Foundation
import TestSupport
import Testing

@testable import Explaining

/// Surrogates by LIME's definitions, as scikit-learn's ridge regression fits them.
@Suite struct LimeTests {
  @Test(arguments: TableOracle.names) func tablesEqualTheOracle(_ name: String) throws {
    let oracle = try TableOracle.read()
    let known = try #require(oracle.models[name]).lime
    let model = try trees(name).model
    let medians = try DataColumns.medians(of: oracle.rows)
    for (number, row) in oracle.explained.enumerated() {
      let game = try CoalitionGame(row: row, background: [medians])
      let binary = try MaskLime(game, masks: MaskLime.all(4)).surrogate(of: model)
      let method = try GaussianLime(row: row, scale: oracle.scale, samples: oracle.samples)
      let gaussian = try method.surrogate(of: model)
      for (found, wanted) in [
        (binary, known[number].binary), (gaussian, known[number].gaussian),
      ] {
        let score = known[number].class
        #expect(difference(found.coefficients.map { $0[score] }, wanted.coefficients) < 1e-6)
        #expect(abs(found.intercepts[score] - wanted.intercept) < 1e-6)
        // scikit-learn says 0 or 1 of a score that does not vary, as rounding has it.
        let varies = wanted.coefficients.contains { abs($0) > 1e-12 }
        #expect(abs(found.explained[score] - (varies ? wanted.weighted_r2 : 0)) < 1e-5)
      }
      #expect(binary.passes == 16 && gaussian.passes == method.passes && method.passes == 1_000)
    }
  }

  /// The stored masks of a digit, with the probabilities that ONNX Runtime gives for them.
  @Test func segmentsEqualTheOracle() throws {
    let oracle = try ImageOracle.read()
    let grid = try ImageGrid(height: 8, width: 8)
    let zeros = [Double](repeating: 0, count: 64)
    let game = try CoalitionGame(row: oracle.image, background: [zeros], groups: grid.segments(4, 4))
    let masks = oracle.masks.map { mask in (0..<16).map { mask >> $0 & 1 == 1 } }
    var scores = oracle.scores[...]
    var isRight = true
    var place = 0
    let model = ScoredModel { rows in
      for row in rows {
        for pixel in 0..<64 {
          let segment = pixel / 16 * 4 + pixel % 8 / 2
          let wanted = oracle.masks[place] >> segment & 1 == 1 ? oracle.image[pixel] : 0
          isRight = isRight && row[pixel] == wanted
        }
        place += 1
      }
      defer { scores = scores.dropFirst(rows.count) }
      return scores.prefix(rows.count).map { [$0] }
    }
    let found = try MaskLime(game, masks: masks).surrogate(of: model)
    #expect(isRight && place == 1_000)
    #expect(difference(found.coefficients.map { $0[0] }, oracle.lime.coefficients) < 1e-6)
    #expect(abs(found.intercepts[0] - oracle.lime.intercept) < 1e-6)
    #expect(abs(found.explained[0] - oracle.lime.weighted_r2) < 1e-6)
  }

  /// The first numbers of SplitMix64, as its authors' program gives them.
  @Test func randomNumbersAreThoseOfSplitMix() {
    var random = SplitMix(seed: 1_234_567)
    let wanted: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect((0..<3).map { _ in random.next() } == wanted)
    var counts = [Int](repeating: 0, count: 3)
    for _ in 0..<3_000 { counts[random.below(3)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 1_000) < 100 } && random.order(50).sorted() == Array(0..<50))
  }

  @Test func drawnSamplesAreTheSameEachTime() {
    let masks = MaskLime.random(5, count: 4_000)
    #expect(masks == MaskLime.random(5, count: 4_000) && masks[0].allSatisfy { $0 })
    let kept = masks.joined().count { $0 }
    #expect(abs(Double(kept) / 20_000 - 0.5) < 0.02)
    let samples = GaussianLime.samples(2, count: 10_000).flatMap { $0 }
    #expect(abs(DataColumns.mean(samples)) < 0.02 && abs(DataColumns.deviation(samples) - 1) < 0.02)
  }

  @Test func contradictionsAreFaults() throws {
    let game = try CoalitionGame(row: [1, 2], background: [[0, 0]])
    #expect(fault("explain-samples") { _ = try MaskLime(game, masks: []) })
    #expect(fault("explain-samples") { _ = try MaskLime(game, masks: [[true]]) })
    #expect(fault("explain-features") { _ = try MaskLime.all(60) })
    #expect(fault("explain-features") { _ = try MaskLime.all(0) })
    let both = try CoalitionGame(row: [1, 2], background: [[0, 0], [1, 1]])
    #expect(fault("explain-background") { _ = try MaskLime(both, masks: [[true, false]]) })
    #expect(fault("explain-no-rows") { _ = try GaussianLime(row: [1], scale: [1], samples: []) })
    #expect(fault("explain-widths") { _ = try GaussianLime(row: [1], scale: [], samples: [[1]]) })
    #expect(fault("explain-samples") { _ = try GaussianLime(row: [.nan], scale: [1], samples: [[1]]) })
    // One sample, far away: no weight at all.
    let far = try GaussianLime(row: [1], scale: [1], samples: [[1e200]])
    #expect(fault("explain-samples") { _ = try far.surrogate(of: ScoredModel { $0 }) })
  }
}

/// What ONNX Runtime and numpy say of a digit and a network.
struct ImageOracle: Decodable {
  struct OcclusionMap: Decodable {
    var window: Int
    var stride: Int
    var baseline_value: Double
    var probability_drop: [[Double]]
    var pixel_mean_probability_drop: [[Double]]
  }
  var image: [Double]
  var probability: Double
  var occlusion: [OcclusionMap]
  /// By sample: a bit a segment.
  var masks: [Int]
  var scores: [Double]
  var lime: TableOracle.Fit

  static func read() throws -> ImageOracle {
    let data = try Data(contentsOf: URL(fileURLWithPath: fixturePath("explaining/images.json")))
    return try JSONDecoder().decode(ImageOracle.self, from: data)
  }
}
