import ShapeMath
import Testing

/// Sums and products that stop at the largest number.
@Suite struct SaturatingTests {
  @Test func exactWhereItFits() {
    #expect(saturatingSum(3, 4) == 7 && saturatingProduct(3, 4) == 12)
    #expect(saturatingSum(.max - 1, 1) == .max && saturatingProduct(.max, 1) == .max)
  }

  @Test func theLargestWhereItDoesNot() {
    #expect(saturatingSum(.max, 1) == .max && saturatingSum(.max, .max) == .max)
    #expect(saturatingProduct(1 << 40, 1 << 40) == .max && saturatingProduct(.max, 0) == 0)
  }
}
