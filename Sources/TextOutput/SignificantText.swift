/// Numbers of any size in a few digits.
extension NumberText {
  /// A number in so many significant digits: `0.0123`, `74,400`, `1.23×10⁻⁷`, with a true minus. From 0.0001 up to a million
  /// all places are written out, otherwise a power of ten. Zeros at the end of a fraction go.
  ///
  /// - Parameter digits: 1 to 9.
  public static func significant(_ value: Double, digits: Int = 3) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    if value == 0 { return "0" }
    let sign = value < 0 ? "−" : ""
    let (number, exponent) = decimal(of: abs(value), digits: min(max(digits, 1), 9))
    let top = exponent + min(max(digits, 1), 9) - 1
    guard (-4..<6).contains(top) else {
      let places = top - exponent
      return sign + decimal(number, places: places) + "×10" + superscript(top)
    }
    // At most nine digits at or below a million, so there are at most 12 places.
    if exponent >= 0 {
      return sign
        + decimal(number * (0..<exponent).reduce(1) { ten, _ in ten * 10 }, places: 0, isGrouped: true)
    }
    if -exponent <= 9 { return sign + decimal(number, places: -exponent, isGrouped: true) }
    let surplus = (0..<(-exponent - 9)).reduce(Int64(1)) { ten, _ in ten * 10 }
    return sign + decimal(number / surplus, places: 9)
  }

  /// The number nearest to one that has so many significant digits, 1 to 9: what differs in later digits from machine to
  /// machine is equal then.
  public static func roundedNumber(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value == 0 ? 0 : value }
    let (number, exponent) = decimal(of: abs(value), digits: min(max(digits, 1), 9))
    // One exact number by another: the quotient is the number that reads as these digits.
    let size = exponent < 0 ? Double(number) / tenPower(-exponent) : Double(number) * tenPower(exponent)
    return value < 0 ? -size : size
  }

  /// A positive finite number as a whole number of `digits` digits and a power of ten, rounded.
  static func decimal(of value: Double, digits: Int) -> (number: Int64, exponent: Int) {
    var exponent = decade(of: value) - digits + 1
    let least = tenPower(digits - 1)
    var scaled = (exponent >= 0 ? value / tenPower(exponent) : Self.scaled(value, by: -exponent)).rounded()
    // Rounded up to one digit more, or a place off where the logarithm was.
    if scaled >= least * 10 {
      scaled = (scaled / 10).rounded()
      exponent += 1
    }
    return (Int64(min(max(scaled, least), least * 10 - 1)), exponent)
  }

  /// The power of ten at or below a positive finite number.
  public static func decade(of value: Double) -> Int {
    // 1233 / 4096 is a little above the logarithm of 2; the answer is one too high at most.
    let guess = (Int(value.exponent) * 1233) >> 12
    var decade = max(guess, -324)
    while decade > -324, tenPower(decade) > value { decade -= 1 }
    while decade < 308, tenPower(decade + 1) <= value { decade += 1 }
    return decade
  }

  /// Ten to a power from -324 to 308, to the last bit; the ends for powers beyond.
  public static func tenPower(_ exponent: Int) -> Double { powers[min(max(exponent, -324), 308) + 324] }

  /// Multiplied in two steps where one would overflow.
  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    exponent <= 308 ? value * tenPower(exponent) : value * tenPower(308) * tenPower(exponent - 308)
  }

  private static let powers: [Double] = (-324...308).map { Double("1e\($0)") ?? 0 }

  /// `⁻¹²`.
  public static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(
      String(number).map { $0 == "-" ? "⁻" : digits[$0.wholeNumberValue ?? 0] })
  }
}
