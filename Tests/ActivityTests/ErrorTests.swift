import Foundation
import Recordings
import TestSupport
import Testing

@testable import Activity

/// How far one recording is from another, against NumPy.
@Suite struct ErrorTests {
  private struct Expected: Decodable {
    var sqnr: Double?
    var relative, largest, cosine: Double
    var differing: Int64
  }

  /// What stands for a value of a quantised model is what the rest of it sees: the dequantised one.
  @Test func aQuantisedModelAndItsParent() throws {
    let expected = try JSONDecoder().decode(
      [String: Expected].self, from: Data(modelBytes("recordings/sqnr.json")))
    let quantised = try report("weights/digits_cnn-qdq.onnx", "quantised.npz")
    let parent = try report("weights/digits_cnn-ts.onnx", "parent.npz")
    let errors = compareActivity(quantised, with: parent)
    #expect(expected.count >= 6 && Set(errors.rows.map(\.name)) == Set(expected.keys))
    #expect(
      errors.rows.map(\.label) == [
        "image", "pool2", "relu3", "pool3", "/Flatten_output_0", "relu4", "fc2 · DequantizeLinear",
      ])
    for row in errors.rows {
      let own = try #require(expected[row.name])
      #expect(isNear(row.decibels, own.sqnr) && isNear(row.relative, own.relative), "\(row.name)")
      #expect(isNear(row.largest, own.largest) && isNear(row.cosine, own.cosine), "\(row.name)")
      #expect(row.differing == own.differing, "\(row.name)")
    }
  }

  private func isNear(_ value: Double?, _ other: Double?) -> Bool {
    guard let value, let other else { return value == nil && other == nil }
    return abs(value - other) <= 1e-9 * abs(other)
  }

  // MARK: Small ones

  private static let model = typed("in x 2×2\nweight w 2×2\nMatMul x w -> h @fc:Linear\nTanh h -> y\nout y")

  private func errors(_ own: [RecordedArray], _ reference: [RecordedArray]) -> ActivityErrors {
    compareActivity(scan(Self.model, own), with: scan(Self.model, reference))
  }

  @Test func equalOnes() {
    let row = errors([counted("h", [2, 2])], [counted("h", [2, 2])]).rows.first
    #expect(row?.decibelText == "equal" && row?.relative == 0 && row?.differing == 0 && row?.cosine == 1)
    #expect(row?.decibels == nil && row?.largest == 0 && row?.count == 4)
  }

  @Test func ratiosAreOfTheReference() {
    let row = errors([array("h", [2, 2], [3, 4, 0, 1])], [array("h", [2, 2], [3, 4, 0, 0])]).rows.first
    #expect(isNear(row?.decibels, 10 * log10(25.0)) && isNear(row?.relative, 0.2) && row?.differing == 1)
    let none = errors([array("h", [2, 2], [3, 4, 0, 1])], [array("h", [2, 2], [0, 0, 0, 0])]).rows.first
    #expect(none?.relative == nil && none?.cosine == nil && none?.decibelText == "no signal")
  }

  @Test func numbersThatAreNone() {
    let row = errors(
      [array("h", [2, 2], [.nan, .nan, 1, 2])], [array("h", [2, 2], [.nan, 1, .infinity, 2])]
    ).rows.first
    // The pair of NaN is equal, and only 2 and 2 are both finite.
    #expect(row?.differing == 2 && row?.signal == 4 && row?.noise == 0 && row?.largest == 0)
    let nothing = errors([array("h", [1, 2], [.nan, .nan])], [array("h", [1, 2], [1, 2])]).rows.first
    #expect(nothing?.largest == nil && nothing?.differing == 2)
  }

  @Test func whatIsAlone() {
    let found = errors(
      [counted("h", [2, 2]), counted("y", [3, 2]), counted("what", [2, 2])],
      [counted("fc", [2, 2]), counted("y", [2, 2])])
    // The module's name and the value's mean the same.
    #expect(found.rows.map(\.name) == ["h"] && found.alone == ["y", "what"])
  }

  @Test func gradientsAreHeldAgainstGradients() {
    let found = errors(
      [counted("h", [2, 2]), array("grad/h", [2, 2], [4, 3, 2, 1])],
      [array("h.grad", [2, 2], [4, 3, 2, 1]), counted("h", [2, 2])])
    #expect(found.rows.map(\.name) == ["h", "grad/h"] && found.rows.allSatisfy { $0.differing == 0 })
  }

  /// One order of bytes is held against the other.
  @Test func ordersMayDiffer() {
    let rows = array("h", [2, 3], [0, 1, 2, 3, 4, 5])
    let columns = array("h", [2, 3], [0, 3, 1, 4, 2, 5], isColumnMajor: true)
    #expect(errors([rows], [columns]).rows.first?.differing == 0)
    #expect(errors([columns], [rows]).rows.first?.differing == 0)
  }

  /// More numbers than are looked at in one go.
  @Test func longArrays() {
    let count = ActivityTuning.comparedNumbers * 2 + 3
    let (one, other) = ([Float](repeating: 1, count: count), [Float](repeating: 1.5, count: count))
    let row = errors([array("h", [1, Int64(count)], other)], [array("h", [1, Int64(count)], one)]).rows.first
    #expect(row?.count == Int64(count) && row?.differing == Int64(count) && row?.relative == 0.5)
  }
}
