/// The product of two numbers; nil where it is too large.
func checkedProduct(_ a: Int64, _ b: Int64) -> Int64? {
  let (product, overflow) = a.multipliedReportingOverflow(by: b)
  return overflow ? nil : product
}

/// The quotient of two numbers; nil where there is a remainder, and for a division by zero.
func exactQuotient(_ a: Int64, _ b: Int64) -> Int64? {
  let (quotient, overflow) = a.dividedReportingOverflow(by: b)
  guard !overflow, a.remainderReportingOverflow(dividingBy: b).partialValue == 0 else { return nil }
  return quotient
}

/// A positive fraction of small numbers in lowest terms.
struct LetterFraction: Hashable {
  let numerator: Int64
  let denominator: Int64

  /// The fraction by which one number is a multiple of the other; nil where a part of it is above
  /// ``LetteringTuning/largestPart``, for zeros, and for numbers of different signs.
  init?(_ a: Int64, over b: Int64) {
    guard a != 0, b != 0, (a < 0) == (b < 0) else { return nil }
    var (divisor, rest) = (a.magnitude, b.magnitude)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    let (p, q) = (a.magnitude / divisor, b.magnitude / divisor)
    guard max(p, q) <= LetteringTuning.largestPart else { return nil }
    numerator = Int64(p)
    denominator = Int64(q)
  }

  /// The fraction by which a row of numbers is a multiple of another wherever it has a number; nil without such a one.
  ///
  /// - Parameter isPartial: whether rows where the other has none are passed over; otherwise there is no fraction.
  init?(_ values: [Int64?], over base: [Int64?], isPartial: Bool = false) {
    var found: LetterFraction?
    for case (let value?, let base?) in zip(values, base) where base != 0 {
      found = LetterFraction(value, over: base)
      break
    }
    guard let found else { return nil }
    for case (let value?, let base) in zip(values, base) {
      guard let base else {
        if isPartial { continue }
        return nil
      }
      guard found.numerator != found.denominator else {
        if value == base { continue }
        return nil
      }
      guard let a = checkedProduct(value, found.denominator), a == checkedProduct(base, found.numerator)
      else {
        return nil
      }
    }
    self = found
  }

  /// A letter times the fraction.
  func term(_ letter: Int) -> Lettering.Term {
    numerator == denominator ? .letter(letter) : .scaled(letter, by: numerator, over: denominator)
  }
}
