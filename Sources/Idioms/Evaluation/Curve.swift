/// The graph of a function of one number, on the stretch of its input that shows its character.
///
/// The stretch is found from the values themselves, so that each function is drawn in its own measure. A function is
/// plain far from zero: it nears a straight line on either side, its asymptote. What tells it from others lies between
/// the points where it leaves them: the dip of a SiLU reaches further out than that of a GELU, a ReLU only has a bend.
///
/// Cost: steps of the program times some 800 numbers.
public struct Curve: Sendable, Equatable {
  /// The stretch of the input.
  public let inputs: ClosedRange<Double>
  /// The function's values at equal steps over ``inputs``, both ends included.
  public let values: [Double]

  /// The graph of a program, as large as to be told apart in a small frame; nil for one that looks at more than single
  /// numbers, or has no value somewhere.
  public init?(of program: ElementProgram) {
    guard !program.reduces, program.vectorCount == 0, let stretch = Self.stretch(of: program) else {
      return nil
    }
    let step = (stretch.upperBound - stretch.lowerBound) / Double(Self.steps)
    let values = program.evaluate(
      (0...Self.steps).map { stretch.lowerBound + Double($0) * step }, columns: 1)
    guard values.allSatisfy(\.isFinite) else { return nil }
    self.inputs = stretch
    self.values = values
  }

  /// So many pieces are finer than a card's pixels, and even in number, so that a bend at zero is met.
  static let steps = 240
  /// The function is looked at from minus to plus this number. Saturation of everything that is used shows there.
  private static let reach = 24.0
  /// From one look to the next: an exact fraction, so that zero and the usual bounds are met.
  private static let grain = 0.0625
  /// The function is near its asymptote where it differs by less: an inputs' unit is a few pixels wide.
  private static let nearness = 0.05
  /// The same relative to the range, where that has an end: Softsign nears its ends so slowly that less would show a step.
  private static let nearnessInRange = 0.1
  /// How much of its asymptotes is shown of a function whose range has an end, relative to what lies between them.
  private static let margin = 0.5
  /// How far a function is shown at least on both sides of zero. Where it only grows, half of what is shown of its other
  /// side is enough, and more would make a dip there too flat to be seen.
  private static let leastReach = 1.6

  private static func stretch(of program: ElementProgram) -> ClosedRange<Double>? {
    let count = Int(reach / grain)
    let points = (-count...count).map { Double($0) * grain }
    let values = program.evaluate(points, columns: 1)
    let far = program.evaluate([-256, -128, 128, 256], columns: 1)
    let left = Asymptote(far[1], at: -128, far[0], at: -256)
    let right = Asymptote(far[2], at: 128, far[3], at: 256)
    var near = nearness
    if let left, let right, left.isFlat, right.isFlat {
      near = nearnessInRange * max(abs(left.offset - right.offset), grain)
    }
    /// Where a function leaves its asymptote; zero where it has none.
    func leaves(_ asymptote: Asymptote?, _ places: some Sequence<Int>) -> Double {
      guard let asymptote else { return 0 }
      return places.first { abs(values[$0] - asymptote(points[$0])) > near }.map { points[$0] } ?? 0
    }
    let start = leaves(left, points.indices)
    let end = leaves(right, points.indices.reversed())
    guard start.isFinite, end.isFinite else { return nil }
    switch (left?.isFlat ?? false, right?.isFlat ?? false) {
    case (true, true):
      let room = max(margin * (end - start), grain)
      return min(start - room, 0)...max(end + room, 0)
    case (true, false):
      let before = max(leastReach, -1.15 * start)
      return -before...max(leastReach, before / 2, 1.6 * start)
    case (false, true):
      let after = max(leastReach, 1.15 * end)
      return -max(leastReach, after / 2, -1.6 * end)...after
    case (false, false):
      let both = max(leastReach, 1.3 * max(-start, end))
      return -both...both
    }
  }
}

/// The straight line that a function nears far from zero.
private struct Asymptote {
  private let slope: Double
  /// Its value at zero.
  let offset: Double

  /// The line through two points; nil where the function has no value there or grows faster than any line that is used.
  init?(_ near: Double, at x: Double, _ far: Double, at further: Double) {
    let slope = (far - near) / (further - x)
    guard slope.isFinite, abs(slope) < 64 else { return nil }
    self.slope = slope
    offset = near - slope * x
  }

  /// Whether the function nears a number.
  var isFlat: Bool { abs(slope) < 1e-3 }

  func callAsFunction(_ x: Double) -> Double { offset + slope * x }
}
