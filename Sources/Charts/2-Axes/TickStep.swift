import TextOutput

/// A distance between ticks that people would choose: 1, 2 or 5 times a power of ten.
struct TickStep: Equatable {
  let mantissa: Int
  let exponent: Int

  /// The distance.
  var size: Double { value(of: 1) }

  /// The distance times a whole number, the nearest to what the decimal digits say.
  func value(of count: Double) -> Double {
    let whole = count * Double(mantissa)
    return exponent < 0 ? Self.divided(whole, by: -exponent) : whole * NumberText.tenPower(exponent)
  }

  /// Divides in two steps where a power alone would be infinite.
  private static func divided(_ value: Double, by exponent: Int) -> Double {
    exponent <= 308
      ? value / NumberText.tenPower(exponent)
      : value / NumberText.tenPower(308) / NumberText.tenPower(exponent - 308)
  }

  /// The next longer step.
  var next: TickStep {
    switch mantissa {
    case 1: TickStep(mantissa: 2, exponent: exponent)
    case 2: TickStep(mantissa: 5, exponent: exponent)
    default: TickStep(mantissa: 1, exponent: exponent + 1)
    }
  }

  /// The shortest step with which a span has no more than `count` steps.
  static func fine(span: Double, atMost count: Int) -> TickStep {
    let least = max(span / Double(max(count, 1)), 1e-307)
    var step = TickStep(mantissa: 1, exponent: NumberText.decade(of: least))
    // The least step's decade is known, so three tries at most.
    while step.size < least * (1 - 1e-9) { step = step.next }
    return step
  }
}
