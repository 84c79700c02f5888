import ModelGraph
import Testing

@testable import OperatorCatalog
@testable import ShapeInference

/// What the catalogue knows, shape inference knows too, or says that it does not.
@Suite struct RuleCatalogTests {
  /// Every operator of ONNX's domains in the catalogue; Keras's layers come with their shapes.
  private static let operators: [OperatorID] = {
    var found: [OperatorID] = []
    for table in OperatorTable.all where table.domain != "keras" {
      table.forEachRow { name, _ in found.append(OperatorID(domain: table.domain, type: name)) }
    }
    return found
  }()

  @Test func everyOperatorHasARuleOrNone() {
    let ruled = Set(RuleBook.listing.map(\.op))
    let unruled = Set(RuleBook.operatorsWithoutRule)
    let missing = Self.operators.filter { !ruled.contains($0) && !unruled.contains($0) }
    #expect(missing.map(\.description) == [])
    #expect(ruled.isDisjoint(with: unruled))
    #expect(RuleBook.operatorsWithoutRule.count == unruled.count)
  }

  @Test func everyRuleIsForAKnownOperator() {
    let known = Set(Self.operators)
    let unknown = (RuleBook.listing.map(\.op) + RuleBook.operatorsWithoutRule).filter { !known.contains($0) }
    #expect(unknown.map(\.description) == [])
  }
}
