import Lettering
import Testing

/// Each rule of lettering by itself, with near misses.
@Suite struct RuleTests {
  private func terms(_ slots: [Slot]) throws -> [String] {
    let rows = slots.map(\.values.count).max() ?? 0
    let lettering = try #require(Lettering(of: slots, rows: rows))
    #expect(lettering.faults(slots).isEmpty)
    return lettering.drawnTerms
  }

  @Test func equalNumbersStay() throws {
    #expect(try terms([Slot(.channels, [64, nil, 64]), Slot(.other, [nil, nil, -1])]) == ["64", "-1"])
    #expect(try terms([Slot(.side, [nil, nil])]) == ["0"])
    #expect(try terms([Slot(.side, [7])]) == ["7"])
    #expect(try terms([]) == [])
  }

  @Test func smallestIsTheBase() throws {
    #expect(try terms([Slot(.channels, [256, 512]), Slot(.channels, [64, 128])]) == ["4c", "c"])
    #expect(try terms([Slot(.channels, [128, 192]), Slot(.channels, [192, 288])]) == ["c", "3c/2"])
  }

  @Test func baseIsWhatExplainsMost() throws {
    let slots = [Slot(.channels, [4, 12]), Slot(.channels, [32, 96]), Slot(.channels, [256, 768])]
    #expect(try terms(slots) == ["c/8", "c", "8c"])
  }

  @Test func inputIsTheBase() throws {
    #expect(try terms([Slot(.channels, [8, 4]), Slot(.inputChannels, [32, 16])]) == ["n/4", "n"])
  }

  @Test func firstSideIsTheLetter() throws {
    #expect(try terms([Slot(.side, [56, 28]), Slot(.side, [28, 14])]) == ["h", "h/2"])
    #expect(
      try terms([Slot(.side, [28, 28, 7]), Slot(.side, [56, 28, 14]), Slot(.stride, [2, 1, 2])])
        == ["h", "s·h", "s"])
    // An image of odd height does not halve.
    #expect(
      try terms([Slot(.side, [113, 56, 28]), Slot(.side, [57, 28, 28]), Slot(.stride, [2, 2, 1])])
        == ["h", "d", "s"])
  }

  @Test func fractionsAreSmall() throws {
    #expect(try terms([Slot(.channels, [10, 20]), Slot(.channels, [90, 180])]) == ["c", "d"])
    #expect(try terms([Slot(.channels, [10, 20]), Slot(.channels, [80, 160])]) == ["c", "8c"])
  }

  @Test func unrelatedRolesShareNothing() throws {
    #expect(
      try terms([Slot(.heads, [3, 6]), Slot(.channels, [3, 6]), Slot(.side, [6, 12])]) == ["a", "c", "h"])
    #expect(try terms([Slot(.stride, [1, 2, 2]), Slot(.ratio, [1, 2, 2])]) == ["s", "e"])
    // No kernel is a factor of channels, and no width one of another.
    #expect(
      try terms([Slot(.kernel, [3, 5]), Slot(.inputChannels, [16, 24]), Slot(.channels, [48, 120])])
        == ["k", "n", "c"])
    #expect(
      try terms([Slot(.inputChannels, [2, 3]), Slot(.channels, [5, 7]), Slot(.channels, [10, 21])])
        == ["n", "c", "d"])
    // What is no kernel is not called so for being equal; a patchify layer's stride is.
    #expect(
      try terms([Slot(.kernel, [4, 2]), Slot(.stride, [4, 2]), Slot(.ratio, [4, 2])]) == ["k", "k", "e"])
  }

  @Test func headsMakeWidths() throws {
    let slots = [Slot(.heads, [4, 6, 9]), Slot(.channels, [32, 48, 40]), Slot(.channels, [128, 288, 360])]
    #expect(try terms(slots) == ["a", "c", "a·c"])
    #expect(try terms(slots.reversed()) == ["c", "c/a", "a"])
  }

  @Test func ratiosRecur() throws {
    func expanded(_ values: [Int64?]) throws -> [String] {
      let slots = [
        Slot(.inputChannels, [32, 16, 24, 40]), Slot(.channels, values), Slot(.channels, [16, 24, 40, 81]),
      ]
      return try Array(terms(slots).dropFirst())
    }
    #expect(try expanded([32, 96, 144, 240]) == ["e·n", "c"])
    // Four values, a fraction, and none that recurs where two rows have one.
    #expect(try expanded([32, 96, 120, 80]) == ["c", "d"])
    #expect(try expanded([32, 40, 144, 240]) == ["c", "d"])
    #expect(try expanded([32, 96, nil, nil]) == ["c", "d"])
  }

  @Test func ratioCostsNoLetter() throws {
    // MobileNetV3 squeezes a quarter of the expanded width: one letter for both beats a ratio and a letter.
    let slots = [
      Slot(.inputChannels, [16, 24, 40, 80]), Slot(.channels, [16, 72, 120, 240]),
      Slot(.channels, [4, 18, 30, 60]), Slot(.channels, [24, 40, 80, 112]),
    ]
    #expect(try terms(slots) == ["n", "4c", "c", "d"])
  }

  @Test func lettersGrow() throws {
    let slots = [Slot(.channels, [8, 24, 40, nil]), Slot(.channels, [nil, 48, 80, 112])]
    let lettering = try #require(Lettering(of: slots, rows: 4))
    #expect(lettering.table == ["c 8 24 40 56"])
    #expect(lettering.drawnTerms == ["c", "2c"])
    // One common value, and an odd number at the end.
    #expect(try terms([Slot(.channels, [8, 24, nil]), Slot(.channels, [nil, 24, 32])]) == ["c", "d"])
    #expect(
      try terms([Slot(.channels, [8, 24, 40, nil]), Slot(.channels, [nil, 48, 80, 113])]) == ["c", "d"])
  }

  @Test func namesRunOut() throws {
    func many(_ count: Int, _ role: Role) -> [Slot] {
      var random = Dice(count)
      return (0..<count).map { _ in Slot(role, (0..<4).map { _ in Int64(101 + random.below(89)) }) }
    }
    #expect(try terms(many(9, .channels)) == ["c", "d", "g", "p", "q", "r", "t", "u", "v"])
    #expect(try terms(many(10, .length)).prefix(3) == ["l", "m", "d"])
    #expect(try terms(many(8, .other)).first == "d")
    #expect(Lettering(of: many(10, .channels), rows: 4) == nil)
    #expect(Lettering(of: many(11, .length), rows: 4) == nil)
    #expect(Lettering(of: many(9, .other), rows: 4) == nil)
  }

  @Test func textsAreRuns() throws {
    let slots = [Slot(.channels, [64, 96]), Slot(.channels, [96, 144])]
    let lettering = try #require(Lettering(of: slots, rows: 2))
    #expect(
      lettering.text(of: lettering.terms[1]) == [
        Lettering.Run("3"), Lettering.Run("c", isLetter: true), Lettering.Run("/2"),
      ])
  }
}
