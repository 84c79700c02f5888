/// HTML as UTF-8 bytes, built by appending.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  /// Appends markup.
  mutating func raw(_ markup: String) { bytes += markup.utf8 }

  /// Appends markup.
  mutating func raw(_ markup: [UInt8]) { bytes += markup }

  /// Appends hostile text. Control characters and marks that reorder text are left out.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: raw("&amp;")
      case 0x3C: raw("&lt;")
      case 0x3E: raw("&gt;")
      case 0x22: raw("&quot;")
      case 0x27: raw("&#39;")
      case 0x09, 0x0A, 0x0D: raw(" ")
      case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: break
      default: bytes += String(scalar).utf8
      }
    }
  }
}
