/// Shares of scores, as the ONNX operator `Softmax` has them.
///
/// - Parameters:
///   - scores: the scores.
///   - takesPart: whether a score has a share; the others have 0. All have one unless said.
///
/// Cost: linear.
public func softmax(_ scores: [Double], where takesPart: (Double) -> Bool = { _ in true }) -> [Double] {
  let largest = scores.max() ?? 0
  let powers = scores.map { takesPart($0) ? exponential($0 - largest) : 0 }
  let sum = powers.reduce(0, +)
  return sum > 0 ? powers.map { $0 / sum } : powers
}
