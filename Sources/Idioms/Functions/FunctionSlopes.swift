/// The points of a function's curve, with slopes.
struct FunctionSlopes {
  private let program: ElementProgram
  private let bends: [FunctionBend]

  init(_ program: ElementProgram, _ bends: [FunctionBend]) { (self.program, self.bends) = (program, bends) }

  /// Points at equal steps over a stretch, and at each bend on both sides.
  func points(over stretch: ClosedRange<Double>) -> [FunctionShape.Point] {
    let step = (stretch.upperBound - stretch.lowerBound) / Double(FunctionTuning.steps)
    let inner = bends.filter { $0.input > stretch.lowerBound && $0.input < stretch.upperBound }
    let inputs = (0...FunctionTuning.steps).map { stretch.lowerBound + Double($0) * step }
    var points: [FunctionShape.Point] = []
    var next = 0
    for input in inputs {
      while next < inner.count, inner[next].input <= input {
        points += around(inner[next])
        next += 1
      }
      // The points of a bend stand for what is just beside it.
      if inner.contains(where: { abs($0.input - input) < FunctionTuning.slopeStep }) { continue }
      points.append(point(at: input))
    }
    return points
  }

  private func around(_ bend: FunctionBend) -> [FunctionShape.Point] {
    // Just beside a jump, so that each side has its own value.
    let gap = bend.isJump ? 1e-9 * max(1, abs(bend.input)) : 0
    let (before, behind) = (bend.input - gap, bend.input + gap)
    return [
      .init(input: bend.input, value: program(before), slope: slope(at: before, -FunctionTuning.slopeStep)),
      .init(input: bend.input, value: bend.isJump ? .nan : program(bend.input), slope: .nan),
      .init(input: bend.input, value: program(behind), slope: slope(at: behind, FunctionTuning.slopeStep)),
    ]
  }

  /// The value and the slope at an input that is no bend.
  func point(at input: Double) -> FunctionShape.Point {
    let step = FunctionTuning.slopeStep * max(1, abs(input) / 8)
    // The points of a slope lie on one side of any bend.
    let near = bends.first { abs($0.input - input) < 5 * step }
    let slope =
      if let near {
        slope(at: input, near.input > input ? -FunctionTuning.slopeStep / 8 : FunctionTuning.slopeStep / 8)
      } else {
        middleSlope(at: input, step)
      }
    return .init(input: input, value: program(input), slope: slope)
  }

  /// The slope from five points around, of fourth order (Abramowitz and Stegun, table 25.2).
  private func middleSlope(at input: Double, _ step: Double) -> Double {
    let f = program.evaluate([-2, -1, 1, 2].map { input + $0 * step }, columns: 1)
    return (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * step)
  }

  /// The slope from five points on one side, of fourth order; a step below zero looks to the left.
  private func slope(at input: Double, _ step: Double) -> Double {
    let f = program.evaluate([0, 1, 2, 3, 4].map { input + $0 * step }, columns: 1)
    return (-25 * f[0] + 48 * f[1] - 36 * f[2] + 16 * f[3] - 3 * f[4]) / (12 * step)
  }
}
