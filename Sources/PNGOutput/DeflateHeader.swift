/// The codes of a block and how they are told (RFC 1951, 3.2.7): lengths of words, in runs, in a code of their own.
struct DeflateHeader {
  /// The code of literals and lengths.
  let literals: HuffmanCode
  /// The code of distances.
  let distances: HuffmanCode
  private let runs: [(symbol: Int, bits: UInt32, count: Int)]
  private let code: HuffmanCode
  private let shown: Int
  private let (literalCount, distanceCount): (Int, Int)

  /// The order in which the lengths of the code of lengths are told.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// The best codes for symbols that occur so often.
  init(_ literalCounts: [Int], _ distanceCounts: [Int]) {
    literals = HuffmanCode(counts: literalCounts, limit: 15)
    distances = HuffmanCode(counts: distanceCounts, limit: 15)
    literalCount = max(257, Self.used(literals.lengths))
    distanceCount = max(1, Self.used(distances.lengths))
    runs = Self.runs(Array(literals.lengths.prefix(literalCount) + distances.lengths.prefix(distanceCount)))
    var counts = [Int](repeating: 0, count: 19)
    for run in runs { counts[run.symbol] += 1 }
    code = HuffmanCode(counts: counts, limit: 7)
    let lengths = code.lengths
    shown = max(4, Self.used(Self.order.map { lengths[$0] }))
  }

  /// Bits that it takes.
  var cost: Int { 14 + 3 * shown + runs.reduce(0) { $0 + Int(code.lengths[$1.symbol]) + $1.count } }

  func write(to bits: inout BitWriter) {
    bits.write(UInt32(literalCount - 257), count: 5)
    bits.write(UInt32(distanceCount - 1), count: 5)
    bits.write(UInt32(shown - 4), count: 4)
    for symbol in Self.order.prefix(shown) { bits.write(UInt32(code.lengths[symbol]), count: 3) }
    for run in runs {
      bits.write(code.words[run.symbol], count: Int(code.lengths[run.symbol]))
      bits.write(run.bits, count: run.count)
    }
  }

  /// How many lengths stand before the zeros at the end.
  private static func used(_ lengths: [UInt8]) -> Int { (lengths.lastIndex { $0 > 0 } ?? -1) + 1 }

  /// Lengths with runs told as one symbol: 16 repeats the last 3 to 6 times, 17 and 18 are 3 to 10 and 11 to 138 zeros.
  private static func runs(_ lengths: [UInt8]) -> [(symbol: Int, bits: UInt32, count: Int)] {
    var runs: [(symbol: Int, bits: UInt32, count: Int)] = []
    var at = 0
    while at < lengths.count {
      let length = lengths[at]
      var end = at
      while end < lengths.count, lengths[end] == length { end += 1 }
      if length > 0 {
        runs.append((Int(length), 0, 0))
        at += 1
      }
      while end - at >= 3 {
        let most = length > 0 ? 6 : 138
        let count = min(end - at, most)
        if length > 0 {
          runs.append((16, UInt32(count - 3), 2))
        } else if count <= 10 {
          runs.append((17, UInt32(count - 3), 3))
        } else {
          runs.append((18, UInt32(count - 11), 7))
        }
        at += count
      }
      while at < end {
        runs.append((Int(length), 0, 0))
        at += 1
      }
    }
    return runs
  }
}
