import Glibc

/// The entries of a JSON text in memory of their own, which grows without being copied where the system can.
///
/// Not an array, since values point into it for as long as the document lives, and counting references at
/// each look would take half of the time of reading a model.
struct EntryList: ~Copyable {
  typealias Entry = JSONDocument.Entry

  private(set) var base: UnsafeMutablePointer<Entry>
  private(set) var count = 0
  private var capacity: Int

  /// Makes an empty list with room for `capacity` entries, at least one.
  init(capacity: Int) {
    self.capacity = max(1, capacity)
    base = Self.resized(nil, self.capacity)
  }

  deinit { free(base) }

  /// Takes time by itself only where the list has to grow.
  mutating func append(_ entry: Entry) {
    if count == capacity {
      capacity *= 2
      base = Self.resized(base, capacity)
    }
    (base + count).initialize(to: entry)
    count += 1
  }

  subscript(_ index: Int) -> Entry {
    get { base[index] }
    set { base[index] = newValue }
  }

  private static func resized(_ old: UnsafeMutablePointer<Entry>?, _ capacity: Int)
    -> UnsafeMutablePointer<Entry>
  {
    guard let memory = realloc(old, capacity * MemoryLayout<Entry>.stride) else {
      fatalError("there is no memory left")
    }
    return memory.assumingMemoryBound(to: Entry.self)
  }
}
