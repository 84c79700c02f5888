/// Bytes compressed by deflate (RFC 1951) in a zlib stream (RFC 1950).
///
/// Deterministic. Cost: linear in the bytes.
func zlibStream(_ bytes: [UInt8]) -> [UInt8] {
  var finder = MatchFinder(bytes)
  finder.run()
  // Deflate with a window of 32 KiB; the second byte says "default" and makes both a multiple of 31.
  var blocks = DeflateBlocks(bytes)
  blocks.write(finder.tokens)
  let adler = adler32(bytes)
  return [0x78, 0x9C] + blocks.bits.bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: adler >> $0) }
}

/// Writes tokens in blocks, each in the shortest of three ways: with a code of its own, with the fixed one, or as
/// they are.
private struct DeflateBlocks {
  private(set) var bits = BitWriter()
  private let source: [UInt8]
  private var start = 0

  init(_ source: [UInt8]) { self.source = source }

  mutating func write(_ tokens: [UInt32]) {
    var first = 0
    repeat {
      let last = min(first + DeflateTuning.blockTokens, tokens.count)
      write(tokens[first..<last], isFinal: last == tokens.count)
      first = last
    } while first < tokens.count
    bits.align()
  }

  private mutating func write(_ tokens: ArraySlice<UInt32>, isFinal: Bool) {
    var literals = [Int](repeating: 0, count: 286)
    var distances = [Int](repeating: 0, count: 30)
    var (extra, covered) = (0, 0)
    for token in tokens {
      if let copy = DeflateCopy(token) {
        literals[copy.lengthSymbol] += 1
        distances[copy.distanceSymbol] += 1
        extra += copy.lengthExtra.count + copy.distanceExtra.count
        covered += copy.length
      } else {
        literals[Int(token)] += 1
        covered += 1
      }
    }
    literals[DeflateCopy.end] = 1
    let own = DeflateHeader(literals, distances)
    let costs = (
      own: own.cost + own.literals.cost(literals) + own.distances.cost(distances) + extra,
      fixed: Self.fixedLiterals.cost(literals) + Self.fixedDistances.cost(distances) + extra,
      stored: covered > 0xFFFF ? Int.max : 8 * (covered + 5)
    )
    bits.write(isFinal ? 1 : 0, count: 1)
    if costs.stored < min(costs.own, costs.fixed) {
      bits.write(0, count: 2)
      let count = UInt32(covered)
      bits.align()
      bits.write(count | ~count << 16, count: 32)
      bits.append(source[start..<(start + covered)])
    } else if costs.fixed <= costs.own {
      bits.write(1, count: 2)
      write(tokens, Self.fixedLiterals, Self.fixedDistances)
    } else {
      bits.write(2, count: 2)
      own.write(to: &bits)
      write(tokens, own.literals, own.distances)
    }
    start += covered
  }

  private mutating func write(_ tokens: ArraySlice<UInt32>, _ literals: HuffmanCode, _ distances: HuffmanCode)
  {
    func put(_ symbol: Int, _ code: HuffmanCode) {
      bits.write(code.words[symbol], count: Int(code.lengths[symbol]))
    }
    for token in tokens {
      guard let copy = DeflateCopy(token) else {
        put(Int(token), literals)
        continue
      }
      put(copy.lengthSymbol, literals)
      bits.write(copy.lengthExtra.bits, count: copy.lengthExtra.count)
      put(copy.distanceSymbol, distances)
      bits.write(copy.distanceExtra.bits, count: copy.distanceExtra.count)
    }
    put(DeflateCopy.end, literals)
  }

  private static let fixedLiterals = HuffmanCode(
    lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  private static let fixedDistances = HuffmanCode(lengths: [UInt8](repeating: 5, count: 30))
}
