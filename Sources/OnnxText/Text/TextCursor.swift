import Diagnostics

/// A place in a text, and the words that can stand there. Blanks and comments (`#` to the end of the line) may stand before
/// each.
struct TextCursor {
  let bytes: UnsafeRawBufferPointer
  var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  // MARK: Characters

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09...0x0D: position += 1
      case UInt8(ascii: "#"):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      default: return
      }
    }
  }

  /// The next character, 0 at the end.
  mutating func peek() -> UInt8 {
    skipBlanks()
    return position < bytes.count ? bytes[position] : 0
  }

  /// Whether nothing comes any more.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position >= bytes.count
  }

  /// Steps over a character where it comes next.
  mutating func matches(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Steps over a character that must come next.
  mutating func expect(_ character: Unicode.Scalar, _ place: String) throws(FoldoutError) {
    guard matches(character) else { throw failure("`\(character)` is missing \(place)") }
  }

  /// Steps over these characters where they come next, without blanks between them.
  mutating func matches(word: StaticString) -> Bool {
    skipBlanks()
    let count = word.utf8CodeUnitCount
    guard count <= bytes.count - position else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    position += count
    return true
  }

  // MARK: Words

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// An identifier, if one comes next.
  mutating func identifier() -> Range<Int>? {
    guard Self.isLetter(peek()) else { return nil }
    let start = position
    while position < bytes.count, Self.isLetter(bytes[position]) || Self.isDigit(bytes[position]) {
      position += 1
    }
    return start..<position
  }

  /// The identifier that comes next, without stepping over it, and the character behind it.
  func identifierAhead() -> (word: String, next: UInt8)? {
    var ahead = self
    guard let word = ahead.identifier() else { return nil }
    return (string(of: word), ahead.peek())
  }

  /// A part of the text.
  func string(of range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Text in quotes; a backslash stands before a character that is meant as it is.
  mutating func quotedText() throws(FoldoutError) -> [UInt8] {
    guard peek() == UInt8(ascii: "\"") else { throw failure("a text in quotes is missing") }
    let start = position
    position += 1
    var found: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") { position += 1 }
      guard position < bytes.count else { break }
      found.append(bytes[position])
      position += 1
    }
    guard position < bytes.count else { throw failure("the text that begins here has no end", at: start) }
    position += 1
    return found
  }

  /// The characters between the quote that comes next and the one after it, no more than a bound.
  func word(atMost limit: Int) -> String {
    let rest = bytes[min(position + 1, bytes.count)...].prefix(limit)
    return String(decoding: rest.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  /// An identifier, or any text in quotes; nil where neither comes next.
  mutating func optionalName() throws(FoldoutError) -> [UInt8]? {
    if peek() == UInt8(ascii: "\"") { return try quotedText() }
    return identifier().map { Array(bytes[$0]) }
  }

  /// An identifier, or any text in quotes.
  mutating func name(_ what: String) throws(FoldoutError) -> [UInt8] {
    guard let name = try optionalName() else { throw failure("\(what) is missing") }
    return name
  }

  // MARK: Failures

  /// An error at a place, by default the next character.
  func failure(_ message: String, at place: Int? = nil) -> FoldoutError {
    var ahead = self
    ahead.skipBlanks()
    if place == nil, ahead.position >= bytes.count {
      return FoldoutError(
        .malformed, "cut-off", "the text breaks off, and \(message), at \(textPlace(bytes.count, in: bytes))",
        hint: "The file may be cut short; fetch or export it again.")
    }
    return FoldoutError(
      .malformed, "bad-text", "\(message), at \(textPlace(place ?? ahead.position, in: bytes))")
  }
}
