extension Lettering {
  /// What is drawn in place of a number. Letters are places in ``Lettering/letters``.
  public enum Term: Sendable, Hashable {
    /// The same number in all rows: `64`.
    case number(Int64)
    /// A letter: `c`.
    case letter(Int)
    /// A letter times a fraction in lowest terms: `4c`, `n/4`, `3c/2`.
    case scaled(Int, by: Int64, over: Int64)
    /// A factor times a letter: `e·n`.
    case product(Int, Int)
    /// A letter by another, without remainder: `h/s`.
    case quotient(Int, Int)
  }
}

extension Lettering.Term {
  /// The letters in it, in the order in which they are read.
  public var letters: [Int] {
    switch self {
    case .number: []
    case .letter(let a), .scaled(let a, by: _, over: _): [a]
    case .product(let a, let b), .quotient(let a, let b): [a, b]
    }
  }

  /// Whether it is more than a letter or a number.
  var isCompound: Bool {
    switch self {
    case .number, .letter: false
    case .scaled, .product, .quotient: true
    }
  }

  /// The same term over letters of other numbers.
  func renamed(_ name: (Int) -> Int) -> Self {
    switch self {
    case .number: self
    case .letter(let a): .letter(name(a))
    case .scaled(let a, by: let p, over: let q): .scaled(name(a), by: p, over: q)
    case .product(let a, let b): .product(name(a), name(b))
    case .quotient(let a, let b): .quotient(name(a), name(b))
    }
  }

  /// Its value over those of its letters; nil where one is missing, at an overflow, or with a remainder.
  func value(_ letter: (Int) -> Int64?) -> Int64? {
    switch self {
    case .number(let number): return number
    case .letter(let a): return letter(a)
    case .scaled(let a, by: let p, over: let q):
      return letter(a).flatMap { checkedProduct($0, p) }.flatMap { exactQuotient($0, q) }
    case .product(let a, let b):
      guard let x = letter(a), let y = letter(b) else { return nil }
      return checkedProduct(x, y)
    case .quotient(let a, let b):
      guard let x = letter(a), let y = letter(b) else { return nil }
      return exactQuotient(x, y)
    }
  }
}

/// A term that is drawn, and what it counts there.
struct LetterUse: Sendable, Hashable {
  let term: Lettering.Term
  let role: Lettering.Role
}
