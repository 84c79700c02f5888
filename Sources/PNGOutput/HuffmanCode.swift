/// A canonical Huffman code whose words are no longer than a limit (RFC 1951, 3.2.2).
struct HuffmanCode {
  /// Bits of each symbol's word; 0 for a symbol that does not occur.
  let lengths: [UInt8]
  /// The words, their first bit lowest, ready to be written.
  let words: [UInt32]

  /// The code of the given lengths.
  init(lengths: [UInt8]) {
    self.lengths = lengths
    var next = [UInt32](repeating: 0, count: 17)
    for length in lengths where length > 0 { next[Int(length) + 1] += 1 }
    // The first word of each length follows the last one of the length before.
    for length in 2..<17 { next[length] = (next[length] + next[length - 1]) << 1 }
    words = lengths.map { length in
      guard length > 0 else { return 0 }
      defer { next[Int(length)] += 1 }
      return Self.reversed(next[Int(length)], count: length)
    }
  }

  /// The code with the fewest bits for symbols that occur so often.
  init(counts: [Int], limit: Int) { self.init(lengths: Self.lengths(counts, limit: limit)) }

  /// Bits that symbols take which occur so often.
  func cost(_ counts: [Int]) -> Int { zip(counts, lengths).reduce(0) { $0 + $1.0 * Int($1.1) } }

  private static func reversed(_ word: UInt32, count: UInt8) -> UInt32 {
    var (rest, result) = (word, UInt32(0))
    for _ in 0..<count {
      result = result << 1 | rest & 1
      rest >>= 1
    }
    return result
  }

  /// Lengths of words by package-merge (Larmore and Hirschberg 1990): the best code under the limit.
  private static func lengths(_ counts: [Int], limit: Int) -> [UInt8] {
    var lengths = [UInt8](repeating: 0, count: counts.count)
    let symbols = counts.indices.filter { counts[$0] > 0 }.sorted {
      counts[$0] != counts[$1] ? counts[$0] < counts[$1] : $0 < $1
    }
    guard symbols.count > 1 else {
      if let only = symbols.first { lengths[only] = 1 }
      return lengths
    }
    // Each row has the symbols and the pairs of the row before, by weight. Only which of them are symbols is kept.
    let leaves = symbols.map { counts[$0] }
    var weights = leaves
    var isSymbol = [[Bool](repeating: true, count: leaves.count)]
    for _ in 1..<limit {
      let pairs = stride(from: 0, to: weights.count - 1, by: 2).map { weights[$0] + weights[$0 + 1] }
      var (leaf, pair) = (0, 0)
      var row: [Bool] = []
      weights = []
      while leaf < leaves.count || pair < pairs.count {
        let takesLeaf = pair == pairs.count || (leaf < leaves.count && leaves[leaf] <= pairs[pair])
        weights.append(takesLeaf ? leaves[leaf] : pairs[pair])
        row.append(takesLeaf)
        if takesLeaf { leaf += 1 } else { pair += 1 }
      }
      isSymbol.append(row)
    }
    // The first 2n - 2 of the last row make the code; a pair stands for two of the row before.
    var taken = 2 * symbols.count - 2
    for row in isSymbol.reversed() {
      let leaf = row.prefix(taken).count { $0 }
      for symbol in symbols.prefix(leaf) { lengths[symbol] += 1 }
      taken = 2 * (taken - leaf)
    }
    return lengths
  }
}
