/// The patterns of all rows as one flat list, in which operators, idioms and operands are numbers: what a search walks over.
public struct PatternTable: Sendable, Equatable {
  /// One pattern.
  public struct Entry: Sendable, Equatable {
    /// The form of a pattern, as ``Pattern`` has it.
    public enum Form: Sendable, Equatable { case apply, either, value, optional, stored, scalar, anything }

    /// The form.
    public var form: Form
    /// The letter of a value.
    public var letter = 0
    /// Where the numbers of the operators or idioms, one of which it is, stand in ``PatternTable/names``.
    public var names = 0..<0
    /// Where its operands or alternatives stand in ``PatternTable/children``.
    public var children = 0..<0
    /// Whether further inputs may follow.
    public var hasRest = false
    /// Whether it may be missing.
    public var isOptional = false
    /// Whether its inputs may change places.
    public var isCommutative = false
    /// Where its conditions stand in ``PatternTable/conditions``.
    public var conditions = 0..<0
    /// The rank of a stored tensor, or -1.
    public var rank = -1
    /// The number that a constant has to be, or not a number.
    public var number = Double.nan
  }

  /// All patterns; those inside of others come before them.
  public private(set) var entries: [Entry] = []
  /// The operands and alternatives, as numbers of entries.
  public private(set) var children: [Int] = []
  /// The numbers of operators and idioms.
  public private(set) var names: [Int] = []
  /// The conditions on attributes.
  public private(set) var conditions: [Pattern.Condition] = []
  /// By row: its pattern.
  public private(set) var roots: [Int] = []
  /// By row: the numbers of the operators and idioms that may be its last.
  public private(set) var lasts: [[Int]] = []
  /// By name of an operator or idiom: its number.
  public private(set) var numbers: [String: Int] = [:]

  init(_ rows: [IdiomRow]) {
    entries.reserveCapacity(Self.usualSize)
    children.reserveCapacity(Self.usualSize)
    for row in rows {
      _ = number(of: row.name)
      roots.append(add(row.pattern))
      lasts.append(row.roots.sorted().map { number(of: $0) })
    }
  }

  /// Room for the built-in table, which has some 600 entries.
  private static let usualSize = 1_024

  private mutating func number(of name: String) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = numbers.count
    return numbers.count - 1
  }

  private mutating func add(_ patterns: [Pattern]) -> Range<Int> {
    let made = patterns.map { add($0) }
    children += made
    return (children.count - made.count)..<children.count
  }

  private mutating func add(_ pattern: Pattern) -> Int {
    var entry: Entry
    switch pattern {
    case .apply(let application):
      entry = Entry(form: .apply, names: names.count..<(names.count + application.names.count))
      for name in application.names { names.append(number(of: name)) }
      entry.children = add(application.operands)
      entry.hasRest = application.hasRest
      entry.isOptional = application.isOptional
      entry.isCommutative =
        application.operands.count == 2 && application.operands[0] != application.operands[1]
        && application.names.allSatisfy(Pattern.commutative.contains)
      entry.conditions = conditions.count..<(conditions.count + application.conditions.count)
      conditions += application.conditions
    case .either(let patterns):
      entry = Entry(form: .either)
      entry.children = add(patterns)
    case .value(let letter): entry = Entry(form: .value, letter: letter)
    case .optional(let letter): entry = Entry(form: .optional, letter: letter)
    case .stored(let letter, let rank): entry = Entry(form: .stored, letter: letter, rank: rank ?? -1)
    case .scalar(let number): entry = Entry(form: .scalar, number: number ?? .nan)
    case .anything: entry = Entry(form: .anything)
    }
    entries.append(entry)
    return entries.count - 1
  }
}
