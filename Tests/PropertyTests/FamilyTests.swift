import ModelFamilies
import RandomDrawings
import Testing

/// A small member of every family, drawn with all options at random. `make soak` draws thousands, and larger ones.
@Suite struct FamilyTests {
  @Test func everyFamilyIsDrawnWell() {
    for number in 1...UInt64(Family.all.count) {
      let drawing = RandomDrawing(number, most: 12)
      if drawing.family.fillsBounds { continue }
      var options = ""
      let faults = drawing.faults { options = $0 }
      #expect(faults.isEmpty, "\(drawing.name), options \(options): \(faults.prefix(5))")
    }
  }

  @Test func namesAreUnlike() { #expect(Set(Family.all.map(\.name)).count == Family.all.count) }

  @Test func equalSeedsGiveEqualFiles() {
    for family in Family.all {
      #expect(family.bytes(20, seed: 3) == family.bytes(20, seed: 3), "\(family.name)")
    }
  }
}
