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

  /// An operator that multiplies and has no rule would make a model's total too small without a word.
  @Test func operatorsThatMultiplyHaveARuleOrNoNumber() {
    let multiplying: Set<OperatorKind> = [.convolution, .linear, .attention, .recurrent]
    for (domain, table) in [("keras", kerasTable), ("", onnxTable), ("com.microsoft", microsoftTable)] {
      table.forEachRow { name, info in
        guard multiplying.contains(info.kind), !MacRules.movesOnly.contains(name) else { return }
        let op = OperatorID(domain: domain, type: name)
        let hasRule = MacRules.table[.init(domain: domain, type: name)] != nil
        #expect(hasRule || MacRules.mayMultiply(op), "\(op.description)")
      }
    }
    #expect(MacRules.mayMultiply(OperatorID(domain: "my.own", type: "Fused")))
    #expect(MacRules.mayMultiply(OperatorID(domain: "keras", type: "MyLayer")))
    #expect(!MacRules.mayMultiply(OperatorID(domain: "", type: "Relu")))
    #expect(!MacRules.mayMultiply(OperatorID(domain: "ai.onnx.ml", type: "Scaler")))
  }

  /// No layer of Keras is told to be uncounted that has a rule.
  @Test func layersHaveARuleOrNone() {
    for name in MacRules.uncounted {
      #expect(MacRules.table[.init(domain: "keras", type: name)] == nil, "\(name)")
    }
  }
}
