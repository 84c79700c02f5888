extension Lettering {
  /// A piece of text in one style.
  public struct Run: Sendable, Hashable {
    /// The piece, not empty.
    public var text: String
    /// Whether it is a letter, which is set in italics, and not a number or a sign.
    public var isLetter: Bool

    /// Makes a piece.
    public init(_ text: String, isLetter: Bool = false) {
      self.text = text
      self.isLetter = isLetter
    }
  }

  /// A term as it is drawn: `64`, `c`, `4c`, `3c/2`, `e·n`, `h/s`.
  public func text(of term: Term) -> [Run] {
    switch term {
    case .number(let number): [Run(String(number))]
    case .letter(let a): [name(a)]
    case .scaled(let a, by: let p, over: let q):
      (p == 1 ? [] : [Run(String(p))]) + [name(a)] + (q == 1 ? [] : [Run("/" + String(q))])
    case .product(let a, let b): [name(a), Run("·"), name(b)]
    case .quotient(let a, let b): [name(a), Run("/"), name(b)]
    }
  }

  /// The name of a letter; `?` for one of another lettering.
  func name(_ letter: Int) -> Run {
    Run(letters.indices.contains(letter) ? letters[letter].name : "?", isLetter: true)
  }
}
