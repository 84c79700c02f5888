/// The rows of a text whose cells are separated by one character (RFC 4180).
struct DelimitedRows {
  private let bytes: UnsafeRawBufferPointer
  private let separator: UInt8
  private var at: Int
  /// Whether the last row ended with a line break. One that did not may still be written.
  private(set) var isComplete = true

  /// Begins after the mark that some writers put first.
  init(_ bytes: UnsafeRawBufferPointer, separator: UInt8) {
    (self.bytes, self.separator) = (bytes, separator)
    at = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// What may stand between cells.
  static let separators = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// The next row; nil at the end. Rows of nothing are passed over.
  mutating func next() -> [Cell]? {
    while at < bytes.count {
      if let row = row() { return row }
    }
    return nil
  }

  private mutating func row() -> [Cell]? {
    var cells: [Cell] = []
    isComplete = false
    while true {
      let cell = self.cell()
      if cells.count < LogLimits.columns { cells.append(cell) }
      guard at < bytes.count else { break }
      let byte = bytes[at]
      at += 1
      if byte == separator { continue }
      if byte == UInt8(ascii: "\r"), at < bytes.count, bytes[at] == UInt8(ascii: "\n") { at += 1 }
      isComplete = true
      break
    }
    return cells.count == 1 && cells[0].bytes.isEmpty ? nil : cells
  }

  private mutating func cell() -> Cell {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
      let start = at
      while at < bytes.count, !isEnd(bytes[at]) { at += 1 }
      return Cell(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<at]), isQuoted: false)
    }
    at += 1
    let start = at
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
        at += 1
      }
      at += 1
    }
    let end = min(at, bytes.count)
    while at < bytes.count, !isEnd(bytes[at]) { at += 1 }
    return Cell(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), isQuoted: true)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// One cell, as it stands in the text.
  struct Cell {
    let bytes: UnsafeRawBufferPointer
    let isQuoted: Bool

    /// The text, no longer than a tag.
    var text: String {
      let text = String(decoding: bytes.prefix(LogLimits.tagBytes), as: UTF8.self)
      guard isQuoted else { return text.trimmed }
      var plain = ""
      var wasQuote = false
      for character in text {
        wasQuote = character == "\"" && !wasQuote
        if !wasQuote { plain.append(character) }
      }
      return plain
    }

    /// The number; nil for an empty cell and for words, of which `NA` is one.
    var number: Double? {
      var rest = bytes[...]
      while let first = rest.first, first == UInt8(ascii: " ") { rest = rest.dropFirst() }
      while let last = rest.last, last == UInt8(ascii: " ") { rest = rest.dropLast() }
      guard !rest.isEmpty, rest.count <= LogLimits.numberBytes else { return nil }
      return Double(String(decoding: rest, as: UTF8.self))
    }
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
