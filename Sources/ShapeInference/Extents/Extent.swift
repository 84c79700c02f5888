import ModelGraph
import ShapeMath

/// A whole number that may be symbolic: a dim, or an element of a small integer tensor.
enum Extent: Sendable, Hashable {
  case known(Int64)
  /// Never constant: an expression that turns out constant is ``known(_:)``.
  case symbolic(Expression)
  case unknown

  /// The number, if it is one.
  var value: Int64? {
    if case .known(let value) = self { value } else { nil }
  }

  /// Whether it is known or symbolic.
  var isDetermined: Bool { self != .unknown }

  /// A name of the file.
  static func name(_ text: String) -> Extent {
    guard !text.isEmpty, text.utf8.count <= InferenceLimits.atomBytes else { return .unknown }
    return .symbolic(Expression(Atom(text, .name)))
  }

  /// Whether it can't be negative.
  var isNonnegative: Bool {
    switch self {
    case .known(let value): value >= 0
    case .symbolic(let expression): expression.isNonnegative
    case .unknown: false
    }
  }

  /// As a dim of the model.
  var dim: Dim {
    switch self {
    case .known(let size): .known(size)
    case .symbolic(let expression): .symbol(expression.text)
    case .unknown: .unknown
    }
  }

  /// The text as part of a product or quotient.
  fileprivate var factorText: String {
    switch self {
    case .known(let value): String(value)
    case .symbolic(let expression): expression.isCompound ? "(\(expression.text))" : expression.text
    case .unknown: "?"
    }
  }

  private var text: String { dim.text }

  private var expression: Expression? {
    switch self {
    case .known(let value): Expression(joining: [.init(factors: [], coefficient: value)])
    case .symbolic(let expression): expression
    case .unknown: nil
    }
  }

  private init(_ expression: Expression?) {
    guard let expression else {
      self = .unknown
      return
    }
    if expression.terms.allSatisfy({ $0.factors.isEmpty }) {
      self = .known(expression.constant)
    } else {
      self = .symbolic(expression)
    }
  }

  private static func atom(_ text: String, _ form: Atom.Form) -> Extent {
    text.utf8.count <= InferenceLimits.atomBytes ? .symbolic(Expression(Atom(text, form))) : .unknown
  }

  // MARK: Arithmetic; what overflows is unknown

  static func + (a: Extent, b: Extent) -> Extent {
    if case .known(let x) = a, case .known(let y) = b {
      let (sum, overflow) = x.addingReportingOverflow(y)
      return overflow ? .unknown : .known(sum)
    }
    if b == .known(0) { return a }
    guard let x = a.expression, let y = b.expression else { return .unknown }
    return Extent(x.adding(y))
  }

  static func - (a: Extent, b: Extent) -> Extent { a == b && a.isDetermined ? .known(0) : a + b * .known(-1) }

  static func * (a: Extent, b: Extent) -> Extent {
    if case .known(let x) = a, case .known(let y) = b {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      return overflow ? .unknown : .known(product)
    }
    if a == .known(0) || b == .known(0) { return .known(0) }
    if a == .known(1) { return b }
    if b == .known(1) { return a }
    guard let x = a.expression, let y = b.expression else { return .unknown }
    return Extent(x.multiplied(by: y))
  }

  static func + (a: Extent, b: Int64) -> Extent { a + .known(b) }
  static func - (a: Extent, b: Int64) -> Extent { a - .known(b) }
  static func * (a: Extent, b: Int64) -> Extent { a * .known(b) }

  /// The quotient rounded down. A symbolic divisor is taken to be positive.
  func floorDivided(by divisor: Extent) -> Extent {
    if divisor == .known(1) { return self }
    switch (self, divisor) {
    case (.unknown, _), (_, .unknown), (_, .known(0)): return .unknown
    case (.known(let x), .known(let y)):
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      if overflow { return .unknown }
      return .known(x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient)
    case (.known(0), _): return .known(0)
    case (.known, .symbolic): return quotientAtom(by: divisor)
    case (.symbolic(let expression), .known(let y)):
      return y > 0 ? Self.floorDivide(expression, by: y) : .unknown
    case (.symbolic(let expression), .symbolic(let other)):
      if expression == other { return .known(1) }
      if other.terms.count == 1, let exact = expression.divided(by: other.terms[0]) { return Extent(exact) }
      return quotientAtom(by: divisor)
    }
  }

  /// The quotient rounded up. A symbolic divisor is taken to be positive.
  func ceilDivided(by divisor: Extent) -> Extent {
    if divisor == .known(1) { return self }
    if case .known(let y) = divisor, y <= 0 { return .unknown }
    return (self + divisor - 1).floorDivided(by: divisor)
  }

