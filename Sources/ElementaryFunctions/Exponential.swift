/// e to a power, from sums and products only.
///
/// These are exact to the last bit by IEEE 754 on every machine, which the C library's function need not be; Swift does not
/// contract a product and a sum into one step. Relative error: under 10⁻¹⁵; results below the normal numbers are rounded to
/// the nearest one.
@inlinable
public func exponential(_ power: Double) -> Double {
  // Beyond these the result is infinite, or less than half the smallest number. A NaN is in no range.
  guard power < 709.8, power > -745.2 else { return power > 0 ? .infinity : (power < 0 ? 0 : power) }
  // The power is k ln 2 + r with |r| ≤ ½ ln 2. Adding and taking away 1.5 × 2⁵² rounds to a whole number. The first part
  // of ln 2 has 12 bits to spare, so that its product is exact.
  let k = (power * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52
  let r = (power - k * 0x1.62e42fefa38p-1) - k * 0x1.ef35793c7673p-45
  // Taylor's series to the 13th power, whose rest is below 10⁻¹⁷; even and odd powers apart, which takes half the time.
  let s = r * r
  var even: Double = s * (1 / 479_001_600) + 1 / 3_628_800
  even = even * s + 1 / 40_320
  even = even * s + 1 / 720
  even = even * s + 1 / 24
  even = even * s + 1 / 2
  var odd: Double = s * (1 / 6_227_020_800) + 1 / 39_916_800
  odd = odd * s + 1 / 362_880
  odd = odd * s + 1 / 5_040
  odd = odd * s + 1 / 120
  odd = odd * s + 1 / 6
  let value = 1 + (r + s * (even + r * odd))
  let exponent = Int(k)
  if exponent >= -1000, exponent < 1024 { return value * powerOfTwo(exponent) }
  // In two steps where the power of two is no normal number itself: only the last one rounds.
  let step = exponent < 0 ? -1000 : 1000
  return value * powerOfTwo(exponent - step) * powerOfTwo(step)
}

/// Two to a power from −1022 to 1023.
@inlinable
func powerOfTwo(_ power: Int) -> Double {
  Double(bitPattern: UInt64(truncatingIfNeeded: power + 1023) << 52)
}
