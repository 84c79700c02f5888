/// The chunks of a PNG file (ISO/IEC 15948), as few as there may be.
struct PNGWriter {
  private(set) var bytes: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

  /// The types of colours that are written.
  private enum ColorType: UInt8 { case grey = 0, rgb = 2, palette = 3 }

  mutating func writePalette(_ packed: PackedPalette, _ columns: Int, _ rows: Int) {
    header(columns, rows, depth: packed.depth, .palette)
    chunk(
      "PLTE", packed.colors.flatMap { [UInt8($0 >> 16 & 0xFF), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)] })
    if let clear = packed.clear {
      // Opacity of the entries up to the clear one; those after it are opaque.
      chunk("tRNS", [UInt8](repeating: 255, count: clear) + [0])
    }
    end(packed.lines)
  }

  mutating func writeFiltered(_ pixels: [UInt8], channels: Int, _ columns: Int, _ rows: Int) {
    header(columns, rows, depth: 8, channels == 3 ? .rgb : .grey)
    end(filteredLines(pixels, channels: channels, columns: columns, rows: rows))
  }

  private mutating func header(_ columns: Int, _ rows: Int, depth: UInt8, _ type: ColorType) {
    // No interlacing, and the one compression and family of filters that there are.
    chunk("IHDR", Self.word(columns) + Self.word(rows) + [depth, type.rawValue, 0, 0, 0])
  }

  private mutating func end(_ lines: [UInt8]) {
    chunk("IDAT", zlibStream(lines))
    chunk("IEND", [])
  }

  private mutating func chunk(_ type: StaticString, _ content: [UInt8]) {
    bytes += Self.word(content.count)
    let start = bytes.count
    type.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes += content
    bytes += Self.word(Int(crc32(bytes[start...])))
  }

  private static func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
