import Lettering
import Testing

/// Lettering of drawings that were made from letters and terms chosen at random.
@Suite struct TemplateTests {
  /// Every number comes back, and the drawing needs no more letters than it was made from.
  ///
  /// That can be asked where each letter is a slot by itself in all rows, and numbers do not fit by chance. Elsewhere it
  /// can't: of `3c` and `7c/8` alone neither is a small fraction of the other, and a letter for a product hides factors.
  @Test func templatesComeBack() throws {
    for seed in 0..<200 {
      let template = RandomTemplate(seed: seed)
      let lettering = try #require(Lettering(of: template.slots, rows: template.rows), "seed \(seed)")
      #expect(lettering.faults(template.slots) == [], "seed \(seed)")
      #expect(lettering.letters.count <= template.letterCount, "seed \(seed): \(lettering.table)")
    }
  }

  /// Every number comes back from slots with few different values, which fit by chance, with holes, zeros and extremes.
  @Test func anyNumbersComeBack() {
    var random = Dice(1)
    let palettes: [[Int64?]] = [
      [1, 2, 4, 8, nil], [0, 1, -1, 2, nil], [3, 6, 12, 24, 48, 96], [.min, .max, 0, -1, 1, nil],
    ]
    var lettered = 0
    for seed in 0..<2_000 {
      let rows = random.below(6)
      let slots = (0..<random.below(12)).map { _ in
        Slot(random.one(of: Role.allCases), (0..<rows).map { _ in random.one(of: palettes[seed % 4]) })
      }
      guard let lettering = Lettering(of: slots, rows: rows) else { continue }
      lettered += 1
      #expect(lettering.faults(slots) == [], "seed \(seed)")
      #expect(lettering == Lettering(of: slots, rows: rows))
      checkRows(lettering, &random, seed)
    }
    #expect(lettered > 1_000)
  }

  /// Conditions and equations hold for what they were asked.
  private func checkRows(_ lettering: Lettering, _ random: inout Dice, _ seed: Int) {
    let present = (0..<lettering.rows).map { _ in random.below(2) == 0 }
    if let condition = lettering.condition(for: present) {
      #expect(
        present.indices.allSatisfy { lettering.holds(condition, row: $0) == present[$0] }, "seed \(seed)")
    }
    let first = present.enumerated().map { $1 || $0 == 0 ? nil : present[..<$0].lastIndex(of: true) }
    guard let equations = lettering.equations(leavingOut: first) else { return }
    for case (let row, let first?) in first.enumerated() {
      let derived = lettering.values(by: equations, from: first)
      for (letter, value) in zip(lettering.letters, derived) where letter.values[row] != nil {
        #expect(letter.values[row] == value, "seed \(seed), row \(row)")
      }
    }
  }

  /// Many slots end: the limit, which waiting for other tests counts against, only guards against a hang.
  @Test(.timeLimit(.minutes(10))) func manySlots() throws {
    var random = Dice(2)
    let letters = (0..<8).map { _ in (0..<40).map { _ in Int64(1 + random.below(1 << 20)) } }
    let slots = (0..<800).map { place in
      Slot(.channels, letters[place % 8].map { Int64(1 + place % 7) * $0 })
    }
    let lettering = try #require(Lettering(of: slots, rows: 40))
    #expect(lettering.letters.count == 8)
    #expect(lettering.faults(slots) == [])
    let noise = (0..<800).map { _ in Slot(.side, (0..<40).map { _ in Int64(random.below(1_000)) }) }
    #expect(Lettering(of: noise, rows: 40) == nil)
  }
}
