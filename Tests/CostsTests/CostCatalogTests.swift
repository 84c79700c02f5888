import ModelGraph
import Testing

@testable import Costs
@testable import OperatorCatalog

/// Operators that cost something are ones that the catalogue knows.
@Suite struct CostCatalogTests {
  @Test func everyRuleIsForAKnownOperator() {
    #expect(MacRules.table.count > 30)
    for key in MacRules.table.keys {
      let op = OperatorID(domain: key.domain, type: key.type)
      #expect(Operators.info(for: op).kind != .custom, "\(op.description)")
    }
  }
}
