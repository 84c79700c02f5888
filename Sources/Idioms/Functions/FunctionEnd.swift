/// How a function of one number behaves far from zero, on one side.
public enum FunctionEnd: Sendable, Equatable {
  /// It nears a number.
  case level(Double)
  /// It nears a straight line that is not level.
  case line(slope: Double)
  /// It grows beyond all bounds, to the side of this sign, and not like a line.
  case growing(sign: Double)
  /// It neither nears a line nor grows, as a sine does.
  case wandering

  /// The number that it nears, if it does.
  public var limit: Double? { if case .level(let value) = self { value } else { nil } }

  /// Looks at a function far out on the side of a sign.
  ///
  /// - Parameters:
  ///   - isRight: whether on the side of positive inputs.
  ///   - extent: the largest size that it has near zero; what grows gets beyond.
  init(of function: ElementProgram, isRight: Bool, extent: Double) {
    self = .wandering
    for distance in FunctionTuning.endDistances {
      let far = (isRight ? 1 : -1) * distance
      let values = function.evaluate([far / 4, far / 2, far], columns: 1)
      guard values.allSatisfy(\.isFinite) else { continue }
      self = Self.end(values, at: far, extent)
      return
    }
  }

  private static func end(_ values: [Double], at far: Double, _ extent: Double) -> FunctionEnd {
    let (near, middle, last) = (values[0], values[1], values[2])
    let size = max(1, abs(last))
    if max(abs(last - middle), abs(middle - near)) <= FunctionTuning.levelChange * size {
      return .level(last)
    }
    let (slope, before) = ((last - middle) / (far / 2), (middle - near) / (far / 4))
    if abs(slope - before) <= FunctionTuning.levelChange * abs(slope) { return .line(slope: slope) }
    if abs(last) > abs(middle), abs(middle) > abs(near), abs(last) > 1.5 * extent {
      return .growing(sign: last < 0 ? -1 : 1)
    }
    return .wandering
  }

  /// The value that it goes to on that side: a number or an infinity; nil where it goes nowhere.
  func destination(isRight: Bool) -> Double? {
    switch self {
    case .level(let value): value
    case .line(let slope): (slope > 0) == isRight ? .infinity : -.infinity
    case .growing(let sign): sign * .infinity
    case .wandering: nil
    }
  }
}
