import Diagnostics

/// A JSON text as a flat list of entries over its bytes, which must outlive it.
///
/// Nothing is decoded until somebody asks: a string of a hundred megabytes costs one entry.
final class JSONDocument {
  /// One value, or the key of a member, which stands right before its value.
  struct Entry {
    /// A scalar's first byte (a string's after its quote); a container's number of children.
    var start: UInt32
    /// The end of a scalar's bytes; the number of the entry after a container's last one.
    var end: UInt32
    var kind: Kind
  }

  enum Kind: UInt8 {
    case null, no, yes, number, string
    /// A string with backslashes in it.
    case escaped
    case array, object
  }

  /// How deep values may nest: far more than any model, far less than a stack holds.
  static let maxDepth = 1000
  /// How many values a text may have; a model of 1 MB has about 60,000.
  static let maxEntries = 16_000_000

  let bytes: UnsafeRawBufferPointer
  let entries: [Entry]

  /// Reads a text.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` with the offset of the first byte that is no JSON.
  init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    var parser = JSONParser(bytes)
    try parser.readAll()
    self.bytes = bytes
    entries = parser.entries
  }

  /// The outermost value. Values do not keep the document alive.
  var root: JSON { JSON(document: self, at: 0) }
}
