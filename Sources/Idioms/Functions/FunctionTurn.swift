/// A place where a function of one number stops to fall and rises, or the other way round.
public struct FunctionTurn: Sendable, Equatable {
  /// The input.
  public var input: Double
  /// The value there, less than all values near it or more.
  public var value: Double
  /// Whether it is less.
  public var isLeast: Bool
}

/// Where a function rises and falls, as far as it is looked at.
struct FunctionCourse {
  /// Its turns, ascending; the first of many.
  private(set) var turns: [FunctionTurn] = []
  private(set) var rises = false
  private(set) var falls = false
  /// Whether it is level somewhere.
  private(set) var rests = false
  /// The least and the greatest value that was seen.
  private(set) var least = Double.infinity
  private(set) var greatest = -Double.infinity

  /// Looks at a function within its reach.
  ///
  /// - Parameter bends: where it bends, which are looked at too.
  init(of function: ElementProgram, bends: [FunctionBend]) {
    let count = Int(FunctionTuning.reach / FunctionTuning.grain)
    let inputs = ((-count...count).map { Double($0) * FunctionTuning.grain } + bends.map(\.input)).sorted()
    let values = function.evaluate(inputs, columns: 1)
    for value in values { (least, greatest) = (min(least, value), max(greatest, value)) }
    let noise = FunctionTuning.noise * max(1, min(abs(least), abs(greatest)))
    // The direction so far, and the place that it was last seen at.
    var (direction, last) = (0, 0)
    for place in inputs.indices.dropFirst() {
      let change = values[place] - values[place - 1]
      let next = change > noise ? 1 : change < -noise ? -1 : 0
      if next == 0 {
        continue
      }
      if direction != 0, next != direction, turns.count < FunctionTuning.mostPlaces {
        turns.append(Self.turn(of: function, between: inputs[last - 1], inputs[place], isLeast: next > 0))
      }
      (direction, last) = (next, place)
      if next > 0 { rises = true } else { falls = true }
    }
    rests = FunctionLevels.isLevel(function, bends)
    for turn in turns { (least, greatest) = (min(least, turn.value), max(greatest, turn.value)) }
  }

  /// The least or greatest value between two inputs, by narrowing thirds.
  private static func turn(
    of function: ElementProgram, between start: Double, _ end: Double, isLeast: Bool
  ) -> FunctionTurn {
    var (low, high) = (start, end)
    let sign = isLeast ? 1.0 : -1
    for _ in 0..<60 {
      let inner = [low + (high - low) / 3, high - (high - low) / 3]
      let values = function.evaluate(inner, columns: 1)
      if sign * values[0] <= sign * values[1] { high = inner[1] } else { low = inner[0] }
    }
    let input = (low + high) / 2
    return FunctionTurn(input: input, value: function(input), isLeast: isLeast)
  }
}
