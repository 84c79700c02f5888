import Testing

@testable import Idioms

@Suite struct IdiomTableTests {
  @Test func builtInRowsCanBeRead() throws {
    let rows = try PatternParser.rows(of: IdiomTable.text)
    #expect(rows.count == IdiomTable.rows.count)
    #expect(rows.count > 15)
  }
}
