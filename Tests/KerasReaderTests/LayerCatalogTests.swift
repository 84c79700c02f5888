import Testing

@testable import KerasReader
@testable import OperatorCatalog

/// What the catalogue knows of Keras, the reader knows too, or says that it does not.
@Suite struct LayerCatalogTests {
  private static let classes: [String] = {
    var found: [String] = []
    kerasTable.forEachRow { name, _ in found.append(name) }
    return found
  }()

  @Test func everyClassHasARuleOrNone() {
    let ruled = Set(LayerRules.listing)
    let unruled = Set(LayerRules.classesWithoutRule)
    let missing = Self.classes.filter { !ruled.contains($0) && !unruled.contains($0) }
    #expect(missing == [])
    #expect(ruled.intersection(unruled) == [])
  }

  @Test func everyRuleIsForAKnownClass() {
    let unknown = Set(LayerRules.listing + LayerRules.classesWithoutRule).subtracting(Self.classes).sorted()
    #expect(unknown == [])
  }
}
