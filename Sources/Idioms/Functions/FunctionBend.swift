/// A place where a function has no slope: a bend as a ReLU's at zero, or a jump.
public struct FunctionBend: Sendable, Equatable {
  /// The input.
  public var input: Double
  /// Whether the value jumps, and not only the slope.
  public var isJump: Bool

  /// The bends of a function within its reach, ascending, no more than are listed.
  ///
  /// Between two looks the slopes at both ends are compared. Where they differ, the half in which they differ more is looked at,
  /// and so on: the difference of a smooth function shrinks on the way, that of a bend stays.
  ///
  /// Cost: a few evaluations for each look.
  static func all(of function: ElementProgram) -> [FunctionBend] {
    let count = Int(FunctionTuning.reach / FunctionTuning.grain)
    var found: [FunctionBend] = []
    for number in -count..<count where found.count < FunctionTuning.mostPlaces {
      let start = Double(number) * FunctionTuning.grain + FunctionTuning.shift
      if let bend = bend(of: function, in: Cell(function, start, start + FunctionTuning.grain)) {
        found.append(bend)
      }
    }
    return found
  }

  private static func bend(of function: ElementProgram, in whole: Cell) -> FunctionBend? {
    guard whole.difference > FunctionTuning.suspiciousBend * whole.size else { return nil }
    var cell = whole
    for round in 1...16 {
      let middle = (cell.start + cell.end) / 2
      let (left, right) = (Cell(function, cell.start, middle), Cell(function, middle, cell.end))
      cell = left.difference > right.difference ? left : right
      // A smooth function's difference halves each time.
      if round == 4, cell.difference < whole.difference / 4 { return nil }
    }
    guard cell.difference > FunctionTuning.leastBend * cell.size, cell.difference.isFinite else { return nil }
    let place = (cell.start + cell.end) / 2
    // Bends stand at the numbers that people write.
    let round = (place * 1e4).rounded() / 1e4
    return FunctionBend(
      input: abs(place - round) < 1e-5 ? round : place,
      isJump: cell.rise > FunctionTuning.leastJump * max(1, cell.size))
  }

  /// What is seen of a function between two inputs.
  private struct Cell {
    let start, end: Double
    /// How much the value changes.
    let rise: Double
    /// How much the slope changes, or the slopes at the ends tell too little of the way between.
    let difference: Double
    /// The size of the slopes.
    let size: Double

    init(_ function: ElementProgram, _ start: Double, _ end: Double) {
      (self.start, self.end) = (start, end)
      let step = (end - start) / 64
      let values = function.evaluate([start, start + step, end - step, end], columns: 1)
      let (left, right) = ((values[1] - values[0]) / step, (values[3] - values[2]) / step)
      let mean = (values[3] - values[0]) / (end - start)
      rise = abs(values[3] - values[0])
      difference = abs(right - left) + 2 * abs(mean - (left + right) / 2)
      size = max(1, abs(left), abs(right))
    }
  }
}