  /// The remainder of a division that rounds down.
  func remainder(by divisor: Extent) -> Extent {
    if case .known(let x) = self, case .known(let y) = divisor {
      guard y != 0, y != -1 else { return y == -1 ? .known(0) : .unknown }
      let rest = x % y
      return .known(rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest)
    }
    let quotient = floorDivided(by: divisor)
    let rest = self - quotient * divisor
    if case .known = rest { return rest }
    guard isDetermined, divisor.isDetermined else { return .unknown }
    return Self.atom("(\(text)%\(divisor.factorText))", .opaque(isNonnegative: divisor.isNonnegative))
  }

  /// Takes out of a quotient what is divisible, joins nested quotients, and keeps the constant below the
  /// divisor, so that `(H-1)//2+1` and `(H+1)//2` are the same.
  private static func floorDivide(_ expression: Expression, by divisor: Int64) -> Extent {
    var whole: [Expression.Term] = []
    var rest: [Expression.Term] = []
    for term in expression.terms {
      var quotient = term.coefficient / divisor
      var remainder = term.coefficient % divisor
      if term.factors.isEmpty {
        if remainder < 0 {
          remainder += divisor
          quotient -= 1
        }
      } else if remainder != 0 {
        (quotient, remainder) = (0, term.coefficient)
      }
      if quotient != 0 { whole.append(.init(factors: term.factors, coefficient: quotient)) }
      if remainder != 0 { rest.append(.init(factors: term.factors, coefficient: remainder)) }
    }
    let outside = Extent(Expression(joining: whole))
    guard rest.contains(where: { !$0.factors.isEmpty }) else { return outside }
    if let nested = joinNested(rest, divisor) { return outside + nested }
    return outside + Extent(Expression(joining: rest)).quotientAtom(by: .known(divisor))
  }

  /// `((x//a)+k)//b` is `(x+k*a)//(a*b)`.
  private static func joinNested(_ rest: [Expression.Term], _ divisor: Int64) -> Extent? {
    guard rest.count <= 2, let first = rest.first, first.coefficient == 1, first.factors.count == 1,
      rest.count == 1 || rest[1].factors.isEmpty,
      case .quotient(let inner, .known(let by)) = first.factors[0].form, by > 0
    else { return nil }
    let (product, overflow) = by.multipliedReportingOverflow(by: divisor)
    if overflow { return nil }
    let constant = rest.count == 2 ? rest[1].coefficient : 0
    let numerator = Extent.symbolic(inner) + Extent.known(constant) * .known(by)
    return numerator.floorDivided(by: .known(product))
  }

  private func quotientAtom(by divisor: Extent) -> Extent {
    guard let expression else { return .unknown }
    return Self.atom("\(factorText)//\(divisor.factorText)", .quotient(expression, divisor))
  }

  // MARK: Order

  /// Whether `self >= other` for sure.
  func isAtLeast(_ other: Extent) -> Bool { (self - other).isNonnegative }

  /// The smaller of two.
  static func minimum(_ a: Extent, _ b: Extent) -> Extent {
    guard a.isDetermined, b.isDetermined else { return .unknown }
    if b.isAtLeast(a) { return a }
    if a.isAtLeast(b) { return b }
    let ordered = [a, b].sorted { $0.text < $1.text }
    return atom("min(\(ordered[0].text),\(ordered[1].text))", .minimum(ordered[0], ordered[1]))
  }

  /// The larger of two.
  static func maximum(_ a: Extent, _ b: Extent) -> Extent {
    guard a.isDetermined, b.isDetermined else { return .unknown }
    if b.isAtLeast(a) { return b }
    if a.isAtLeast(b) { return a }
    let ordered = [a, b].sorted { $0.text < $1.text }
    let isNonnegative = a.isNonnegative || b.isNonnegative
    return atom("max(\(ordered[0].text),\(ordered[1].text))", .opaque(isNonnegative: isNonnegative))
  }

  /// The product of many.
  static func product(_ list: some Sequence<Extent>) -> Extent { list.reduce(.known(1), *) }

  /// If this is the smaller of two sizes, those.
  var minimumParts: (Extent, Extent)? {
    guard case .symbolic(let expression) = self, expression.terms.count == 1,
      expression.terms[0].coefficient == 1, expression.terms[0].factors.count == 1,
      case .minimum(let a, let b) = expression.terms[0].factors[0].form
    else { return nil }
    return (a, b)
  }
}

extension Extent: Dimension {
  /// Two symbols can be broadcast if they are equal or one is 1. Where one is a minimum that the other is
  /// part of, besides a number above 1, the other is the result either way.
  func broadcast(withOpen other: Extent) -> Extent {
    for (whole, part) in [(self, other), (other, self)] {
      guard let (x, y) = whole.minimumParts else { continue }
      if x == part, let size = y.value, size > 1 { return part }
      if y == part, let size = x.value, size > 1 { return part }
    }
    return .unknown
  }
}
