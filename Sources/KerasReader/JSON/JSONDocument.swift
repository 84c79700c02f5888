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

  /// The memory that values look at.
  struct Text {
    let bytes: UnsafeRawBufferPointer
    let entries: UnsafePointer<Entry>
  }

  private let entries: EntryList
  private let text: UnsafeMutablePointer<Text>

  /// Reads a text.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` with the offset of the first byte that is no JSON.
  init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    var parser = try JSONParser(bytes)
    try parser.readAll()
    entries = parser.finish()
    text = .allocate(capacity: 1)
    text.initialize(to: Text(bytes: bytes, entries: UnsafePointer(entries.base)))
  }

  deinit { text.deallocate() }

  /// The number of values and keys: what it costs to look at everything once.
  var count: Int { entries.count }

  /// The outermost value. Values do not keep the document alive.
  var root: JSON { JSON(text: UnsafePointer(text), at: 0) }
}
