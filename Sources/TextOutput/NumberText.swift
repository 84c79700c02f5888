/// Numbers as text, by our own code: the C library's would depend on the locale.
public enum NumberText {
  // MARK: Decimals

  /// A number given in units of its last place: 125 with one place is `12.5`.
  ///
  /// - Parameters:
  ///   - places: the digits after the point, 0 to 9.
  ///   - keepsZeros: whether zeros at the end stay: `12.0` rather than `12`.
  ///   - isGrouped: whether commas stand between groups of three digits.
  public static func decimal(
    _ units: Int64, places: Int, keepsZeros: Bool = false, isGrouped: Bool = false
  ) -> String {
    var bytes: [UInt8] = []
    append(units, places: places, keepsZeros: keepsZeros, isGrouped: isGrouped, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number rounded to a decimal place, halves away from zero; `?` for one that is not finite or is too
  /// large to have such a place.
  public static func rounded(_ value: Double, places: Int, keepsZeros: Bool = false) -> String {
    let scaled = (value * Double(power(places))).rounded()
    guard scaled.isFinite, abs(scaled) < 1e16 else { return "?" }
    return decimal(Int64(scaled), places: places, keepsZeros: keepsZeros)
  }

  /// A number with at most one digit after the point, as dumps show it: `12`, `0.5`.
  public static func tenths(_ value: Double) -> String { rounded(value, places: 1) }

  /// Appends what ``decimal(_:places:keepsZeros:isGrouped:)`` returns. The minus is ASCII's.
  public static func append(
    _ units: Int64, places: Int, keepsZeros: Bool = false, isGrouped: Bool = false, to bytes: inout [UInt8]
  ) {
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    append(units.magnitude / power(places), isGrouped: isGrouped, to: &bytes)
    var rest = units.magnitude % power(places)
    guard places > 0, rest > 0 || keepsZeros else { return }
    bytes.append(UInt8(ascii: "."))
    var place = power(places) / 10
    while place > 0, rest > 0 || keepsZeros {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / place))
      rest %= place
      place /= 10
    }
  }

  private static func append(_ whole: UInt64, isGrouped: Bool, to bytes: inout [UInt8]) {
    let unit: UInt64 = isGrouped ? 1000 : 10
    guard whole >= unit else { return digits(whole, least: 1, to: &bytes) }
    append(whole / unit, isGrouped: isGrouped, to: &bytes)
    if isGrouped { bytes.append(UInt8(ascii: ",")) }
    digits(whole % unit, least: isGrouped ? 3 : 1, to: &bytes)
  }

  /// A number of at most three digits, with zeros before it.
  private static func digits(_ number: UInt64, least: Int, to bytes: inout [UInt8]) {
    if least > 2 || number > 99 { bytes.append(UInt8(ascii: "0") + UInt8(number / 100)) }
    if least > 1 || number > 9 { bytes.append(UInt8(ascii: "0") + UInt8(number / 10 % 10)) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private static func power(_ places: Int) -> UInt64 {
    (0..<min(max(places, 0), 9)).reduce(1) { power, _ in power * 10 }
  }

  // MARK: Numbers of things

  /// Digits in groups of three: `1,016`; a true minus.
  public static func grouped(_ number: Int64) -> String {
    var bytes: [UInt8] = []
    append(number.magnitude, isGrouped: true, to: &bytes)
    return (number < 0 ? "−" : "") + String(decoding: bytes, as: UTF8.self)
  }

  /// Three or four significant digits with K, M, G or T: `74.4K`. Below 1,000 all digits.
  public static func short(_ number: Int64) -> String {
    guard number >= 1000 else { return String(number) }
    var scaled = Double(number)
    for unit in ["K", "M", "G"] {
      scaled /= 1000
      if scaled < 999.95 { return rounded(scaled, places: 1, keepsZeros: true) + unit }
    }
    return rounded(scaled / 1000, places: 1, keepsZeros: true) + "T"
  }

  /// Bytes in units of 1,024: `97.5 MiB`.
  public static func bytes(_ count: Int64) -> String {
    guard count >= 1024 else { return "\(count) B" }
    var scaled = Double(count)
    for unit in ["KiB", "MiB", "GiB"] {
      scaled /= 1024
      if scaled < 1024 || unit == "GiB" {
        return decimal(Int64((scaled * 10).rounded()), places: 1, keepsZeros: true, isGrouped: true) + " "
          + unit
      }
    }
    return "\(count) B"
  }

  /// A share of a whole in percent: `12.3 %`.
  public static func percent(_ share: Double, keepsZeros: Bool = true) -> String {
    rounded((share * 1000).rounded() / 10, places: 1, keepsZeros: keepsZeros) + " %"
  }

  // MARK: Numbers in figures

  /// `−1`, with a true minus.
  public static func int(_ value: Int64) -> String {
    value < 0 ? "−" + String(value.magnitude) : String(value)
  }

  /// The shortest digits that still mean the same 32-bit float: `0.01`, `1e−5`, `1`.
  public static func float(_ value: Float) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    let text = value.description
    let parts = text.split(separator: "e", maxSplits: 1)
    var digits = parts.first.map(String.init) ?? text
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    if digits.hasPrefix("-") { digits = "−" + digits.dropFirst() }
    guard parts.count == 2, let exponent = Int64(parts[1].drop { $0 == "+" }) else { return digits }
    return digits + "e" + int(exponent)
  }
}
