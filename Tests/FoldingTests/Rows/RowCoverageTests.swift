import Idioms
import Testing

@testable import Idioms

/// Every row has a place that it names, and one that it nearly names.
@Suite struct RowCoverageTests {
  private static let all =
    ProductRowTests.cases + AttentionRowTests.cases + AttentionWordTests.cases + ArrangementRowTests.cases
    + ConvolutionRowTests.cases + JoinRowTests.cases + TokenRowTests.cases + CellRowTests.cases
    + UnitRowTests.cases

  @Test func everyRowIsTried() {
    let names = Set(Idioms.builtIn.rows.map(\.name)).union(ContentRows.all.map(\.name))
    let tried = Set(Self.all.map(\.row))
    #expect(names.subtracting(tried).sorted() == [])
    #expect(tried.subtracting(names).sorted() == [])
  }

  @Test func everyRowHasANearMiss() {
    let missed = Set(Self.all.filter { !$0.misses.isEmpty }.map(\.row))
    #expect(Set(Self.all.map(\.row)).subtracting(missed).sorted() == [])
  }
}
