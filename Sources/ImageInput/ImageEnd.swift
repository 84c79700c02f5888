extension ImageFormat {
  /// Whether a picture says where it ends, and it does: libraries fill what a cut file lacks with grey, without a word. True of
  /// formats whose library says so itself.
  ///
  /// Cost: linear in the bytes of a JPEG's pixels, else in the parts.
  func isComplete(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .png: Self.hasEndOfPNG(bytes)
    case .jpeg: Self.hasEndOfJPEG(bytes)
    case .bmp: Self.hasRowsOfBMP(bytes)
    case .webp: bytes.count >= 8 && bytes.count - 8 >= Self.number(bytes, 4)
    case .gif, .tiff: true
    }
  }

  /// Four bytes, little-endian.
  private static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    bytes[place..<(place + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Whether there are as many rows as the header says, where pixels are not packed.
  private static func hasRowsOfBMP(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 54, number(bytes, 14) >= 40, [0, 3].contains(number(bytes, 30)) else { return true }
    // Sizes have a sign: rows from the top have less than none.
    let width = Int(Int32(truncatingIfNeeded: number(bytes, 18)).magnitude)
    let height = Int(Int32(truncatingIfNeeded: number(bytes, 22)).magnitude)
    let bits = Int(bytes[28]) | Int(bytes[29]) << 8
    // A row fills words of 32 bits.
    let (needed, overflow) = ((width * bits + 31) / 32 * 4).multipliedReportingOverflow(by: height)
    return !overflow && needed <= bytes.count - min(bytes.count, number(bytes, 10))
  }

  /// Goes from chunk to chunk (PNG, section 5.3) up to IEND.
  private static func hasEndOfPNG(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var place = 8
    while bytes.count - place >= 12 {
      let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - place - 12 else { return false }
      if bytes[(place + 4)..<(place + 8)].elementsEqual("IEND".utf8) { return true }
      place += length + 12
    }
    return false
  }

  /// Goes from marker to marker (ITU-T T.81, B.1) up to the end of the image: pictures within others have ends, too.
  private static func hasEndOfJPEG(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var place = 2
    while place + 1 < bytes.count {
      let code = bytes[place + 1]
      // Pixels between markers; a 0 after a byte of ones says that it is one of theirs, and bytes of ones may fill.
      guard bytes[place] == 0xFF, code != 0, code != 0xFF else {
        place += 1
        continue
      }
      switch code {
      case 0xD9: return true
      case 0x01, 0xD0...0xD8: place += 2
      default:
        guard place + 3 < bytes.count else { return false }
        place += 2 + max(2, Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
      }
    }
    return false
  }
}
