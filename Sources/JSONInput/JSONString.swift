/// Undoes the escapes of JSON strings.
public enum JSONString {
  /// The bytes with `\n`, `\u00e9` and their like replaced. Halves of a surrogate pair that stand alone
  /// become U+FFFD, and a backslash before any other byte is dropped.
  public static func unescaped(_ raw: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < raw.count else {
        result.append(byte)
        continue
      }
      let mark = raw[index]
      index += 1
      switch mark {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "u"): result += UTF8.encode(scalar(raw, &index)).map(Array.init) ?? []
      default: result.append(mark)
      }
    }
    return result
  }

  /// The scalar of the four digits at `index`, and of the `\u` that follows where both make a pair.
  private static func scalar(_ raw: UnsafeRawBufferPointer, _ index: inout Int) -> Unicode.Scalar {
    guard let first = unit(raw, at: index) else { return "\u{FFFD}" }
    index += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < raw.count, raw[index] == UInt8(ascii: "\\"),
      raw[index + 1] == UInt8(ascii: "u"),
      let second = unit(raw, at: index + 2), (0xDC00..<0xE000).contains(second)
    else { return "\u{FFFD}" }
    index += 6
    return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00) ?? "\u{FFFD}"
  }

  private static func unit(_ raw: UnsafeRawBufferPointer, at index: Int) -> UInt16? {
    guard index + 4 <= raw.count else { return nil }
    var value: UInt16 = 0
    for byte in raw[index..<(index + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
