import TestSupport
import Testing

@testable import Folding

/// The words of a string that occur more than once.
@Suite struct RecurringWordsTests {
  private func groups(_ words: RecurringWords) -> [[Int]] { words.groups.map(Array.init) }

  @Test func oneLengthAfterTheOther() {
    var words = RecurringWords([0, 1, 0, 1, 0])
    words.extend()
    #expect(words.length == 1 && groups(words) == [[0, 2, 4], [1, 3]])
    words.extend()
    #expect(groups(words) == [[0, 2], [1, 3]])
    words.extend()
    #expect(groups(words) == [[0, 2]])
    words.extend()
    #expect(groups(words) == [])
    words.extend()
    #expect(groups(words) == [])
  }

  @Test func negativeLettersAreInNoWord() {
    var words = RecurringWords([3, -1, 3, 4, -1, 3, 4])
    words.extend()
    #expect(groups(words) == [[0, 2, 5], [3, 6]])
    words.extend()
    #expect(groups(words) == [[2, 5]])
  }

  @Test func unwantedGroupsAreDropped() {
    var words = RecurringWords([0, 1, 2, 0, 1, 2])
    words.extend()
    words.extend { $0.first != 1 }
    #expect(groups(words) == [[0, 3]])
  }

  @Test(arguments: [[], [0], [-1, -1], [0, 1, 2]]) func nothingRecurs(_ letters: [Int]) {
    var words = RecurringWords(letters)
    words.extend()
    #expect(groups(words) == [])
  }

  /// As a table of all substrings has it.
  @Test func allWordsOfRandomStrings() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let letters = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Int.random(in: -1...3, using: &random)
      }
      var words = RecurringWords(letters)
      for length in 1...8 {
        words.extend()
        var places: [[Int]: [Int]] = [:]
        for start in letters.indices where start + length <= letters.count {
          places[Array(letters[start..<(start + length)]), default: []].append(start)
        }
        let expected = places.filter { $0.value.count > 1 && !$0.key.contains { $0 < 0 } }.values
        #expect(Set(groups(words)) == Set(expected), "\(letters), length \(length)")
        #expect(groups(words).count == expected.count)
      }
    }
  }
}
