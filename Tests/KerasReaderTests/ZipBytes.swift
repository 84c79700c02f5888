/// A zip archive put together by hand, so that it can be as odd as no packer would make it.
struct ZipBytes {
  /// What stands before the first entry.
  var junk: [UInt8] = []
  var comment: [UInt8] = []
  /// Whether sizes and places stand in the fields of eight bytes.
  var isWide = false
  /// Whether an entry's sizes stand behind its data rather than before it.
  var hasDescriptors = false
  /// What stands between the name of an entry and its data; the directory knows nothing of it.
  var padding = 0
  var entries: [(name: String, data: [UInt8])] = []

  /// The archive, its entries stored as they are.
  var bytes: [UInt8] {
    var all = junk
    var directory: [UInt8] = []
    for (name, data) in entries {
      let place = all.count
      let crc = Self.crc32(data)
      all += local(name, data, crc) + data
      if hasDescriptors {
        all += Self.number(0x0807_4B50, 4) + Self.number(crc, 4)
        all += Self.number(data.count, isWide ? 8 : 4) + Self.number(data.count, isWide ? 8 : 4)
      }
      directory += central(name, data, crc, at: place)
    }
    let place = all.count
    all += directory
    if isWide {
      let wide = all.count
      all += Self.wideEnd(entries.count, directory.count, at: place) + Self.locator(wide)
    }
    return all + Self.end(isWide ? 0xFFFF : entries.count, directory.count, at: place, comment)
  }

  private func local(_ name: String, _ data: [UInt8], _ crc: Int) -> [UInt8] {
    let extra =
      padding > 0
      ? Self.number(0xD935, 2) + Self.number(padding, 2) + [UInt8](repeating: 0, count: padding) : []
    let size = hasDescriptors ? 0 : data.count
    return Self.number(0x0403_4B50, 4) + Self.number(isWide ? 45 : 20, 2)
      + Self.number(hasDescriptors ? 8 : 0, 2)
      + Self.number(0, 2) + Self.number(0x21 << 16, 4) + Self.number(hasDescriptors ? 0 : crc, 4)
      + Self.number(size, 4) + Self.number(size, 4) + Self.number(name.utf8.count, 2)
      + Self.number(extra.count, 2) + Array(name.utf8) + extra
  }

  private func central(_ name: String, _ data: [UInt8], _ crc: Int, at place: Int) -> [UInt8] {
    let wide = [data.count, data.count, place].flatMap { Self.number($0, 8) }
    let extra = isWide ? Self.number(1, 2) + Self.number(wide.count, 2) + wide : []
    let size = Self.number(isWide ? 0xFFFF_FFFF : data.count, 4)
    return Self.number(0x0201_4B50, 4) + Self.number(45, 2) + Self.number(isWide ? 45 : 20, 2)
      + Self.number(hasDescriptors ? 8 : 0, 2) + Self.number(0, 2) + Self.number(0x21 << 16, 4)
      + Self.number(crc, 4) + size + size + Self.number(name.utf8.count, 2) + Self.number(extra.count, 2)
      + Self.number(0, 10) + Self.number(isWide ? 0xFFFF_FFFF : place, 4) + Array(name.utf8) + extra
  }

  // MARK: Records at the end

  /// The record that every archive ends with.
  static func end(_ count: Int, _ size: Int, at place: Int, _ comment: [UInt8] = []) -> [UInt8] {
    let isWide = count == 0xFFFF
    return number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
      + number(isWide ? 0xFFFF_FFFF : size, 4) + number(isWide ? 0xFFFF_FFFF : place, 4)
      + number(comment.count, 2) + comment
  }

  /// The record with fields of eight bytes.
  static func wideEnd(_ count: Int, _ size: Int, at place: Int) -> [UInt8] {
    number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) + number(count, 8)
      + number(count, 8) + number(size, 8) + number(place, 8)
  }

  /// The record that says where that one is.
  static func locator(_ place: Int) -> [UInt8] {
    number(0x0706_4B50, 4) + number(0, 4) + number(place, 8) + number(1, 4)
  }

  /// A little-endian number; −1 is all ones.
  static func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  private static func crc32(_ data: [UInt8]) -> Int {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in data {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return Int(~crc)
  }
}
