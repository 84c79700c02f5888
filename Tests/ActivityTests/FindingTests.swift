import Recordings
import TestSupport
import Testing

@testable import Activity

/// What is worth knowing, in words, of recordings that have one thing wrong with them.
@Suite struct FindingTests {
  private static let chain = typed(
    """
    in x 2×4
    weight w 4×4
    MatMul x w -> h @one:Linear
    Tanh h -> t @two:Tanh
    Exp t -> e @three:Exp
    Neg e -> y @four:Neg
    out y
    """)

  private func codes(_ report: ActivityReport) -> [ActivityFinding.Code] { report.findings.map(\.code) }

  @Test func modelsInHealth() throws {
    #expect(try report("recordings/letters.onnx", "letters.npz").findings == [])
    #expect(try report("weights/sine_lstm-ts.onnx", "sine.npz").findings == [])
    #expect(try report("weights/digits_keras_cnn.keras", "layers.npz").findings == [])
    #expect(try report("weights/digits_cnn-ts.onnx", "hooks.npz", "gradients.npz").findings == [])
  }

  // MARK: Numbers that are none

  @Test func aTrainedModelWithNaN() throws {
    let findings = try report("weights/digits_cnn-sick.onnx", "digits.npz").findings
    #expect(findings.map(\.code) == [.nan] && findings.map(\.place) == ["logits"])
    #expect(findings.map(\.text) == ["NaN first in fc2 · Gemm: 1 of 10"])
  }

  @Test func whereNaNComesFrom() {
    let fine = ["x", "h"].map { counted($0, [2, 4]) }
    let sick = ["t", "e", "y"].map { array($0, [2, 4], [0, 1, 2, .nan, .nan, 5, 6, 7]) }
    let findings = scan(Self.chain, fine + sick).findings
    #expect(findings.map(\.code) == [.nan] && findings.map(\.values) == [[2, 3, 4]])
    #expect(findings[0].text == "NaN first in two · Tanh: 2 of 8, and in 2 values after it")
    // What was not recorded may be where it comes from.
    let few = scan(Self.chain, [counted("x", [2, 4]), sick[1], sick[2]]).findings
    #expect(few.map(\.text) == ["NaN first in three · Exp: 2 of 8, and in 1 value after it"])
    #expect(few[0].values == [1, 2])
  }

  @Test func infinities() {
    let numbers: [Float] = [0, 1, 2, .infinity, 4, 5, -.infinity, 7]
    let findings = scan(Self.chain, array("e", [2, 4], numbers)).findings
    #expect(findings.map(\.text) == ["infinity in three · Exp: 1 of 8"])
    #expect(findings.map(\.code) == [.infinite])
    // What hides keys from an attention does so on purpose.
    let hidden = numbers.map { $0 == .infinity ? -.infinity : $0 }
    #expect(scan(Self.chain, array("e", [2, 4], hidden)).findings == [])
  }

  // MARK: Layers that do little

  @Test func oneNumberThroughout() {
    let findings = scan(Self.chain, array("h", [2, 4], .init(repeating: 0.25, count: 8))).findings
    #expect(findings.map(\.code) == [.constant])
    #expect(findings.map(\.text) == ["one · MatMul gives 0.25 everywhere"])
    #expect(scan(Self.chain, array("x", [2, 4], .init(repeating: 0.25, count: 8))).findings == [])
    #expect(scan(Self.chain, array("h", [1, 1], [0.25])).findings == [])
  }

  private static let rectified = typed(
    "in x 16×3×2×2\nweight w 4×3×1×1\nConv x w -> h @conv:Conv2d\nRelu h -> r @act:ReLU\nSigmoid h -> s @gate:Sigmoid\nNeg s -> n\nSigmoid n -> o @sure:Sigmoid\nout r\nout o"
  )

  /// Channels 1 and 3 are 0.
  private func quiet(_ samples: Int, _ name: String) -> RecordedArray {
    let numbers = (0..<(samples * 16)).map { (place: Int) -> Float in
      place / 4 % 2 == 1 ? 0 : Float(place % 7 + 1)
    }
    return array(name, [Int64(samples), 4, 2, 2], numbers)
  }

  @Test func channelsThatAreDead() throws {
    let report = scan(Self.rectified, quiet(16, "r"))
    #expect(codes(report) == [.deadChannels] && report.values[0].silentChannels == [1, 3])
    #expect(report.findings.first?.text == "2 of 4 channels of act · Relu are 0 in all 16 samples: 1, 3")
    #expect(report.findings.first?.mark == "2 dead")
    // Few samples leave many channels silent, and what is not rectified is none of them.
    #expect(codes(scan(Self.rectified, quiet(15, "r"))) == [])
    #expect(codes(scan(Self.rectified, quiet(16, "h"))) == [])
    // A layer that is 0 throughout is told of once.
    #expect(codes(scan(Self.rectified, array("r", [16, 4], .init(repeating: 0, count: 64)))) == [.constant])
  }

