import Glibc

/// Numbers C strings: equal bytes get the same number, counted from 0 in the order met.
///
/// The strings are not copied and must outlive the table. Hashing is seeded per process, so that no
/// file can make look-ups slow; the numbers do not depend on it.
struct ByteTable {
  private struct Key {
    private let start: UnsafeRawPointer?
    private let length: UInt32
    /// The low bits of the hash: more than a table has places.
    let hash: UInt32

    init(_ bytes: UnsafeRawBufferPointer, _ hash: Int) {
      start = bytes.baseAddress
      // A message, and so a name, has fewer than 2³¹ bytes.
      length = UInt32(truncatingIfNeeded: bytes.count)
      self.hash = UInt32(truncatingIfNeeded: hash)
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: Int(length)) }
  }

  private var keys: [Key] = []
  private var slots: [Int32]
  private var mask: Int

  init(expecting count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    keys.reserveCapacity(count)
  }

  var count: Int { keys.count }

  /// The number of a string, or nil where it was never added.
  func find(_ text: UnsafePointer<CChar>) -> Int? {
    let key = Self.key(text)
    let slot = place(of: key)
    return slots[slot] < 0 ? nil : Int(slots[slot])
  }

  /// The number of a string, new or not.
  mutating func add(_ text: UnsafePointer<CChar>) -> (number: Int, isNew: Bool) {
    add(Self.key(text))
  }

  /// The same for bytes that need not end in NUL.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    add(Self.key(bytes))
  }

  private mutating func add(_ key: Key) -> (number: Int, isNew: Bool) {
    var slot = place(of: key)
    if slots[slot] >= 0 { return (Int(slots[slot]), false) }
    if keys.count * 2 >= slots.count {
      grow()
      slot = place(of: key)
    }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    return (keys.count - 1, true)
  }

  /// Making a hasher costs more than hashing a name, copying one does not.
  private static let seeded = Hasher()

  private static func key(_ text: UnsafePointer<CChar>) -> Key {
    key(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }

  private static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> Key { key(UnsafeRawBufferPointer(bytes)) }

  private static func key(_ bytes: UnsafeRawBufferPointer) -> Key {
    var hasher = seeded
    hasher.combine(bytes: bytes)
    return Key(bytes, hasher.finalize())
  }

  private static func same(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    guard one.count == other.count else { return false }
    guard let start = one.baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, one.count) == 0
  }

  private func place(of key: Key) -> Int {
    var slot = Int(key.hash) & mask
    while slots[slot] >= 0 {
      let other = keys[Int(slots[slot])]
      if other.hash == key.hash, Self.same(other.bytes, key.bytes) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for (number, key) in keys.enumerated() {
      var slot = Int(key.hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }
}
