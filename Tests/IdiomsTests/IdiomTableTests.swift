import Testing

@testable import Idioms

@Suite struct IdiomTableTests {
  @Test func builtInRowsCanBeRead() throws {
    let table = try PatternParser.table(IdiomTable.text)
    #expect(table.rows == Idioms.builtIn.rows)
    #expect(table.rows.count > 15)
  }

  /// Each row says what it is, and where that comes from.
  @Test func everyRowIsDocumented() {
    for facts in Idioms.builtIn.facts.values {
      #expect(facts.documentation.split(separator: ". ").count > 1, "\(facts.name): \(facts.documentation)")
    }
  }

  @Test func namesAreOneWord() {
    for name in Idioms.builtIn.facts.keys {
      #expect(name.allSatisfy { $0.isLetter || $0.isNumber }, "\(name)")
    }
    #expect(Set(Idioms.builtIn.rows.map(\.name)).isDisjoint(with: FormulaRows.all.map(\.name)))
  }

  @Test func operatorsLeadToIdioms() {
    for (type, name) in FormulaRows.operators { #expect(Idioms.builtIn.facts[name] != nil, "\(type)") }
  }
}
