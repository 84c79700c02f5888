/// Where a function hardly changes any more: its slope is small, and it is near the number that it goes to.
struct FunctionSaturation {
  private let program: ElementProgram
  /// How near to its limit a saturated function is.
  private let nearness: Double

  /// - Parameter span: how wide the range of the function is; nil where it has no end.
  init(_ program: ElementProgram, span: Double?) {
    self.program = program
    nearness = FunctionTuning.saturatedShare * (span ?? 1)
  }

  /// The input from which on outwards a function is saturated; nil where it is not, or it always is.
  func begin(_ end: FunctionEnd, isRight: Bool) -> Double? {
    guard let limit = end.limit else { return nil }
    let sign = isRight ? 1.0 : -1
    var outer = FunctionTuning.reach
    while !holds(sign * outer, limit) {
      outer *= 2
      guard outer <= FunctionTuning.farthest else { return nil }
    }
    // Inwards from a place where it holds, until it does not.
    var inner = outer - FunctionTuning.grain
    while holds(sign * inner, limit) {
      outer = inner
      inner -= FunctionTuning.grain
      guard inner >= -FunctionTuning.farthest else { return nil }
    }
    for _ in 0..<40 {
      let middle = (inner + outer) / 2
      if holds(sign * middle, limit) { outer = middle } else { inner = middle }
    }
    let place = sign * (inner + outer) / 2
    // The slope next to a bend is measured over a small distance.
    return abs(place) < 1e-4 ? 0 : (place * 1e4).rounded() / 1e4
  }

  private func holds(_ input: Double, _ limit: Double) -> Bool {
    let step = 1e-5 * max(1, abs(input))
    let values = program.evaluate([input - step, input, input + step], columns: 1)
    return abs(values[2] - values[0]) / (2 * step) < FunctionTuning.saturatedSlope
      && abs(values[1] - limit) < nearness
  }
}
