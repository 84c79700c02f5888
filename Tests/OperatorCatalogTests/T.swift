import OperatorCatalog
import Testing

@Test func placeholder() { #expect(Operators.all.count > 400) }
