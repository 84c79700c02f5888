import Glibc

/// Tags by number, looked up by their bytes. In a log the tag that follows another is mostly the one that followed it before,
/// which is tried first.
struct TagTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing: numbers plus one, 0 for a free place. Never more than half full.
  private var places = [Int32](repeating: 0, count: 64)
  private var following: [Int] = []
  private var last = 0

  /// How many tags there are.
  var count: Int { ends.count }

  /// The number of a tag, which is new if no tag has its bytes; nil where there are too many. Constant on average.
  mutating func number(of tag: UnsafeRawBufferPointer) -> Int? {
    let tag = UnsafeRawBufferPointer(rebasing: tag.prefix(LogLimits.tagBytes))
    if count > 0 {
      let guess = following[last]
      if equals(guess, tag) {
        last = guess
        return guess
      }
    }
    guard let found = lookUp(tag) else { return nil }
    following[last] = found
    last = found
    return found
  }

  private mutating func lookUp(_ tag: UnsafeRawBufferPointer) -> Int? {
    var place = Self.hash(tag) & (places.count - 1)
    while places[place] > 0 {
      if equals(Int(places[place]) - 1, tag) { return Int(places[place]) - 1 }
      place = (place + 1) & (places.count - 1)
    }
    guard count < LogLimits.tags else { return nil }
    bytes.append(contentsOf: tag)
    ends.append(bytes.count)
    following.append(0)
    places[place] = Int32(count)
    if 2 * count > places.count { grow() }
    return count - 1
  }

  private func equals(_ number: Int, _ tag: UnsafeRawBufferPointer) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == tag.count else { return false }
    guard let other = tag.baseAddress else { return true }
    return bytes.withUnsafeBytes { known in
      known.baseAddress.map { memcmp($0 + start, other, tag.count) == 0 } ?? false
    }
  }

  private mutating func grow() {
    places = [Int32](repeating: 0, count: places.count * 2)
    for number in 0..<count {
      let start = number == 0 ? 0 : ends[number - 1]
      var place = bytes.withUnsafeBytes {
        Self.hash(UnsafeRawBufferPointer(rebasing: $0[start..<ends[number]])) & (places.count - 1)
      }
      while places[place] > 0 { place = (place + 1) & (places.count - 1) }
      places[place] = Int32(number + 1)
    }
  }

  /// FNV-1a. A file that makes all tags fall on one place pays with the number of tags, which is bounded.
  private static func hash(_ tag: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in tag { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
  }
}
