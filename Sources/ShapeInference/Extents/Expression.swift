/// A sum of products of atoms with whole coefficients, in canonical form: terms and factors are sorted,
/// equal ones joined, zeros gone. Equal polynomials therefore compare equal.
///
/// Arithmetic is checked and its results are bounded in size: nil stands for what does not fit.
struct Expression: Sendable, Hashable {
  /// One product.
  struct Term: Sendable, Hashable {
    /// The factors, sorted by text, powers written out; empty for the constant.
    var factors: [Atom]
    var coefficient: Int64

    /// The factors' texts joined: what terms are sorted and joined by.
    var key: String { factors.count == 1 ? factors[0].text : factors.map(\.text).joined(separator: "*") }
  }

  private(set) var terms: [Term]

  /// A single atom.
  init(_ atom: Atom) { terms = [Term(factors: [atom], coefficient: 1)] }

  /// Joins terms; nil where numbers overflow or there are too many.
  init?(joining list: [Term]) {
    var joined: [Term] = []
    let sorted = list.map { ($0.key, $0) }.sorted { Self.precedes($0.0, $1.0) }
    var last: String?
    for (key, term) in sorted {
      guard key == last else {
        joined.append(term)
        last = key
        continue
      }
      let (sum, overflow) = joined[joined.count - 1].coefficient.addingReportingOverflow(term.coefficient)
      if overflow { return nil }
      joined[joined.count - 1].coefficient = sum
    }
    joined.removeAll { $0.coefficient == 0 }
    guard joined.count <= InferenceLimits.terms,
      joined.allSatisfy({ $0.factors.count <= InferenceLimits.factors })
    else {
      return nil
    }
    terms = joined
  }

  /// The constant comes last, as one would write it.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    if a.isEmpty || b.isEmpty { return !a.isEmpty }
    return a < b
  }

  /// The term without atoms, or 0.
  var constant: Int64 { terms.last.map { $0.factors.isEmpty ? $0.coefficient : 0 } ?? 0 }

  /// Whether the number can't be negative.
  var isNonnegative: Bool {
    terms.allSatisfy { $0.coefficient >= 0 && $0.factors.allSatisfy(\.isNonnegative) }
  }

  /// The sum of two.
  func adding(_ other: Expression) -> Expression? { Expression(joining: terms + other.terms) }

  /// The product of two.
  func multiplied(by other: Expression) -> Expression? {
    guard terms.count * other.terms.count <= 4 * InferenceLimits.terms else { return nil }
    var products: [Term] = []
    for a in terms {
      for b in other.terms {
        let (coefficient, overflow) = a.coefficient.multipliedReportingOverflow(by: b.coefficient)
        guard !overflow, a.factors.count + b.factors.count <= InferenceLimits.factors else { return nil }
        let factors = (a.factors + b.factors).sorted { $0.text < $1.text }
        products.append(Term(factors: factors, coefficient: coefficient))
      }
    }
    return Expression(joining: products)
  }

  /// The exact quotient by a single product, if every term is divisible.
  func divided(by divisor: Term) -> Expression? {
    guard divisor.coefficient != 0, divisor.coefficient != -1 else { return nil }
    var quotients: [Term] = []
    for term in terms {
      guard term.coefficient % divisor.coefficient == 0 else { return nil }
      var factors = term.factors
      for factor in divisor.factors {
        guard let index = factors.firstIndex(of: factor) else { return nil }
        factors.remove(at: index)
      }
      quotients.append(Term(factors: factors, coefficient: term.coefficient / divisor.coefficient))
    }
    return Expression(joining: quotients)
  }

  /// The text: `batch*12`, `H+1`.
  var text: String {
    var text = ""
    for term in terms {
      let key = term.key
      let isNegative = term.coefficient < 0
      if isNegative { text += "-" } else if !text.isEmpty { text += "+" }
      let size = term.coefficient.magnitude
      text += key.isEmpty ? String(size) : size == 1 ? key : key + "*" + String(size)
    }
    return text
  }

  /// Whether the text needs parentheses as a factor.
  var isCompound: Bool { terms.count > 1 || terms.contains { $0.coefficient < 0 } }
}
