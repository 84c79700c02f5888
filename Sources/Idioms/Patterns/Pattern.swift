/// A shape of operators, as a tree from the last operator to what it reads.
public indirect enum Pattern: Sendable, Equatable {
  /// An operator or an idiom of that name, with what it reads.
  case apply(Application)
  /// The first pattern that fits.
  case either([Pattern])
  /// Any value; equal letters stand for one value.
  case value(letter: Int)
  /// Any value, or a slot that is left empty.
  case optional(letter: Int)
  /// A stored tensor that training may change, of so many dims; nil for any number.
  case stored(letter: Int, rank: Int?)
  /// A constant of one element; where a number is given, that number.
  case scalar(Double?)
  /// Anything, an empty slot too.
  case anything

  /// An operator with conditions and operands.
  public struct Application: Sendable, Equatable {
    /// The operator's type, or the idiom's name; any of several.
    public var names: [String]
    /// Conditions on its attributes.
    public var conditions: [Condition]
    /// What its inputs have to be, by slot.
    public var operands: [Pattern]
    /// Whether further inputs may follow.
    public var hasRest: Bool
    /// Whether it may be missing, its first operand in its place: `Relu?(x)`.
    public var isOptional: Bool
  }

  /// A condition on an operator's attributes: `group=1`, `perm=0 2 1 3`, `depthwise`.
  public struct Condition: Sendable, Equatable {
    /// The attribute, or a word of ``Pattern/words``.
    public var name: String
    /// The numbers that it must have; empty for a word.
    public var numbers: [Int64]
  }

  /// The conditions that are no attributes: a convolution that looks at each channel by itself, and one whose steps are
  /// as long as its kernel.
  public static let words: Set<String> = ["depthwise", "patch"]

  /// Operators whose two inputs may change places.
  public static let commutative: Set<String> = [
    "Add", "Mul", "Min", "Max", "And", "Or", "Xor", "Equal", "Sum", "Mean", "BitwiseAnd", "BitwiseOr",
  ]

  /// The names of operators or idioms at its root, and whether it may be no operator at all.
  var roots: (names: Set<String>, isOpen: Bool) {
    switch self {
    case .apply(let application):
      guard application.isOptional, let inner = application.operands.first?.roots else {
        return (Set(application.names), false)
      }
      return (inner.names.union(application.names), inner.isOpen)
    case .either(let patterns):
      let all = patterns.map(\.roots)
      return (all.reduce(into: []) { $0.formUnion($1.names) }, all.contains(where: \.isOpen))
    default: return ([], true)
    }
  }
}

/// One idiom: a name, and the shapes that it is written in.
public struct IdiomRow: Sendable, Equatable {
  /// The name by which other rows, `--format json` and `summary` know it: `RMSNorm`.
  public var name: String
  /// The name on pictures: `Squeeze-excite`.
  public var title: String
  /// The purpose, a name of `OperatorKind`: it decides the colour.
  public var kind: String
  /// A sentence about it.
  public var documentation: String
  /// The letters of its inputs, in order.
  public var inputs: [Int]
  /// The letters of its pattern, by number.
  public var letters: [String]
  /// What it is written as.
  public var pattern: Pattern
  /// The line of its file.
  public var line: Int
  /// The names of operators and idioms that its last operator may have.
  public var roots: Set<String>
}
