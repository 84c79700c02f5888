extension Lettering {
  /// What a letter is in a row that the table leaves out: `s = 1`, `n = 4c`, `h ← h/s`.
  public struct Equation: Sendable, Hashable {
    /// The letter on the left, a place in ``Lettering/letters``.
    public let letter: Int
    /// What it is.
    public let term: Term
    /// Whether the term is over the letters of the row in the table, and not over those of the row left out. The side that
    /// comes out of the first member is the side of the next: `h ← h/s`.
    public let isOfFirst: Bool
  }

  /// Equations that give all letters of rows which the table then need not have; nil where there are none.
  ///
  /// The members of a stage after the first repeat it but for a few letters. A letter without an equation is what it is
  /// for the first member. Equations are only for letters that need one, so none holds in all rows.
  /// A letter of channels or places is rather a term than a number above 1, and a term of its own row rather than of the
  /// first member's. Terms are those that the drawing has, and of a related role.
  /// Cost: letters² × terms × rows.
  ///
  /// - Parameter first: by row: the row of the member that it follows, nil for rows that stay. That row has to stay.
  /// - Returns: the equations, in an order in which none needs a later one; `values(by:from:)` applies them.
  public func equations(leavingOut first: [Int?]) -> [Equation]? {
    guard first.count == rows else { return nil }
    var pairs: [(row: Int, first: Int)] = []
    for case (let row, let first?) in first.enumerated() { pairs.append((row, first)) }
    guard pairs.allSatisfy({ first.indices.contains($0.first) && first[$0.first] == nil }) else { return nil }

    var open = letters.indices.filter { letter in
      let values = letters[letter].values
      return pairs.contains { values[$0.row] != nil && values[$0.row] != values[$0.first] }
    }
    var result: [Equation] = []
    search: while !open.isEmpty {
      for step in EquationStep.allCases {
        for letter in open {
          guard let equation = equation(for: letter, pairs, open, step) else { continue }
          result.append(equation)
          open.removeAll { $0 == letter }
          continue search
        }
      }
      return nil
    }
    return result
  }

  /// The letters of a row left out, from those of its stage's first member.
  ///
  /// - Parameter equations: those of `equations(leavingOut:)`.
  /// - Returns: by letter its value; one that the row does not need may have a value nevertheless.
  public func values(by equations: [Equation], from row: Int) -> [Int64?] {
    let first = letters.indices.map { value(of: .letter($0), row: row) }
    var result = first
    for equation in equations where result.indices.contains(equation.letter) {
      let read = equation.isOfFirst ? first : result
      result[equation.letter] = equation.term.value { read.indices.contains($0) ? read[$0] : nil }
    }
    return result
  }

  /// An equation as it is drawn. Its sign is an arrow where the term is of the first member.
  public func text(of equation: Equation) -> [Run] {
    [name(equation.letter), Run(equation.isOfFirst ? " ← " : " = ")] + text(of: equation.term)
  }
}

/// The kinds of equations, best first.
private enum EquationStep: CaseIterable { case plainNumber, ownRow, firstRow, anyNumber }

extension Lettering {
  /// An equation of one kind for a letter.
  ///
  /// - Parameter open: the letters that have no equation yet; a term of the own row does without them.
  private func equation(
    for letter: Int, _ pairs: [(row: Int, first: Int)], _ open: [Int], _ step: EquationStep
  ) -> Equation? {
    let (values, role) = (letters[letter].values, letters[letter].role)
    func equation(_ term: Term, isOfFirst: Bool = false) -> Equation? {
      let holds = pairs.allSatisfy { pair in
        values[pair.row] == nil
          || values[pair.row] == value(of: term, row: isOfFirst ? pair.first : pair.row)
      }
      return holds ? Equation(letter: letter, term: term, isOfFirst: isOfFirst) : nil
    }
    let terms = uses.lazy.filter { role.isRelated(to: $0.role) }.map(\.term)
    switch step {
    case .plainNumber, .anyNumber:
      guard let number = pairs.lazy.compactMap({ values[$0.row] }).first,
        step == .anyNumber || number == 0 || number == 1 || !role.isWidth && !role.isExtent
      else { return nil }
      return equation(.number(number))
    case .ownRow:
      return terms.filter { $0.letters.allSatisfy { !open.contains($0) } }.compactMap { equation($0) }.first
    case .firstRow:
      return terms.compactMap { equation($0, isOfFirst: true) }.first
    }
  }
}
