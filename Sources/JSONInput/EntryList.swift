import Diagnostics
import Glibc

/// The places of a JSON text's values, see ``JSONDocument``, in memory of their own, which grows without being copied where the system can.
///
/// Not an array, since values point into it for as long as the document lives, and counting references at
/// each look would take half of the time of reading a model.
struct EntryList: ~Copyable {
  typealias Entry = UInt32

  private(set) var base: UnsafeMutablePointer<Entry>
  private(set) var count = 0
  private var capacity: Int

  /// Makes an empty list with room for `capacity` entries, at least one.
  ///
  /// - Throws: ``FoldoutError`` of kind `unavailable` where there is no memory for them.
  init(capacity: Int) throws(FoldoutError) {
    self.capacity = max(1, capacity)
    base = try Self.resized(nil, self.capacity)
  }

  deinit { free(base) }

  /// Takes time by itself only where the list has to grow.
  ///
  /// - Throws: ``FoldoutError`` of kind `unavailable` where there is no memory for it.
  mutating func append(_ entry: Entry) throws(FoldoutError) {
    if count == capacity {
      base = try Self.resized(base, 2 * capacity)
      capacity *= 2
    }
    (base + count).initialize(to: entry)
    count += 1
  }

  subscript(_ index: Int) -> Entry {
    get { base[index] }
    set { base[index] = newValue }
  }

  private static func resized(
    _ old: UnsafeMutablePointer<Entry>?, _ capacity: Int
  ) throws(FoldoutError) -> UnsafeMutablePointer<Entry> {
    guard let memory = realloc(old, capacity * MemoryLayout<Entry>.stride) else {
      throw FoldoutError(.unavailable, "no-memory", "there is no memory left")
    }
    return memory.assumingMemoryBound(to: Entry.self)
  }
}
