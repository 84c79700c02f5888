import Testing

@testable import ShapeInference

/// Symbolic numbers.
@Suite struct ExtentTests {
  private let h = Extent.name("H")
  private let b = Extent.name("batch")

  private func text(_ extent: Extent) -> String { extent.dim.text }

  @Test func sumsAndProductsAreCanonical() {
    #expect(b * 12 == Extent.known(12) * b)
    #expect(text(b * 12) == "batch*12")
    #expect(h + b == b + h)
    #expect(text(h + 1) == "H+1")
    #expect(h + b - b == h)
    #expect(h - h == .known(0))
    #expect((h + 1) * (h - 1) == h * h - 1)
    #expect(text((h + 2) * b) == "H*batch+batch*2")
  }

  @Test func quotientsAreSimplified() {
    #expect((b * 12).floorDivided(by: .known(12)) == b)
    #expect(text((h + 1).floorDivided(by: .known(2))) == "(H+1)//2")
    #expect((h - 1).floorDivided(by: .known(2)) + 1 == (h + 1).floorDivided(by: .known(2)))
    #expect(h.ceilDivided(by: .known(2)) == (h + 1).floorDivided(by: .known(2)))
    let half = (h + 1).floorDivided(by: .known(2))
    #expect((half + 1).floorDivided(by: .known(2)) == (h + 3).floorDivided(by: .known(4)))
    #expect((b * h * 64).floorDivided(by: h * 8) == b * 8)
    #expect((b * 4 + 3).floorDivided(by: .known(4)) == b)
    #expect(h.floorDivided(by: h) == .known(1))
    #expect(h.floorDivided(by: .known(0)) == .unknown)
  }

  @Test func remainders() {
    #expect((b * 4).remainder(by: .known(4)) == .known(0))
    #expect((b * 4 + 3).remainder(by: .known(4)) == .known(3))
    #expect(Extent.known(-7).remainder(by: .known(3)) == .known(2))
    #expect(h.remainder(by: .known(2)) != .unknown)
  }

  @Test func orderIsKnownWhereNamesAreSizes() {
    #expect(Extent.minimum(h, h + 1) == h)
    #expect(Extent.maximum(h, .known(0)) == h)
    #expect(text(Extent.minimum(h, .known(512))) == "min(512,H)")
    #expect(Extent.minimum(h, .known(512)) == Extent.minimum(.known(512), h))
  }

  @Test func overflowIsUnknown() {
    let big = Extent.known(.max)
    #expect(big + 1 == .unknown)
    #expect(big * 2 == .unknown)
    #expect(b * big * big == .unknown)
    #expect(Extent.known(.min).floorDivided(by: .known(-1)) == .unknown)
    #expect(Extent.known(.min) - .known(.max) == .unknown)
  }

  @Test func sizeIsBounded() {
    var sum = Extent.known(0)
    for index in 0..<100 { sum = sum + Extent.name("s\(index)") }
    #expect(sum == .unknown)
    var product = Extent.known(1)
    for index in 0..<100 { product = product * Extent.name("s\(index)") }
    #expect(product == .unknown)
    #expect(Extent.name(String(repeating: "x", count: 10_000)) == .unknown)
    var nested = h
    for index in 0..<1000 { nested = (nested + Extent.name("s\(index % 7)")).floorDivided(by: b) }
    #expect(nested == .unknown)
  }
}
