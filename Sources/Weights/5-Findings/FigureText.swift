import TextOutput

/// Numbers and lists of them, short, for sentences and tables.
public enum FigureText {
  /// More numbers of a list are not written out.
  public static let mostListed = 12

  /// A number to three digits: `0.0123`, `−4.56`, `1.2×10⁻⁷`.
  public static func number(_ value: Double) -> String { NumberText.significant(value) }

  /// A share of a whole: `12.5 %`, `< 0.1 %`; empty for none.
  public static func share(_ part: Int64, _ whole: Int64) -> String {
    guard part > 0, whole > 0 else { return "" }
    let share = Double(part) / Double(whole)
    return share < 0.0005 ? "< 0.1 %" : NumberText.percent(share)
  }

  /// Numbers with commas, the first few of many; with `and`, before the last.
  public static func list(_ numbers: [Int], and: Bool = false) -> String {
    let shown = numbers.prefix(mostListed).map { NumberText.int(Int64($0)) }
    if numbers.count > shown.count { return shown.joined(separator: ", ") + ", …" }
    guard and, shown.count > 1, let last = shown.last else { return shown.joined(separator: ", ") }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
