/// The range of a function's values over all inputs.
struct FunctionRange {
  let least, greatest: FunctionShape.Bound

  init(
    _ program: ElementProgram, _ course: FunctionCourse, _ bends: [FunctionBend], _ left: FunctionEnd,
    _ right: FunctionEnd
  ) {
    let ends = [left.destination(isRight: false), right.destination(isRight: true)].compactMap(\.self)
    let steady = FunctionLevels.values(program, bends)
    func bound(_ seen: Double, _ end: Double?, _ isBeyond: (Double, Double) -> Bool) -> FunctionShape.Bound {
      guard let end, end.isInfinite || isBeyond(end, seen) || abs(end - seen) <= Self.same(end) else {
        return .init(value: seen, isReached: true)
      }
      return .init(
        value: end, isReached: end.isFinite && steady.contains { abs($0 - end) <= Self.same(end) })
    }
    let (low, high) = (ends.min(), ends.max())
    let isLevel = course.least == course.greatest
    least = isLevel ? .init(value: course.least, isReached: true) : bound(course.least, low, <)
    greatest = isLevel ? least : bound(course.greatest, high, >)
  }

  /// How wide the range is; nil where it has no end.
  var span: Double? {
    let span = greatest.value - least.value
    return span.isFinite && span > 0 ? span : nil
  }

  /// Values that differ by less are one.
  private static func same(_ value: Double) -> Double { 1e-7 * max(1, abs(value)) }
}

/// Where a function has a value over and over, rather than only nearing it: beside its bends, as a ReLU, and near zero, where no
/// exponential comes so near to its limit that it would be taken for it.
enum FunctionLevels {
  /// How far from a bend is looked.
  private static let beside = 1e-3

  private static func neighbours(_ bends: [FunctionBend]) -> [Double] {
    let count = Int(FunctionTuning.nearZero / FunctionTuning.grain)
    return (-count...count).map { Double($0) * FunctionTuning.grain }
      + bends.flatMap {
        [$0.input - beside, $0.input, $0.input + beside]
      }
  }

  /// The values at places that tell.
  static func values(_ program: ElementProgram, _ bends: [FunctionBend]) -> [Double] {
    program.evaluate(neighbours(bends), columns: 1)
  }

  /// Whether the value stays the same somewhere.
  static func isLevel(_ program: ElementProgram, _ bends: [FunctionBend]) -> Bool {
    let places = neighbours(bends)
    let step = beside / 2
    let (before, behind) = (
      program.evaluate(places.map { $0 - step }, columns: 1),
      program.evaluate(places.map { $0 + step }, columns: 1)
    )
    return zip(before, zip(program.evaluate(places, columns: 1), behind)).contains {
      $0 == $1.0 && $0 == $1.1
    }
  }
}
