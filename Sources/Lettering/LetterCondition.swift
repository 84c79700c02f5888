extension Lettering {
  /// In which rows a piece of the drawing is there: `e > 1`, `n ≠ c`.
  public struct Condition: Sendable, Hashable {
    /// How two numbers compare.
    public enum Relation: String, Sendable, Hashable {
      /// They are the same.
      case equal = "="
      /// The first is larger.
      case greater = ">"
      /// The first is smaller.
      case less = "<"
      /// They are not the same.
      case different = "≠"
    }

    /// The letter on the left, a place in ``Lettering/letters``.
    public let letter: Int
    /// The sign between.
    public let relation: Relation
    /// What the letter is compared with: 0, 1, a letter of a related role, or a multiple of one that is drawn.
    public let term: Term
  }

  /// The simplest relation that holds in just the rows where a piece is there; nil without one, and where it is in all
  /// rows or in none of those asked about.
  ///
  /// A comparison with 0 or 1 comes before one of two letters, that before `n ≠ 4c`; then the order of letters decides.
  /// Among numbers `e > 1` says more than `e ≠ 1`; of two letters it matters whether they are equal.
  /// A relation has to be decided in all rows, so a letter without a value in one is not compared.
  /// Cost: letters × terms × rows.
  ///
  /// - Parameter present: by row, whether the piece is there; nil for rows that are not asked about.
  public func condition(for present: [Bool?]) -> Condition? {
    guard present.count == rows, present.contains(true), present.contains(false) else { return nil }
    let constants = letters.indices.flatMap { letter in
      [0, 1].map { (letter, Term.number($0), [Condition.Relation.equal, .greater, .less, .different]) }
    }
    let others = letters.indices.flatMap { letter in
      uses.filter { isComparable(letter, with: $0.term) }
        .map { (letter, $0.term, [Condition.Relation.equal, .different, .greater, .less]) }
    }
    let pairs = others.filter { !$0.1.isCompound } + others.filter { $0.1.isCompound }
    for (letter, term, relations) in constants + pairs {
      for relation in relations {
        let condition = Condition(letter: letter, relation: relation, term: term)
        let isExact = present.indices.allSatisfy { row in
          present[row] == nil || holds(condition, row: row) == present[row]
        }
        if isExact { return condition }
      }
    }
    return nil
  }

  /// Whether a condition compares these: a later letter, or a multiple of another one, of a related role.
  private func isComparable(_ letter: Int, with term: Term) -> Bool {
    switch term {
    case .letter(let other): letter < other && letters[letter].role.isRelated(to: letters[other].role)
    case .scaled(let other, by: _, over: _):
      letter != other && letters[letter].role.isRelated(to: letters[other].role)
    default: false
    }
  }

  /// Whether a condition holds in a row; nil where a letter has no value there.
  public func holds(_ condition: Condition, row: Int) -> Bool? {
    guard let left = value(of: .letter(condition.letter), row: row),
      let right = value(of: condition.term, row: row)
    else { return nil }
    return switch condition.relation {
    case .equal: left == right
    case .greater: left > right
    case .less: left < right
    case .different: left != right
    }
  }

  /// A condition as it is drawn.
  public func text(of condition: Condition) -> [Run] {
    [name(condition.letter), Run(" \(condition.relation.rawValue) ")] + text(of: condition.term)
  }
}
