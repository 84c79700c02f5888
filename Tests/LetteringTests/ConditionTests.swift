import Lettering
import Testing

/// Relations that tell rows apart, and equations that make rows needless.
@Suite struct ConditionTests {
  /// All sixteen bottlenecks of ResNet-50 as rows.
  private struct ResNet {
    let first: [Int?]
    let slots: [Slot]

    init() {
      let stages: [(members: Int, input: Int64, width: Int64, stride: Int64, side: Int64)] = [
        (3, 64, 64, 1, 56), (4, 256, 128, 2, 56), (6, 512, 256, 2, 28), (3, 1024, 512, 2, 14),
      ]
      var rows: [(n: Int64, c: Int64, s: Int64, h: Int64)] = []
      var first: [Int?] = []
      for stage in stages {
        let start = rows.count
        for member in 0..<stage.members {
          first.append(member == 0 ? nil : start)
          rows.append(
            member == 0
              ? (stage.input, stage.width, stage.stride, stage.side)
              : (4 * stage.width, stage.width, 1, stage.side / stage.stride))
        }
      }
      self.first = first
      slots = [
        Slot(.inputChannels, rows.map(\.n)), Slot(.channels, rows.map(\.c)), Slot(.stride, rows.map(\.s)),
        Slot(.side, rows.map(\.h)), Slot(.side, rows.map { $0.h / $0.s }),
        Slot(.channels, rows.map { 4 * $0.c }),
      ]
    }
  }

  @Test func membersAfterTheFirst() throws {
    let model = ResNet()
    let lettering = try #require(Lettering(of: model.slots, rows: 16))
    #expect(lettering.drawnTerms == ["n", "c", "s", "h", "h/s", "4c"])
    #expect(lettering.drawn(lettering.condition(for: model.first.map { $0 == nil })) == "n ≠ 4c")
    #expect(lettering.drawn(lettering.condition(for: model.first.map { $0 != nil })) == "n = 4c")

    let equations = try #require(lettering.equations(leavingOut: model.first))
    #expect(lettering.drawn(equations) == ["s = 1", "n = 4c", "h ← h/s"])
    for (row, first) in model.first.enumerated() {
      guard let first else { continue }
      #expect(lettering.values(by: equations, from: first) == lettering.letters.map { $0.values[row] })
    }
  }

  /// All seventeen blocks of MobileNetV2: the first does not expand, and ten add their input.
  @Test func residualsAndExpansions() throws {
    let stages: [(ratio: Int64, width: Int64, members: Int, stride: Int64)] = [
      (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
      (6, 320, 1, 1),
    ]
    var rows: [(n: Int64, e: Int64, s: Int64, h: Int64, c: Int64)] = []
    var first: [Int?] = []
    var (input, side): (Int64, Int64) = (32, 112)
    for stage in stages {
      let start = rows.count
      for member in 0..<stage.members {
        let stride = member == 0 ? stage.stride : 1
        rows.append((input, stage.ratio, stride, side, stage.width))
        first.append(member == 0 ? nil : start)
        (input, side) = (stage.width, side / stride)
      }
    }
    let slots = [
      Slot(.side, rows.map(\.h)), Slot(.inputChannels, rows.map(\.n)),
      Slot(.channels, rows.map { $0.e > 1 ? $0.e * $0.n : nil }), Slot(.channels, rows.map { $0.e * $0.n }),
      Slot(.stride, rows.map(\.s)), Slot(.side, rows.map { $0.h / $0.s }), Slot(.channels, rows.map(\.c)),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 17))
    #expect(lettering.drawnTerms == ["h", "n", "e·n", "e·n", "s", "h/s", "c"])
    #expect(lettering.faults(slots).isEmpty)
    #expect(lettering.drawn(lettering.condition(for: rows.map { $0.e > 1 })) == "e > 1")
    #expect(lettering.drawn(lettering.condition(for: rows.map { $0.s == 1 && $0.n == $0.c })) == "n = c")
    let equations = try #require(lettering.equations(leavingOut: first))
    #expect(lettering.drawn(equations) == ["s = 1", "n = c", "h ← h/s"])
    for case (let row, let first?) in first.enumerated() {
      #expect(lettering.values(by: equations, from: first) == lettering.letters.map { $0.values[row] })
    }
  }

  @Test func equationsForOneLetterByAnother() throws {
    let slots = [
      Slot(.inputChannels, [32, 16, 16, 24, 24]), Slot(.channels, [16, 16, 24, 24, 40]),
      Slot(.kernel, [3, 3, 5, 5, 7]),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 5))
    let equations = try #require(lettering.equations(leavingOut: [nil, 0, nil, 2, nil]))
    #expect(lettering.drawn(equations) == ["n = c"])
    #expect(lettering.values(by: equations, from: 2) == [24, 24, 5])
    #expect(lettering.drawn(lettering.condition(for: [true, false, true, false, true])) == "n ≠ c")
    // Nothing left out needs nothing; a width that follows from nothing is a number, two such are none.
    #expect(lettering.equations(leavingOut: [nil, nil, nil, nil, nil]) == [])
    #expect(
      lettering.drawn(lettering.equations(leavingOut: [nil, nil, nil, nil, 3])) == ["k = 7", "c = 40"])
    #expect(lettering.equations(leavingOut: [nil, nil, nil, 0, 1]) == nil)
    // A row that goes itself, one that isn't there, too few.
    #expect(lettering.equations(leavingOut: [nil, 0, 1, nil, nil]) == nil)
    #expect(lettering.equations(leavingOut: [nil, 9, nil, nil, nil]) == nil)
    #expect(lettering.equations(leavingOut: [nil]) == nil)
  }

  @Test func conditionsCompareWithNumbersFirst() throws {
    let slots = [
      Slot(.inputChannels, [8, 16, 16]), Slot(.channels, [8, 24, 40]), Slot(.stride, [1, 2, 1]),
      Slot(.other, [0, 3, 5]), Slot(.other, [7, 0, nil]),
    ]
    let lettering = try #require(Lettering(of: slots, rows: 3))
    #expect(lettering.drawnTerms == ["n", "c", "s", "d", "g"])
    func drawn(_ present: [Bool]) -> String? { lettering.drawn(lettering.condition(for: present)) }
    #expect(drawn([false, true, true]) == "d > 0")
    #expect(drawn([true, false, false]) == "d = 0")
    #expect(drawn([true, false, true]) == "s = 1")
    #expect(drawn([false, true, false]) == "s > 1")
    // No relation, no row with a difference, a row too few.
    #expect(drawn([false, false, true]) == nil)
    #expect(drawn([true, true, true]) == nil)
    #expect(drawn([false, false, false]) == nil)
    #expect(drawn([true, false]) == nil)
    // A letter without a value decides nothing.
    let condition = try #require(lettering.condition(for: [false, true, false]))
    #expect((0..<4).map { lettering.holds(condition, row: $0) } == [false, true, false, nil])
  }
}
