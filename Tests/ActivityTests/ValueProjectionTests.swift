import Foundation
import Recordings
import TestSupport
import Testing

@testable import Activity

/// Samples of a value as points.
@Suite struct ValueProjectionTests {
  private struct Expected: Decodable {
    var x, y, variance, ratio: [Double]
  }

  @Test func principalComponentsAreNumPys() throws {
    let expected = try JSONDecoder().decode(Expected.self, from: Data(modelBytes("recordings/pca.json")))
    let value = try #require(
      try report("weights/digits_cnn-ts.onnx", "digits16.npz").value("/relu4/Relu_output_0"))
    let found = try value.projection(by: .pca)
    #expect(found.rows == Array(0..<16) && found.allRows == 16 && found.width == 32)
    for (own, other) in [(found.x, expected.x), (found.y, expected.y)] {
      let sign = own[0] * other[0] < 0 ? -1.0 : 1
      #expect(own.count == other.count)
      for (one, two) in zip(own, other) { #expect(abs(one * sign - two) < 1e-8 * 50) }
    }
    for (own, (variance, ratio)) in zip(found.variances, zip(expected.variance, expected.ratio)) {
      #expect(abs(own.variance - variance) < 1e-9 * variance && abs(own.share - ratio) < 1e-9)
    }
    #expect(found.variances.count >= 2)
  }

  @Test func neighboursAreKeptEveryTime() throws {
    let value = try #require(
      try report("weights/digits_cnn-ts.onnx", "digits16.npz").value("/relu4/Relu_output_0"))
    let (one, other) = (try value.projection(by: .tsne), try value.projection(by: .tsne))
    #expect(one.x == other.x && one.y == other.y && one.x.count == 16)
    let quality = try #require(one.quality)
    #expect(quality.divergence > 0 && quality.perplexity > 1 && quality.perplexity < 16)
  }

  @Test(arguments: [ValueProjection.Method.pca, .tsne]) func valuesWithoutOne(
    method: ValueProjection.Method
  ) {
    let model = typed("in x 4×3\nRelu x -> y\nout y")
    func refusal(_ arrays: RecordedArray...) -> NoProjection? {
      do {
        _ = try scan(model, arrays).values[0].projection(by: method)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal(counted("x", [4, 3])) == nil)
    #expect(refusal(counted("x", [1, 3])) == .oneSample && refusal(counted("x", [12])) == .oneSample)
    // t-SNE puts equal samples anywhere, and leaves out those that are not finite.
    let isStrict = method == .pca
    #expect(refusal(array("x", [4, 3], .init(repeating: 2, count: 12))) == (isStrict ? .noNumbers : nil))
    #expect(
      refusal(array("x", [4, 3], [.nan] + .init(repeating: 2, count: 11))) == (isStrict ? .noNumbers : nil))
    // Fewer numbers than its dims need.
    #expect(refusal(array("x", [4, 3], [1, 2, 3])) == .noNumbers)
    #expect(refusal(array("x", [4, 0], [])) == .noNumbers || refusal(array("x", [4, 0], [])) == .oneSample)
  }
}
