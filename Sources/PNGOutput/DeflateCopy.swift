/// A copy of earlier bytes in the symbols of RFC 1951, 3.2.5.
struct DeflateCopy {
  /// Bytes copied: 3 to 258.
  let length: Int
  /// The symbol of the length, 257 to 285, with bits that follow it.
  let lengthSymbol: Int
  let lengthExtra: (bits: UInt32, count: Int)
  /// The symbol of the distance, 0 to 29, with bits that follow it.
  let distanceSymbol: Int
  let distanceExtra: (bits: UInt32, count: Int)

  /// The symbol that ends a block.
  static let end = 256

  /// Reads a token of ``MatchFinder``; nil for a literal.
  init?(_ token: UInt32) {
    guard token >= 1 << 16 else { return nil }
    length = Int(token >> 16)
    let (symbol, bits, count) = length == MatchFinder.longest ? (28, 0, 0) : Self.split(length - 3, fine: 2)
    (lengthSymbol, lengthExtra) = (257 + symbol, (bits, count))
    let (place, rest, width) = Self.split(Int(token & 0xFFFF), fine: 1)
    (distanceSymbol, distanceExtra) = (place, (rest, width))
  }

  /// A number as a symbol and bits: each power of two is split into 2^`fine` equal ranges.
  private static func split(_ value: Int, fine: Int) -> (symbol: Int, bits: UInt32, count: Int) {
    guard value >= 2 << fine else { return (value, 0, 0) }
    let top = Int.bitWidth - 1 - value.leadingZeroBitCount
    let count = top - fine
    return (value >> count + count << fine, UInt32(value & (1 << count - 1)), count)
  }
}
