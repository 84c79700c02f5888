import Folding
import Idioms
import TextOutput

/// One function of a list: what it is, what it looks like, and where a model has it.
public struct FunctionRow: Sendable {
  /// The name in the table of idioms; nil where it is not there.
  public let name: String?
  /// The name on pictures, safe to print: `GELU`.
  public let title: String
  /// What tells it from others of its name: `tanh`.
  public let detail: String?
  /// What it computes; nil where that is not known.
  public let function: OutlineFunction?
  /// What there is to see of it; nil for what is no function of single numbers.
  public let shape: FunctionShape?
  /// Where a model has it; empty for a function asked for by name.
  public let places: [FunctionPlace]

  /// The functions of a model, those in most places first. Cost: some milliseconds a function.
  public static func rows(of report: FunctionReport) -> [FunctionRow] {
    let order = report.entries.indices.sorted {
      (report.entries[$1].places.count, $0) < (report.entries[$0].places.count, $1)
    }
    return order.map { number in
      let entry = report.entries[number]
      return FunctionRow(
        name: entry.name, title: entry.title, detail: entry.detail, function: entry.function,
        places: entry.places)
    }
  }

  /// Functions by name.
  public static func rows(of functions: [KnownFunction]) -> [FunctionRow] {
    functions.map {
      FunctionRow(
        name: FormulaTable.match($0.program)?.name, title: $0.title, detail: $0.detail,
        function: .numbers($0.program), places: [])
    }
  }

  private init(
    name: String?, title: String, detail: String?, function: OutlineFunction?, places: [FunctionPlace]
  ) {
    (self.name, self.detail, self.function, self.places) = (name, detail, function, places)
    self.title = sanitized(title, limit: 100)
    shape = if case .numbers(let program)? = function { FunctionShape(of: program) } else { nil }
  }

  /// Title and detail: `GELU tanh`.
  public var heading: String { detail.map { title + " " + $0 } ?? title }

  /// What its values lie between, as people write it: `[−0.17, ∞)`; empty where it is not known.
  public var range: String {
    if case .softmax(let isLogarithm)? = function { return isLogarithm ? "(−∞, 0)" : "(0, 1)" }
    guard let shape else { return "" }
    let (least, greatest) = (shape.least, shape.greatest)
    return (least.isReached ? "[" : "(") + Self.number(least.value) + ", " + Self.number(greatest.value)
      + (greatest.isReached ? "]" : ")")
  }

  /// How it goes: `rising`, `min −0.17 at −0.752`; of what is no function of single numbers, what it is.
  public var course: String {
    switch function {
    case .softmax(let isLogarithm)?: return isLogarithm ? "logarithms of shares" : "shares of a whole"
    case nil: return "set by stored numbers, or not said"
    case .numbers?: break
    }
    guard let shape else { return "not finite everywhere" }
    switch shape.trend {
    case .rising: return "rising"
    case .notFalling: return "rising or level"
    case .falling: return "falling"
    case .notRising: return "falling or level"
    case .level: return "one number"
    case .turning: return Self.turns(shape.turns)
    }
  }

  private static let mostTurns = 2

  private static func turns(_ turns: [FunctionTurn]) -> String {
    guard turns.count <= mostTurns else { return "rising and falling by turns" }
    return turns.map {
      ($0.isLeast ? "min " : "max ") + number($0.value) + " at " + number($0.input)
    }.joined(separator: ", ")
  }

  /// A number as lists show it: three digits, and zero for what is none but for rounding.
  public static func number(_ value: Double) -> String {
    NumberText.significant(abs(value) < 1e-9 ? 0 : value, digits: 3)
  }
}
