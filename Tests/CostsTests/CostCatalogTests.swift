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

  /// A layer that multiplies and has no rule would make a model's total too small without a word.
  @Test func layersThatMultiplyHaveARuleOrNoNumber() {
    let multiplying: Set<OperatorKind> = [.convolution, .linear, .attention, .recurrent]
    var names: [String] = []
    kerasTable.forEachRow { name, _ in names.append(name) }
    // These two only move elements.
    for name in names where name != "Fold" && name != "Unfold" {
      let op = OperatorID(domain: "keras", type: name)
      guard multiplying.contains(Operators.info(for: op).kind) else { continue }
      let hasRule = MacRules.table[.init(domain: "keras", type: name)] != nil
      #expect(hasRule != MacRules.uncounted.contains(name), "\(name)")
    }
  }
}
