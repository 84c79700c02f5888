import TextOutput

/// A few weights that are many times as large as all others of their tensor.
func findOutliers(_ context: FindingContext) -> [WeightFinding] {
  context.matrices.compactMap { place in
    let report = context.tensors[place]
    guard let numbers = report.numbers, let range = numbers.range, range.deviation > 0,
      numbers.finite >= WeightTuning.leastForOutliers
    else { return nil }
    let far = max(abs(range.max), abs(range.min))
    let size = max(abs(range.max - range.mean), abs(range.min - range.mean)) / range.deviation
    guard size >= WeightTuning.strikingOutlier else { return nil }
    let count = numbers.sketch.count(beyond: far / WeightTuning.outlierGap)
    guard count > 0, count <= WeightTuning.mostOutliers else { return nil }
    let value = abs(range.max) >= abs(range.min) ? range.max : range.min
    let text =
      count == 1
      ? "one outlier of \(FigureText.number(size)) σ in \(report.stored.label): \(FigureText.number(value))"
      : "\(count) outliers of up to \(FigureText.number(size)) σ in \(report.stored.label)"
    return context.finding(.outlier, place, text, mark: "\(FigureText.number(size)) σ")
  }
}

/// Weights of a layer of which many are exactly 0, beside those of dead channels.
///
/// Codes of few bits are 0 by rounding: they are left out.
func findZeros(_ context: FindingContext) -> [WeightFinding] {
  context.matrices.compactMap { place in
    let report = context.tensors[place]
    guard let figures = report.statistics, report.dequantized == nil,
      report.stored.tensor.dataType.isFloatingPoint,
      (report.stored.tensor.dataType.bitWidth ?? 0) >= 16, report.constantValue == nil
    else { return nil }
    let channels = report.channels.map { Int64($0.norms.count) } ?? 1
    let dead = report.channels.map { Int64($0.norms.count { $0 == 0 }) } ?? 0
    let elsewhere = figures.zeros - figures.count / channels * dead
    let living = figures.count - figures.count / channels * dead
    guard living > 0, Double(elsewhere) >= WeightTuning.manyZeros * Double(living) else { return nil }
    let share = NumberText.percent(Double(figures.zeros) / Double(figures.count), keepsZeros: false)
    return context.finding(.zeros, place, "\(share) of \(report.stored.label) is zero", mark: "\(share) zero")
  }
}
