/// A factor of a symbolic product that cannot be taken apart: a name of the file, or an operation on
/// expressions whose result is not a polynomial.
///
/// Atoms are canonical: the same number always has the same text, and equality is that of texts.
final class Atom: Sendable, Hashable {
  /// Its structure.
  enum Form: Sendable {
    /// A name such as `batch`. Stands for a number from 0.
    case name
    /// A quotient rounded down.
    case quotient(Expression, Extent)
    /// The smaller of two.
    case minimum(Extent, Extent)
    /// Anything else, known by its text alone.
    case opaque(isNonnegative: Bool)
  }

  let text: String
  let form: Form

  init(_ text: String, _ form: Form) {
    self.text = text
    self.form = form
  }

  /// Whether the number can't be negative, names being sizes.
  var isNonnegative: Bool {
    switch form {
    case .name: true
    case .quotient(let numerator, .known(let divisor)): divisor > 0 && numerator.isNonnegative
    case .quotient(let numerator, .symbolic(let divisor)): numerator.isNonnegative && divisor.isNonnegative
    case .quotient(_, .unknown): false
    case .minimum(let a, let b): a.isNonnegative && b.isNonnegative
    case .opaque(let isNonnegative): isNonnegative
    }
  }

  static func == (a: Atom, b: Atom) -> Bool { a === b || a.text == b.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
