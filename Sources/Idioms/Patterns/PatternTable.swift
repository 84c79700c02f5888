/// Rows of idioms with their patterns as flat lists, in which operators, idioms and operands are numbers: what a search
/// walks over.
public struct PatternTable: Sendable, Equatable {
  /// The rows, in order.
  public internal(set) var rows: [IdiomRow] = []
  /// All patterns; those inside of others come before them.
  public private(set) var patterns: [Pattern] = []
  /// The operands and alternatives, as numbers of patterns.
  public private(set) var children: [Int32] = []
  /// The numbers of operators and idioms.
  public private(set) var names: [Int32] = []
  /// The conditions on attributes.
  public private(set) var conditions: [Pattern.Condition] = []
  /// By name of an operator or idiom: its number.
  public private(set) var numbers: [String: Int] = [:]
  /// By number: the name.
  public private(set) var spelled: [String] = []
  private var isCommutative: [Bool] = []

  init() {
    patterns.reserveCapacity(Self.usualSize)
    children.reserveCapacity(Self.usualSize)
    names.reserveCapacity(Self.usualSize)
    numbers.reserveCapacity(Self.usualSize / 8)
  }

  /// Room for the built-in table.
  private static let usualSize = 2_048

  /// A set of one name, as far as 64 bits go: names that share a bit are tried for each other in vain, no more.
  public static func bit(_ name: Int) -> UInt64 { 1 << UInt64(truncatingIfNeeded: name & 63) }

  // MARK: Building

  /// The number of a name, a new one where it was not met before.
  mutating func number(of name: String) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = spelled.count
    spelled.append(name)
    isCommutative.append(Pattern.commutative.contains(name))
    return spelled.count - 1
  }

  /// Adds a pattern without children. Returns its number.
  mutating func add(_ pattern: Pattern) -> Int32 {
    patterns.append(pattern)
    return Int32(patterns.count - 1)
  }

  /// Adds alternatives, those behind a place of `list`, which are taken from it.
  mutating func addEither(_ list: inout [Int32], from start: Int) -> Int32 {
    var pattern = Pattern(form: .either, children: takeChildren(&list, from: start))
    pattern.roots = 0
    for child in children[Int(pattern.children.lowerBound)...] { pattern.roots |= patterns[Int(child)].roots }
    return add(pattern)
  }

  /// Adds an operator, its operands those behind a place of `list`, which are taken from it.
  mutating func addApply(
    _ application: Pattern, names own: [Int32], _ asked: [Pattern.Condition], _ list: inout [Int32],
    from start: Int
  ) -> Int32 {
    var pattern = application
    pattern.names = Int32(names.count)..<Int32(names.count + own.count)
    names += own
    pattern.conditions = Int32(conditions.count)..<Int32(conditions.count + asked.count)
    conditions += asked
    pattern.isCommutative =
      list.count - start == 2 && list[start] != list[start + 1] && own.allSatisfy { isCommutative[Int($0)] }
    pattern.roots = own.reduce(0) { $0 | Self.bit(Int($1)) }
    if pattern.isOptional, start < list.count { pattern.roots |= patterns[Int(list[start])].roots }
    pattern.children = takeChildren(&list, from: start)
    return add(pattern)
  }

  private mutating func takeChildren(_ list: inout [Int32], from start: Int) -> Range<Int32> {
    let first = Int32(children.count)
    children += list[start...]
    list.removeSubrange(start...)
    return first..<Int32(children.count)
  }

  /// The names that the last operator of a pattern may have, ascending; nil where it may be no operator at all.
  ///
  /// Cost: the patterns down to the last operators.
  func lasts(of pattern: Int) -> [Int]? {
    var found: Set<Int> = []
    var pending = [pattern]
    // Helpers share what they are given, so that a pattern may be met often.
    var seen: Set<Int> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      let entry = patterns[next]
      let operands = children[Int(entry.children.lowerBound)..<Int(entry.children.upperBound)]
      switch entry.form {
      case .apply:
        for name in names[Int(entry.names.lowerBound)..<Int(entry.names.upperBound)] {
          found.insert(Int(name))
        }
        if entry.isOptional, let first = operands.first { pending.append(Int(first)) }
      case .either: pending += operands.map(Int.init)
      default: return nil
      }
    }
    return found.sorted()
  }
}
