/// The key by which names are grouped: the shortest run of `_`-separated parts that ends in a number.
struct NameKey {
  /// The whole key, such as `block_1`.
  let text: Substring
  /// The key without its number: `block_`.
  let stem: Substring
  /// Whether the name is nothing but the key.
  let isWhole: Bool

  /// The key of a name below a prefix that all siblings share; nil where it has none. Letters are those of ASCII and
  /// all characters beyond it.
  init?(_ name: Substring, after prefix: Substring) {
    let bytes = name.utf8
    var start = bytes.startIndex
    if !prefix.isEmpty {
      guard bytes.starts(with: prefix.utf8) else { return nil }
      start = bytes.index(start, offsetBy: prefix.utf8.count)
      guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "_") else { return nil }
      start = bytes.index(after: start)
    }
    var hasLetter = false
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "_")) ?? bytes.endIndex
      let part = bytes[start..<end]
      hasLetter = hasLetter || part.contains(where: Self.isLetter)
      if hasLetter, let number = Self.number(in: part) {
        text = name[..<end]
        stem = name[..<number]
        isWhole = end == bytes.endIndex
        return
      }
      start = end < bytes.endIndex ? bytes.index(after: end) : end
    }
    return nil
  }

  /// Where the number at the end of a part begins (`block1a` counts, for EfficientNet), or nil.
  private static func number(in part: Substring.UTF8View.SubSequence) -> String.Index? {
    var body = part
    if body.count > 2, let last = body.last, isLowercase(last), let before = body.dropLast().last,
      isDigit(before)
    {
      body = body.dropLast()
    }
    var start = body.endIndex
    while start > body.startIndex, isDigit(body[body.index(before: start)]) {
      start = body.index(before: start)
    }
    return start < body.endIndex ? start : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isLowercase(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { isLowercase(byte | 0x20) || byte >= 0x80 }
}