  @Test func gatesThatAreOpenOrShut() throws {
    func gate(_ open: Int) -> ActivityReport {
      let numbers = (0..<64).map { (place: Int) -> Float in
        guard place < open else { return 0.5 + Float(place) / 1000 }
        return place % 2 == 0 ? 0.999 : 0.001
      }
      return scan(Self.rectified, array("s", [16, 4], numbers))
    }
    #expect(codes(gate(32)) == [.saturated] && codes(gate(31)) == [])
    #expect(gate(48).findings.first?.text == "75.0 % of gate · Sigmoid is at the ends of its range")
    #expect(gate(48).values[0].saturation == 0.75)
    // What goes out is meant to be sure.
    #expect(codes(scan(Self.rectified, array("o", [2, 2], [0, 1, 0.001, 0.999]))) == [])
    let ends: [Float] = [-1, 1, -0.999, 0.999, 0.99, 0, 0.5, -0.5]
    let tanh = scan(Self.chain, array("t", [2, 4], ends))
    #expect(tanh.values[0].saturation == 5 / 8.0 && codes(tanh) == [.saturated])
    #expect(scan(Self.chain, array("h", [2, 4], ends)).values[0].saturation == nil)
  }

  // MARK: Drift

  /// A stack of linear layers, each of whose outputs is so many times as large as the one before.
  private func stack(_ layers: Int, factor: Float) -> ActivityReport {
    var lines = ["in x 2×4", "weight w 4×4"]
    var arrays: [RecordedArray] = []
    var size: Float = 1
    for layer in 0..<layers {
      lines.append("MatMul \(layer == 0 ? "x" : "h\(layer - 1)") w -> h\(layer) @l\(layer):Linear")
      arrays.append(array("h\(layer)", [2, 4], [1, -2, 3, -4, 4, 3, 2, 1].map { $0 * size }))
      size *= factor
    }
    return scan(typed((lines + ["out h\(layers - 1)"]).joined(separator: "\n")), arrays)
  }

  @Test func sizesThatDrift() {
    let growing = stack(10, factor: 3)
    #expect(codes(growing) == [.drift] && growing.findings.first?.place == "h9")
    #expect(
      growing.findings.first?.text.hasPrefix("sizes grow along the depth, from 2.74 in l0 · MatMul to 5")
        == true)
    let shrinking = stack(10, factor: 0.3)
    #expect(codes(shrinking) == [.drift] && shrinking.findings.first?.text.hasPrefix("sizes shrink") == true)
    // Too little, or too few layers.
    #expect(codes(stack(10, factor: 1.5)) == [] && codes(stack(7, factor: 10)) == [])
  }

  @Test(arguments: [
    (1, 0), (10, 1), (2, 0.301029995663981), (1e-45, -45), (1.7976931348623157e308, 308.254715559916747),
  ])
  func logarithms(_ value: Double, _ logarithm: Double) {
    #expect(abs(decimalLogarithm(value) - logarithm) <= 1e-13 * max(1, abs(logarithm)))
  }

  @Test func logarithmsOfOthers() {
    #expect(decimalLogarithm(0) == -.infinity && decimalLogarithm(.infinity) == .infinity)
    #expect(abs(decimalLogarithm(.leastNonzeroMagnitude) + 323.306215343115769) < 1e-9)
  }

  // MARK: Order

  @Test func theMostSeriousComesFirst() {
    let report = scan(
      Self.chain, array("h", [2, 4], .init(repeating: 1, count: 8)),
      array("t", [2, 4], .init(repeating: 1, count: 7) + [.infinity]),
      array("y", [2, 4], .init(repeating: 1, count: 7) + [.nan]))
    #expect(codes(report) == [.nan, .infinite, .constant, .constant, .constant, .saturated])
    #expect(report.findings.allSatisfy { $0.text.last != "." })
  }

  /// Gradients are 0 for other reasons.
  @Test func gradientsAreNoLayers() {
    let report = scan(
      Self.rectified, quiet(16, "grad/r"), array("s.grad", [2, 4], .init(repeating: 0, count: 8)))
    #expect(report.findings == [])
    let sick = scan(Self.rectified, array("grad/r", [1, 4], [0, 1, .nan, 2]))
    #expect(codes(sick) == [.nan])
  }
}
