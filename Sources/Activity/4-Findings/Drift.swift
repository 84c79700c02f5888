import TextOutput
import Weights

/// Sizes that grow or shrink steadily along the depth, by a factor that half precision would not bear.
///
/// Sizes are roots of mean squares of what layers with weights give, as logarithms; depth is their order.
func findDrift(_ context: ActivityContext) -> [ActivityFinding] {
  let values = context.report.values
  let chosen = context.layers.filter { number in
    guard let type = values[number].value?.operatorType, let size = values[number].rootMeanSquare else {
      return false
    }
    return size > 0 && weighted.contains(type)
  }
  guard chosen.count >= ActivityTuning.driftValues else { return [] }
  let sizes = chosen.compactMap { values[$0].rootMeanSquare.map { decimalLogarithm($0) } }
  guard sizes.count == chosen.count else { return [] }
  let count = Double(sizes.count)
  let (middle, mean) = ((count - 1) / 2, sizes.reduce(0, +) / count)
  var (covariance, depths, spread) = (0.0, 0.0, 0.0)
  for (depth, size) in sizes.enumerated() {
    covariance += (Double(depth) - middle) * (size - mean)
    depths += (Double(depth) - middle) * (Double(depth) - middle)
    spread += (size - mean) * (size - mean)
  }
  guard spread > 0, depths > 0 else { return [] }
  let correlation = covariance / (depths * spread).squareRoot()
  let decades = covariance / depths * (count - 1)
  guard abs(correlation) >= ActivityTuning.driftCorrelation,
    abs(decades) >= decimalLogarithm(ActivityTuning.driftRatio),
    let first = chosen.first, let last = chosen.last
  else { return [] }
  let (from, to) = (values[first].rootMeanSquare ?? 0, values[last].rootMeanSquare ?? 0)
  let text =
    "sizes \(decades > 0 ? "grow" : "shrink") along the depth, from \(FigureText.number(from)) in \(values[first].label) "
    + "to \(FigureText.number(to)) in \(values[last].label)"
  return [context.finding(.drift, last, text, mark: decades > 0 ? "grows" : "shrinks")]
}

private let weighted: Set<String> = [
  "Conv", "ConvTranspose", "Gemm", "MatMul", "Add", "FusedMatMul", "Dense", "Conv2D", "Conv1D", "Conv3D",
]

/// The decimal logarithm of a positive number, from its exponent and a series: equal on all machines.
public func decimalLogarithm(_ value: Double) -> Double {
  guard value.isFinite, value > 0 else { return value > 0 ? .infinity : -.infinity }
  // ln m = 2 artanh((m − 1) / (m + 1)), with m in [1, 2).
  let ratio = (value.significand - 1) / (value.significand + 1)
  var (power, sum) = (ratio, 0.0)
  for odd in stride(from: 1.0, to: 40, by: 2) {
    sum += power / odd
    power *= ratio * ratio
  }
  return (Double(value.exponent) * 0.693147180559945309 + 2 * sum) / 2.302585092994045684
}
