/// Finds where in a zip archive the bytes of an entry lie that is not packed, so that a file in it can be
/// looked at where it is, however large.
enum StoredEntry {
  /// The bytes of the entry of that name; nil where there is none, it is packed, or the archive is odd.
  static func bytes(of name: String, in archive: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard let end = endRecord(archive) else { return nil }
    var count = number(archive, end + 10, 2)
    var position = number(archive, end + 16, 4)
    if count == 0xFFFF || position == 0xFFFF_FFFF {
      guard let wide = wideEndRecord(archive, before: end) else { return nil }
      count = number(archive, wide + 32, 8)
      position = number(archive, wide + 48, 8)
    }
    let wanted = Array(name.utf8)
    for _ in 0..<min(count, 100_000) {
      guard position >= 0, position <= archive.count - 46, number(archive, position, 4) == 0x0201_4B50 else {
        return nil
      }
      let nameLength = number(archive, position + 28, 2)
      let extraLength = number(archive, position + 30, 2)
      let next = position + 46 + nameLength + extraLength + number(archive, position + 32, 2)
      guard next <= archive.count else { return nil }
      if archive[(position + 46)..<(position + 46 + nameLength)].elementsEqual(wanted) {
        guard number(archive, position + 10, 2) == 0 else { return nil }
        return content(
          archive, position, extra: (position + 46 + nameLength)..<(position + 46 + nameLength + extraLength))
      }
      position = next
    }
    return nil
  }

  /// The bytes that an entry of the central directory stands for.
  private static func content(
    _ archive: UnsafeRawBufferPointer, _ entry: Int, extra: Range<Int>
  ) -> UnsafeRawBufferPointer? {
    var size = number(archive, entry + 24, 4)
    var offset = number(archive, entry + 42, 4)
    var wide = widened(archive, extra)
    if size == 0xFFFF_FFFF { size = wide.isEmpty ? -1 : wide.removeFirst() }
    if number(archive, entry + 20, 4) == 0xFFFF_FFFF, !wide.isEmpty { wide.removeFirst() }
    if offset == 0xFFFF_FFFF { offset = wide.isEmpty ? -1 : wide.removeFirst() }
    guard size >= 0, offset >= 0, offset <= archive.count - 30, number(archive, offset, 4) == 0x0403_4B50
    else {
      return nil
    }
    let start = offset + 30 + number(archive, offset + 26, 2) + number(archive, offset + 28, 2)
    guard start <= archive.count, size <= archive.count - start else { return nil }
    return UnsafeRawBufferPointer(rebasing: archive[start..<(start + size)])
  }

  /// The eight-byte numbers of the extra field that holds what does not fit into four.
  private static func widened(_ archive: UnsafeRawBufferPointer, _ extra: Range<Int>) -> [Int] {
    var position = extra.lowerBound
    while position + 4 <= extra.upperBound {
      let length = number(archive, position + 2, 2)
      guard position + 4 + length <= extra.upperBound else { return [] }
      if number(archive, position, 2) == 1 {
        return (0..<(length / 8)).map { number(archive, position + 4 + 8 * $0, 8) }
      }
      position += 4 + length
    }
    return []
  }

  private static func endRecord(_ archive: UnsafeRawBufferPointer) -> Int? {
    guard archive.count >= 22 else { return nil }
    for position in stride(from: archive.count - 22, through: max(0, archive.count - 22 - 0xFFFF), by: -1)
    where archive[position] == 0x50 && number(archive, position, 4) == 0x0605_4B50 {
      return position
    }
    return nil
  }

  private static func wideEndRecord(_ archive: UnsafeRawBufferPointer, before end: Int) -> Int? {
    guard end >= 20, number(archive, end - 20, 4) == 0x0706_4B50 else { return nil }
    let position = number(archive, end - 12, 8)
    guard position >= 0, position <= archive.count - 56, number(archive, position, 4) == 0x0606_4B50 else {
      return nil
    }
    return position
  }

  /// A little-endian number; −1 where it does not fit or lies outside.
  private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _ length: Int) -> Int {
    guard offset >= 0, offset <= bytes.count - length else { return -1 }
    var value: UInt64 = 0
    for index in 0..<length { value |= UInt64(bytes[offset + index]) << (8 * UInt64(index)) }
    return Int(exactly: value) ?? -1
  }
}
