/// One pattern: a shape of operators, as a tree from the last operator to what it reads.
///
/// Patterns stand in a ``PatternTable``, which the ranges point into; they are small, and a search copies them freely.
public struct Pattern: Sendable, Equatable {
  /// What it asks of a value.
  public enum Form: UInt8, Sendable, Equatable {
    /// That an operator or idiom of one of its names makes it, of what its operands ask for.
    case apply
    /// That one of its alternatives fits; the first that does is taken.
    case either
    /// Nothing; equal letters stand for one value.
    case value
    /// Nothing; the slot may be empty too.
    case optional
    /// That it is stored and training may change it; of so many dims, where a rank is given.
    case stored
    /// That it is a constant of one element; where a number is given, that number.
    case scalar
    /// Nothing, and no letter remembers it.
    case anything
  }

  /// A condition on an operator's attributes: `group=1`, `perm=0 2 1 3`, `depthwise`.
  public struct Condition: Sendable, Equatable {
    /// The attribute, or a word of ``Pattern/words``.
    public var name: String
    /// The numbers that it must have; empty for a word.
    public var numbers: [Int64]
  }

  /// The form.
  public var form: Form
  /// Whether further inputs may follow.
  public var hasRest = false
  /// Whether the operator may be missing, its first operand in its place: `Relu?(x)`.
  public var isOptional = false
  /// Whether what it makes may be read outside of the idiom: `TopK^(x, ..)`.
  public var isOutlet = false
  /// Whether its inputs may change places.
  public var isCommutative = false
  /// The rank of a stored tensor, or -1.
  public var rank: Int8 = -1
  /// The letter of a value.
  public var letter: Int32 = 0
  /// Where the names of the operators or idioms, one of which it is, stand in ``PatternTable/names``.
  public var names: Range<Int32> = 0..<0
  /// Where its operands or alternatives stand in ``PatternTable/children``.
  public var children: Range<Int32> = 0..<0
  /// Where its conditions stand in ``PatternTable/conditions``.
  public var conditions: Range<Int32> = 0..<0
  /// The number that a constant has to be, or not a number.
  public var number = Double.nan
  /// Which names can make a value that fits, as ``PatternTable/bit(_:)`` has them: all, where any value fits. A value
  /// without one of them need not be tried.
  public var roots: UInt64 = .max

  /// The conditions that are no attributes: a convolution that looks at each channel by itself, and one whose steps are
  /// as long as its kernel; an Einsum of queries and keys, and one of their scores and values.
  public static let words: Set<String> = ["depthwise", "patch", "scores", "weighted"]

  /// Operators whose two inputs may change places.
  public static let commutative: Set<String> = [
    "Add", "Mul", "Min", "Max", "And", "Or", "Xor", "Equal", "Sum", "Mean", "BitwiseAnd", "BitwiseOr",
  ]
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
  /// The line of its file.
  public var line: Int
  /// What it is written as, a number of ``PatternTable/patterns``.
  public var pattern: Int
  /// The number of its name.
  public var number: Int
  /// The numbers of the names that its last operator may have, ascending.
  public var lasts: [Int]
}
