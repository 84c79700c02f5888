/// The stretch of a function's inputs that a chart shows: that of its small curve, and where saturation begins.
struct FunctionStretch {
  private(set) var inputs: ClosedRange<Double>

  init(_ program: ElementProgram, _ curve: ClosedRange<Double>, _ shape: FunctionShape.Parts) {
    let (left, right) = (shape.left, shape.right)
    if left == .wandering, right == .wandering {
      inputs = -FunctionTuning.wanderingReach...FunctionTuning.wanderingReach
      return
    }
    var low = -Self.approach(program, -curve.lowerBound, left.limit, sign: -1, shape.span)
    var high = Self.approach(program, curve.upperBound, right.limit, sign: 1, shape.span)
    low = -Self.widened(-low, to: shape.saturatedBelow.map { -$0 })
    high = Self.widened(high, to: shape.saturatedAbove)
    for bend in shape.bends {
      low = -Self.widened(-low, to: -bend.input)
      high = Self.widened(high, to: bend.input)
    }
    if right.limit == nil { high = max(high, -FunctionTuning.growingShare * low) }
    if left.limit == nil { low = min(low, -FunctionTuning.growingShare * high) }
    let step = FunctionTuning.stretchStep
    inputs = (low / step).rounded(.down) * step...(high / step).rounded(.up) * step
  }

  /// A distance from zero at which a function with a range is near the end of it: a soft cap at 50 goes on for thousands.
  private static func approach(
    _ program: ElementProgram, _ distance: Double, _ limit: Double?, sign: Double, _ span: Double?
  ) -> Double {
    guard let limit, let span else { return distance }
    var far = distance
    while far < FunctionTuning.farthest, abs(program(sign * far) - limit) > FunctionTuning.shownShare * span {
      far = max(far * 1.25, FunctionTuning.grain)
    }
    return far
  }

  /// A distance from zero with another one well inside, unless that is too far.
  private static func widened(_ distance: Double, to place: Double?) -> Double {
    guard let place, place > 0, place <= FunctionTuning.mostWidening * distance else { return distance }
    return max(distance, place * FunctionTuning.beyondPlaces)
  }
}
