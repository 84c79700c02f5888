import TextOutput

/// Layers whose weights are all one number: nothing was learned, or all was lost.
func findConstant(_ context: FindingContext) -> [WeightFinding] {
  context.matrices.compactMap { place in
    let report = context.tensors[place]
    guard let value = report.constantValue else { return nil }
    return context.finding(
      .constant, place, "every weight of \(report.stored.label) is \(FigureText.number(value))",
      mark: "constant")
  }
}

extension TensorReport {
  /// The number that all elements are; nil where they differ or are not all finite.
  var constantValue: Double? {
    guard let numbers, numbers.nonFinite == 0, let range = numbers.range, range.min == range.max else {
      return nil
    }
    return range.min
  }
}
