@testable import Idioms

extension PatternTable {
  /// A row's pattern as it could be written, helpers written out: `Add(MatMul(x, W2), B1) | MatMul(x, W2)`.
  func text(of row: IdiomRow) -> String { text(of: row.pattern, row, isInside: false) }

  private func text(of number: Int, _ row: IdiomRow, isInside: Bool) -> String {
    let pattern = patterns[number]
    let parts = children[Int(pattern.children.lowerBound)..<Int(pattern.children.upperBound)].map {
      text(of: Int($0), row, isInside: pattern.form == .either)
    }
    switch pattern.form {
    case .anything: return "_"
    case .scalar: return pattern.number.isNaN ? "#" : "\(pattern.number)"
    case .value, .stored: return row.letters[Int(pattern.letter)]
    case .optional: return row.letters[Int(pattern.letter)] + "?"
    case .either: return isInside ? "(\(parts.joined(separator: " | ")))" : parts.joined(separator: " | ")
    case .apply:
      let names = names[Int(pattern.names.lowerBound)..<Int(pattern.names.upperBound)].map {
        spelled[Int($0)]
      }
      let conditions = conditions[Int(pattern.conditions.lowerBound)..<Int(pattern.conditions.upperBound)].map
      {
        $0.numbers.isEmpty ? $0.name : $0.name + "=" + $0.numbers.map(String.init).joined(separator: " ")
      }
      return names.joined(separator: "/") + (pattern.isOptional ? "?" : "") + (pattern.isOutlet ? "^" : "")
        + (conditions.isEmpty ? "" : "[\(conditions.joined(separator: ", "))]")
        + "(\((parts + (pattern.hasRest ? [".."] : [])).joined(separator: ", ")))"
    }
  }
}
