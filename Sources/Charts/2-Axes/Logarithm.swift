/// The decimal logarithm of a positive finite number, from sums, products and quotients only.
///
/// These are exact to the last bit on every machine, which the C library's logarithm need not be. Error: under 10⁻¹⁵ of the result's size or 10⁻¹⁵.
func decimalLogarithm(_ value: Double) -> Double {
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
  return exponent * 0.30102999566398120 + 2 * sum * 0.43429448190325182
}
