/// Numbers as a figure shows them: a true minus sign, no superfluous zeros, no locale.
enum NumberText {
  /// `−1`.
  static func int(_ value: Int64) -> String {
    value < 0 ? "−" + String(value.magnitude) : String(value)
  }

  /// The shortest digits that still mean the same 32-bit float: `0.01`, `1e−5`, `1`.
  static func float(_ value: Float) -> String {
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
