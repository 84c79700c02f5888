import Foundation
import TestSupport
import Testing

@testable import Activity

/// The figures of recorded values, against NumPy's in double precision.
@Suite struct FigureTests {
  /// Figures as `Tests/Oracles/recordings.py` records them.
  private struct Expected: Decodable {
    var shape: [Int64]
    var count, nonFinite, zeros: Int64
    var min, max, mean, std: Double?
    var quantiles: [Double]
    /// By axis: the places that are 0 throughout.
    var silent: [[Int]]
  }

  private static func expected(_ file: String) throws -> [String: Expected] {
    let all = try JSONDecoder().decode(
      [String: [String: Expected]].self, from: Data(modelBytes("recordings/figures.json")))
    return all[file] ?? [:]
  }

  @Test(arguments: [
    ("weights/digits_cnn-sick.onnx", "digits.npz"), ("weights/sine_lstm-ts.onnx", "sine.npz"),
    ("recordings/letters.onnx", "letters.npz"), ("weights/digits_keras_cnn.keras", "layers.npz"),
    ("weights/digits_cnn-ts.onnx", "hooks.npz"), ("weights/digits_cnn-ts.onnx", "gradients.npz"),
    ("weights/digits_cnn-ts.onnx", "digits16.npz"),
  ])
  func figuresAreNumPys(model: String, file: String) throws {
    let expected = try Self.expected(file)
    let values = try report(model, file).values
    #expect(values.count == expected.count && !values.isEmpty)
    for value in values {
      let name = value.array.name
      let own = try #require(expected[name])
      let found = try #require(value.statistics)
      #expect(value.array.dims == own.shape && value.value != nil && value.unread == nil, "\(name)")
      #expect(
        found.count == own.count && found.zeros == own.zeros && found.nonFinite == own.nonFinite, "\(name)")
      let range = try #require(found.range)
      let (std, mean) = (try #require(own.std), try #require(own.mean))
      #expect(isNear(range.min, own.min ?? 0, 1e-11) && isNear(range.max, own.max ?? 0, 1e-11), "\(name)")
      #expect(isNear(range.deviation, std, 1e-6), "\(name)")
      #expect(abs(range.mean - mean) <= 1e-6 * abs(mean) + 1e-9 * std, "\(name)")
      for (quantile, other) in zip(found.quantiles, own.quantiles) {
        #expect(abs(quantile - other) <= 0.01 * abs(other) + 1e-12 * std, "\(name)")
      }
      #expect(found.quantiles.count == own.quantiles.count)
      guard let axis = value.channelAxis, !value.norms.isEmpty else { continue }
      #expect(value.norms.count == Int(own.shape[axis]), "\(name)")
      #expect(value.silentChannels == own.silent[axis], "\(name)")
    }
  }

  private func isNear(_ value: Double, _ other: Double, _ slack: Double) -> Bool {
    abs(value - other) <= slack * abs(other)
  }

  /// Which values have channels at all, and how many samples there are.
  @Test func channelsAndSamples() throws {
    let digits = try report("weights/digits_cnn-ts.onnx", "digits16.npz")
    #expect(digits.samples == 16 && digits.values.allSatisfy { $0.channelAxis == 1 && $0.sampleAxis == 0 })
    let silent = digits.values.map { $0.silentChannels.count }
    #expect(silent.contains { $0 > 0 })
    let sine = try report("weights/sine_lstm-ts.onnx", "sine.npz")
    #expect(sine.value("/lstm/LSTM_output_0")?.channelAxis == 3)
    #expect(sine.value("/lstm/LSTM_output_0")?.norms.count == 24)
  }

  /// Fortran's order is another order of the same numbers.
  @Test func theOrderOfBytesIsNothing() throws {
    let model = typed("in x 2×3×2×2\nweight w 3×3×1×1\nConv x w -> y\nout y")
    let rows: [Float] = (0..<24).map { Float($0 / 4 % 3 == 1 ? 0 : $0) }
    // By column: the first axis runs fastest.
    let turned = (0..<24).map { place -> Float in
      let (n, c, h, w) = (place % 2, place / 2 % 3, place / 6 % 2, place / 12)
      return rows[((n * 3 + c) * 2 + h) * 2 + w]
    }
    let plain = try #require(scan(model, array("y", [2, 3, 2, 2], rows)).values.first)
    let column = try #require(
      scan(model, array("y", [2, 3, 2, 2], turned, isColumnMajor: true)).values.first)
    #expect(plain.silentChannels == [1] && column.silentChannels == [1])
    #expect(isNear(plain.statistics?.range?.mean ?? 0, column.statistics?.range?.mean ?? 1, 1e-12))
    for (one, other) in zip(plain.norms, column.norms) { #expect(isNear(one, other, 1e-12)) }
  }
}
