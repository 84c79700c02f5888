import Testing

@testable import OperatorCatalog
@testable import ShapeInference

/// Operators that a converter left as its source knew them.
@Suite struct LeftoverTests {
  @Test func elementByElement() {
    #expect(types("Erfc", ["N,3"]) == ["float32 N×3"])
    #expect(types("SquaredDifference", ["N,1", "4"]) == ["float32 N×4"])
    #expect(types("Conv2DBackpropInput", ["N,3"]) == ["?"])
    #expect(types("Erfc", ["N,3"], domain: "my.domain") == ["?"])
  }

  /// What has a rule of its own is no leftover.
  @Test func noneHasARule() {
    for (op, _) in RuleBook.listing { #expect(Leftovers.rule(for: op) == nil, "\(op)") }
  }
}
