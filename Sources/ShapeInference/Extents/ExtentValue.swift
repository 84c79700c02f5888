/// The value of an extent for given sizes.
extension Extent {
  /// The number that it is when names have these sizes; nil where one is missing, or the number is not known or too large.
  ///
  /// Expressions are bounded in size and depth (``InferenceLimits``), so this is too.
  func value(at sizes: [String: Int64]) -> Int64? {
    switch self {
    case .known(let value): value
    case .symbolic(let expression): expression.value(at: sizes)
    case .unknown: nil
    }
  }
}

extension Expression {
  /// The same for an expression.
  func value(at sizes: [String: Int64]) -> Int64? {
    var sum = Extent.known(0)
    for term in terms {
      var product = Extent.known(term.coefficient)
      for factor in term.factors {
        guard let value = factor.value(at: sizes) else { return nil }
        product = product * .known(value)
      }
      sum = sum + product
    }
    return sum.value
  }
}

extension Atom {
  /// The same for an atom.
  func value(at sizes: [String: Int64]) -> Int64? {
    switch form {
    case .name: return sizes[text]
    case .quotient(let numerator, let divisor):
      guard let above = numerator.value(at: sizes), let below = divisor.value(at: sizes) else { return nil }
      return Extent.known(above).floorDivided(by: .known(below)).value
    case .minimum(let a, let b):
      guard let first = a.value(at: sizes), let second = b.value(at: sizes) else { return nil }
      return min(first, second)
    case .opaque: return nil
    }
  }
}
