/// The words of a string that occur more than once, one length after the other.
///
/// Positions are grouped by the word that starts there. A word one longer splits its group by the letter that is
/// added. A position that is then alone in its group is dropped, since no longer word can recur there either.
///
/// Cost: linear in the positions left for each length, without hashing.
struct RecurringWords {
  private let letters: [Int]
  /// How long the words are now.
  private(set) var length = 0
  /// The positions of words that recur: ascending within a group, groups one after the other.
  private var positions: [Int]
  /// Where groups end in ``positions``.
  private var ends: [Int]
  /// By letter: the group being split that met it last, and the new group it stands for.
  private var stamps: [(group: Int, made: Int)]

  /// Starts with the empty word.
  ///
  /// - Parameter letters: small numbers; negative ones are in no word.
  init(_ letters: [Int]) {
    self.letters = letters
    positions = Array(letters.indices)
    ends = [letters.count]
    stamps = Array(repeating: (-1, 0), count: max(0, letters.max() ?? 0) + 1)
  }

  /// The groups of positions at which one word starts.
  var groups: [ArraySlice<Int>] {
    var start = 0
    return ends.map { end in
      defer { start = end }
      return positions[start..<end]
    }
  }

  /// Makes all words one letter longer. Those of groups that do not satisfy the condition are dropped.
  mutating func extend(where isWanted: (ArraySlice<Int>) -> Bool = { _ in true }) {
    for letter in stamps.indices { stamps[letter].group = -1 }
    var members: [[Int]] = []
    var start = 0
    for (group, end) in ends.enumerated() {
      defer { start = end }
      guard isWanted(positions[start..<end]) else { continue }
      for position in positions[start..<end] where position + length < letters.count {
        let letter = letters[position + length]
        guard letter >= 0 else { continue }
        if stamps[letter].group != group {
          stamps[letter] = (group, members.count)
          members.append([])
        }
        members[stamps[letter].made].append(position)
      }
    }
    length += 1
    positions = []
    ends = []
    for group in members where group.count > 1 {
      positions += group
      ends.append(positions.count)
    }
  }

  /// Whether a word is a shorter word several times over.
  static func isPeriodic(_ word: ArraySlice<Int>) -> Bool {
    let count = word.count
    guard count > 1 else { return false }
    for period in 1...(count / 2) where count.isMultiple(of: period) {
      if zip(word, word.dropFirst(period)).allSatisfy({ $0 == $1 }) { return true }
    }
    return false
  }
}
