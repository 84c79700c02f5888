import Diagnostics

/// Reads JSON text iteratively, so that no nesting can overflow the stack of the process. Python's
/// `NaN` and `Infinity` are numbers here.
///
/// Cost: one pass over the bytes; 4 bytes of memory a value, 8 a container.
struct JSONParser: ~Copyable {
  private var entries: EntryList
  /// The number of values and keys.
  private(set) var count = 0
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    self.bytes = bytes
    entries = try EntryList(capacity: min(bytes.count / 16 + 16, 1 << 20))
  }

  /// The entries read.
  consuming func finish() -> EntryList { entries }

  /// Reads the whole text.
  mutating func readAll() throws(FoldoutError) {
    guard bytes.count < UInt32.max else {
      throw FoldoutError(.malformed, "json-too-large", "the JSON text is larger than 4 GB")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    try read()
    skipBlanks()
    if position < bytes.count, bytes[position] != 0 { throw unexpected("after the end of the JSON text") }
  }

  // MARK: Reading

  /// A container that is not closed yet.
  private struct Open {
    var entry: Int
    var isObject: Bool
  }

  private mutating func read() throws(FoldoutError) {
    var open: [Open] = []
    while true {
      skipBlanks()
      if try opensContainer(&open) { continue }
      while true {
        guard let top = open.indices.last else { return }
        skipBlanks()
        let byte = try next()
        if byte == UInt8(ascii: ",") {
          skipBlanks()
          if open[top].isObject { try readKey() }
          break
        }
        guard byte == (open[top].isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          position -= 1
          throw unexpected("in \(open[top].isObject ? "an object" : "an array")")
        }
        close(&open)
      }
    }
  }

  /// Reads a scalar or the start of a container; true where a value of that container comes next.
  private mutating func opensContainer(_ open: inout [Open]) throws(FoldoutError) -> Bool {
    guard count < JSONLimits.entries else {
      throw FoldoutError(.malformed, "json-too-large", "the JSON text has more than 16 million values")
    }
    let byte = try next()
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      try readScalar(byte)
      return false
    }
    guard open.count < JSONLimits.depth else {
      throw FoldoutError(
        .malformed, "json-too-deep",
        "the JSON text nests more than \(JSONLimits.depth) levels deep, at byte \(position - 1)")
    }
    let isObject = byte == UInt8(ascii: "{")
    open.append(Open(entry: entries.count, isObject: isObject))
    try add(at: position - 1)
    try entries.append(0)
    skipBlanks()
    if position < bytes.count, bytes[position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      position += 1
      close(&open)
      return false
    }
    if isObject { try readKey() }
    return true
  }

  private mutating func close(_ open: inout [Open]) {
    let own = open.removeLast()
    entries[own.entry + 1] = UInt32(entries.count)
  }

  private mutating func add(at place: Int) throws(FoldoutError) {
    try entries.append(UInt32(place))
    count += 1
  }

  private mutating func readKey() throws(FoldoutError) {
    guard try next() == UInt8(ascii: "\"") else {
      position -= 1
      throw unexpected("where a key should be")
    }
    try readString()
    skipBlanks()
    guard try next() == UInt8(ascii: ":") else {
      position -= 1
      throw unexpected("after a key")
    }
  }

  private mutating func readScalar(_ first: UInt8) throws(FoldoutError) {
    switch first {
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "n"): try readWord("null")
    case UInt8(ascii: "t"): try readWord("true")
    case UInt8(ascii: "f"): try readWord("false")
    case UInt8(ascii: "N"): try readWord("NaN")
    case UInt8(ascii: "I"): try readWord("Infinity")
    case UInt8(ascii: "-") where position < bytes.count && bytes[position] == UInt8(ascii: "I"):
      try readWord("-Infinity")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
    default:
      position -= 1
      throw unexpected("where a value should be")
    }
  }

  private mutating func readWord(_ word: StaticString) throws(FoldoutError) {
    let start = position - 1
    for index in 0..<word.utf8CodeUnitCount {
      guard start + index < bytes.count else { throw cutOff }
      guard bytes[start + index] == word.utf8Start[index] else {
        position = start
        throw unexpected("where a value should be")
      }
    }
    position = start + word.utf8CodeUnitCount
    try add(at: start)
  }

  private mutating func readNumber() throws(FoldoutError) {
    try add(at: position - 1)
    while position < bytes.count, JSON.isInNumber(bytes[position]) { position += 1 }
  }

  private mutating func readString() throws(FoldoutError) {
    try add(at: position - 1)
    while position < bytes.count {
      let byte = bytes[position]
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return }
    }
    throw cutOff
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func next() throws(FoldoutError) -> UInt8 {
    guard position < bytes.count else { throw cutOff }
    position += 1
    return bytes[position - 1]
  }

  private var cutOff: FoldoutError {
    FoldoutError(
      .malformed, "json-cut-off", "the JSON text breaks off at byte \(bytes.count)",
      hint: "The file may be cut short; fetch or export it again.")
  }

  private func unexpected(_ place: String) -> FoldoutError {
    FoldoutError(
      .malformed, "bad-json", "unexpected byte \(position) \(place), at \(textPlace(position, in: bytes))")
  }
}
