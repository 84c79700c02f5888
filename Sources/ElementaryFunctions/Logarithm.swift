/// The natural logarithm, from sums, products and quotients only.
///
/// These are exact to the last bit by IEEE 754 on every machine, which the C library's logarithm need not be; Swift does not
/// contract a product and a sum into one step. Relative error: under 10⁻¹⁵. It is −∞ at 0 and not a number below.
public func naturalLogarithm(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return limitOfLogarithm(value) }
  let (exponent, half) = halfLogarithm(value)
  // The first part of ln 2 has 11 bits to spare, so that its product with an exponent is exact.
  return exponent * 0x1.62e42fefa38p-1 + (2 * half + exponent * 0x1.ef35793c7673p-45)
}

/// The decimal logarithm, from sums, products and quotients only; see ``naturalLogarithm(_:)``.
///
/// Error: under 10⁻¹⁵ of the result's size or 10⁻¹⁵.
public func decimalLogarithm(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return limitOfLogarithm(value) }
  let (exponent, half) = halfLogarithm(value)
  return exponent * 0.30102999566398120 + 2 * half * 0.43429448190325182
}

/// Where a logarithm is no finite number.
private func limitOfLogarithm(_ value: Double) -> Double {
  if value == 0 { return -.infinity }
  return value == .infinity ? value : .nan
}

/// A power of two near a value, and half the natural logarithm of what is left of it, which is between √½ and √2.
private func halfLogarithm(_ value: Double) -> (exponent: Double, half: Double) {
  var exponent = Double(value.exponent)
  var mantissa = value.significand
  if mantissa > 1.4142135623730951 {
    mantissa /= 2
    exponent += 1
  }
  // ln m = 2 artanh((m - 1) / (m + 1)); the argument is below 0.172, so twelve terms do.
  let s = (mantissa - 1) / (mantissa + 1)
  let square = s * s
  var (term, sum) = (s, 0.0)
  for odd in stride(from: 1.0, through: 23, by: 2) {
    sum += term / odd
    term *= square
  }
  return (exponent, sum)
}
