import Diagnostics

/// A JSON text as a flat list of places in its bytes, which must outlive it.
///
/// Each value, and each key right before its value, has an entry: the place of its first byte, by which its kind and its
/// end are found when somebody asks. A container has a second entry, which says where in the list it ends. So a value
/// takes 4 bytes, whatever it holds, and nothing is decoded until then.
///
///     {"a": [1, 2]}  // entries: 0 ↓8, 1, 6 ↓8, 7, 10
public final class JSONDocument {
  /// The memory that values look at.
  struct Text {
    let bytes: UnsafeRawBufferPointer
    let entries: UnsafePointer<EntryList.Entry>
  }

  private let entries: EntryList
  /// The number of values and keys: what it costs to look at everything once.
  public let count: Int
  private let text: UnsafeMutablePointer<Text>

  /// Reads a text.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` with the offset of the first byte that is no JSON.
  public init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    var parser = try JSONParser(bytes)
    try parser.readAll()
    count = parser.count
    entries = parser.finish()
    text = .allocate(capacity: 1)
    text.initialize(to: Text(bytes: bytes, entries: UnsafePointer(entries.base)))
  }

  deinit { text.deallocate() }

  /// The outermost value. Values do not keep the document alive.
  public var root: JSON { JSON(text: UnsafePointer(text), at: 0) }
}
