/// The error of bytes that are no zlib stream or no PNG.
public struct NotDecodable: Error, CustomStringConvertible {
  /// The fault.
  public var description: String
}

/// The bytes of a zlib stream (RFC 1950, RFC 1951), read bit by bit: slow and plain. The checksum at its end is not looked at.
public func inflated(_ stream: [UInt8]) throws -> [UInt8] {
  var reader = InflateReader(bytes: stream, at: 16)
  var result: [UInt8] = []
  var isLast = false
  while !isLast {
    isLast = try reader.bits(1) == 1
    switch try reader.bits(2) {
    case 0:
      reader.at = (reader.at + 7) / 8 * 8
      let (count, complement) = (try reader.bits(16), try reader.bits(16))
      guard count ^ complement == 0xFFFF else { throw NotDecodable(description: "stored length") }
      for _ in 0..<count { result.append(UInt8(try reader.bits(8))) }
    case 1:
      let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
      try reader.block(InflateCode(lengths), InflateCode([Int](repeating: 5, count: 30)), into: &result)
    case 2:
      let (literals, distances) = try reader.codes()
      try reader.block(literals, distances, into: &result)
    default: throw NotDecodable(description: "type of block")
    }
  }
  return result
}

/// Words of a code by their length and value.
private struct InflateCode {
  private var symbols: [Int: Int] = [:]

  init(_ lengths: [Int]) {
    var word = 0
    for length in 1...15 {
      for (symbol, own) in lengths.enumerated() where own == length {
        symbols[length << 16 | word] = symbol
        word += 1
      }
      word <<= 1
    }
  }

  func symbol(_ length: Int, _ word: Int) -> Int? { symbols[length << 16 | word] }
}

private struct InflateReader {
  let bytes: [UInt8]
  /// The next bit.
  var at: Int

  mutating func bits(_ count: Int) throws -> Int {
    var value = 0
    for place in 0..<count {
      guard at / 8 < bytes.count else { throw NotDecodable(description: "the stream ends too soon") }
      value |= Int(bytes[at / 8] >> UInt8(at % 8) & 1) << place
      at += 1
    }
    return value
  }

  mutating func symbol(_ code: InflateCode) throws -> Int {
    var word = 0
    for length in 1...15 {
      word = word << 1 | (try bits(1))
      if let symbol = code.symbol(length, word) { return symbol }
    }
    throw NotDecodable(description: "a word that the code does not have")
  }

  mutating func codes() throws -> (InflateCode, InflateCode) {
    let counts = (try bits(5) + 257, try bits(5) + 1, try bits(4) + 4)
    var own = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for place in order.prefix(counts.2) { own[place] = try bits(3) }
    let code = InflateCode(own)
    var lengths: [Int] = []
    while lengths.count < counts.0 + counts.1 {
      switch try symbol(code) {
      case 16: lengths += [Int](repeating: lengths.last ?? 0, count: try bits(2) + 3)
      case 17: lengths += [Int](repeating: 0, count: try bits(3) + 3)
      case 18: lengths += [Int](repeating: 0, count: try bits(7) + 11)
      case let length: lengths.append(length)
      }
    }
    return (InflateCode(Array(lengths.prefix(counts.0))), InflateCode(Array(lengths.dropFirst(counts.0))))
  }

  mutating func block(_ literals: InflateCode, _ distances: InflateCode, into result: inout [UInt8]) throws {
    let lengths = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
      227, 258,
    ]
    let far = [
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
      4097,
      6145, 8193, 12289, 16385, 24577,
    ]
    while true {
      let literal = try symbol(literals)
      if literal == 256 { return }
      if literal < 256 {
        result.append(UInt8(literal))
        continue
      }
      let place = literal - 257
      guard lengths.indices.contains(place) else { throw NotDecodable(description: "length \(place)") }
      let length = lengths[place] + (try bits(place < 8 || place == 28 ? 0 : (place - 4) / 4))
      let step = try symbol(distances)
      let distance = far[step] + (try bits(step < 4 ? 0 : (step - 2) / 2))
      guard distance <= result.count else { throw NotDecodable(description: "a copy from before the start") }
      for _ in 0..<length { result.append(result[result.count - distance]) }
    }
  }
}
