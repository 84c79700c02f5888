import TextOutput

/// Numbers and lists of them, short, for sentences and tables.
public enum FigureText {
  /// More numbers of a list are not written out.
  static let mostListed = 12

  /// A number to three digits: `0.0123`, `-4.56`, `1.2e-7`, `42`.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "∞" : "−∞" }
    guard value != 0 else { return "0" }
    let exponent = decimalExponent(abs(value))
    if exponent >= -4, exponent < 6 {
      return NumberText.rounded(value, places: max(0, 2 - exponent))
    }
    // A power of ten may not be exact as double; three digits never tell.
    var significand = value
    for _ in 0..<Swift.abs(exponent) { significand = exponent < 0 ? significand * 10 : significand / 10 }
    return NumberText.rounded(significand, places: 2) + "e" + NumberText.int(Int64(exponent))
  }

  /// The exponent of the power of ten at or below a number.
  private static func decimalExponent(_ value: Double) -> Int {
    var exponent = 0
    var rest = value
    while rest >= 9.995 { (rest, exponent) = (rest / 10, exponent + 1) }
    while rest < 0.9995 { (rest, exponent) = (rest * 10, exponent - 1) }
    return exponent
  }

  /// Numbers with commas, the first few of many; with `and`, before the last.
  public static func list(_ numbers: [Int], and: Bool = false) -> String {
    let shown = numbers.prefix(mostListed).map { NumberText.int(Int64($0)) }
    if numbers.count > shown.count { return shown.joined(separator: ", ") + ", …" }
    guard and, shown.count > 1, let last = shown.last else { return shown.joined(separator: ", ") }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
