/// What a diagram shows of weights: the figures of layers' tensors, by name.
///
/// A reference, so that options that hold it stay small; two are equal only if they are one.
public final class WeightMarks: Sendable, Equatable {
  private let report: WeightReport
  /// By name: the place of a tensor that a layer multiplies with or looks up.
  private let places: [String: Int]
  /// The largest σ of such a tensor.
  public let largestDeviation: Double

  /// Takes the figures of a report.
  public init(_ report: WeightReport) {
    self.report = report
    var places: [String: Int] = [:]
    var largest = 0.0
    for (place, tensor) in report.tensors.enumerated() {
      guard tensor.stored.use?.role.isMatrixLike == true, let range = tensor.numbers?.range else { continue }
      if places[tensor.stored.name] == nil { places[tensor.stored.name] = place }
      largest = max(largest, range.deviation)
    }
    (self.places, largestDeviation) = (places, largest)
  }

  /// The place of a layer's tensor in the report; nil for other names.
  public func place(of name: String) -> Int? { places[name] }

  /// What tensors hold together; nil of none. Cost: linear in their sketches.
  public func whole(of places: [Int]) -> WeightGroup.Whole? {
    places.isEmpty ? nil : WeightGroup(places, of: report).whole
  }

  /// Whether two are one.
  public static func == (a: WeightMarks, b: WeightMarks) -> Bool { a === b }
}
