/// What there is to see and to say about a function of one number: its curve with slopes, its range, where it turns, and where
/// it saturates. All of it is read off its values, so it holds for functions without a name too.
///
/// A slope is a difference of values nearby on one side of any bend, exact to about ten digits.
///
/// Cost: some ten thousand evaluations, a few milliseconds for a program of ten steps.
public struct FunctionShape: Sendable, Equatable {
  /// One point of a curve.
  public struct Point: Sendable, Equatable {
    /// The input.
    public var input: Double
    /// The value; NaN in a jump.
    public var value: Double
    /// The slope; NaN in a bend.
    public var slope: Double
  }

  /// One end of a range.
  public struct Bound: Sendable, Equatable {
    /// Where it is; an infinity where there is no end.
    public var value: Double
    /// Whether the function has this value, rather than only nearing it.
    public var isReached: Bool
  }

  /// How a function goes from left to right.
  public enum Trend: String, Sendable {
    /// It always rises.
    case rising
    /// It rises, and is level somewhere.
    case notFalling
    /// It always falls.
    case falling
    /// It falls, and is level somewhere.
    case notRising
    /// It is one number.
    case level
    /// It does both, and its ``FunctionShape/turns`` say where.
    case turning
  }

  /// The points of the curve, inputs ascending. At a bend there are three of one input: before it, a gap, and behind it.
  public let points: [Point]
  /// Where the function has no slope.
  public let bends: [FunctionBend]
  /// Where it turns.
  public let turns: [FunctionTurn]
  /// Whether it rises or falls.
  public let trend: Trend
  /// All values lie between these.
  public let least: Bound
  /// See ``least``.
  public let greatest: Bound
  /// What it goes to on the left.
  public let left: FunctionEnd
  /// What it goes to on the right.
  public let right: FunctionEnd
  /// Below this input it is saturated: see ``FunctionTuning/saturatedSlope``. Nil where it never is.
  public let saturatedBelow: Double?
  /// Above this input it is saturated.
  public let saturatedAbove: Double?

  /// Looks at a program; nil for one that looks at more than single numbers, or has no value somewhere.
  public init?(of program: ElementProgram) {
    guard let curve = Curve(of: program) else { return nil }
    let bends = FunctionBend.all(of: program)
    let course = FunctionCourse(of: program, bends: bends)
    guard course.least.isFinite, course.greatest.isFinite else { return nil }
    let extent = max(abs(course.least), abs(course.greatest))
    (left, right) = (
      FunctionEnd(of: program, isRight: false, extent: extent),
      FunctionEnd(of: program, isRight: true, extent: extent)
    )
    self.bends = bends
    turns = course.turns
    trend =
      switch (course.rises, course.falls) {
      case (true, true): .turning
      case (true, false): course.rests ? .notFalling : .rising
      case (false, true): course.rests ? .notRising : .falling
      case (false, false): .level
      }
    let ranges = FunctionRange(program, course, bends, left, right)
    (least, greatest) = (ranges.least, ranges.greatest)
    let saturation = FunctionSaturation(program, span: ranges.span)
    saturatedBelow = saturation.begin(left, isRight: false)
    saturatedAbove = saturation.begin(right, isRight: true)
    let parts = Parts(
      left: left, right: right, bends: bends, span: ranges.span, saturatedBelow: saturatedBelow,
      saturatedAbove: saturatedAbove)
    points = FunctionSlopes(program, bends).points(over: FunctionStretch(program, curve.inputs, parts).inputs)
  }

  /// What decides the stretch that is drawn.
  struct Parts {
    let left, right: FunctionEnd
    let bends: [FunctionBend]
    /// How wide the range is; nil where it has no end.
    let span: Double?
    let saturatedBelow, saturatedAbove: Double?
  }

  /// The stretch of the inputs that is drawn.
  public var inputs: ClosedRange<Double> {
    guard let first = points.first, let last = points.last, first.input <= last.input else { return 0...0 }
    return first.input...last.input
  }
}
