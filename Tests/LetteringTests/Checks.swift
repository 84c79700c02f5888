import Lettering

typealias Slot = Lettering.Slot
typealias Role = Lettering.Role

extension Lettering {
  /// What is wrong: a slot that a term does not give exactly, a name that stands twice.
  func faults(_ slots: [Slot]) -> [String] {
    var faults: [String] = []
    if terms.count != slots.count { faults.append("\(terms.count) terms for \(slots.count) slots") }
    for (place, slot) in slots.enumerated() {
      for (row, value) in slot.values.enumerated() where value != nil {
        if self.value(of: terms[place], row: row) != value {
          faults.append("slot \(place) is not \(drawn(terms[place])) in row \(row)")
        }
      }
    }
    if Set(letters.map(\.name)).count < letters.count { faults.append("a name stands twice") }
    for letter in letters where letter.values.count != rows { faults.append("\(letter.name) lacks rows") }
    return faults
  }

  /// What the slots say.
  var drawnTerms: [String] { terms.map(drawn) }

  /// The table, a line a letter: `n 64 256 –`.
  var table: [String] {
    letters.map { letter in
      ([letter.name] + letter.values.map { $0.map { "\($0)" } ?? "–" }).joined(separator: " ")
    }
  }

  func drawn(_ term: Term) -> String { text(of: term).map(\.text).joined() }

  func drawn(_ condition: Condition?) -> String? { condition.map { text(of: $0).map(\.text).joined() } }

  func drawn(_ equations: [Equation]?) -> [String]? {
    equations.map { $0.map { text(of: $0).map(\.text).joined() } }
  }
}
