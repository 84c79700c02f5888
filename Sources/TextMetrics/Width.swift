import DiagramModel

/// Widths of text in the sans-serif that Helvetica, Arial, Liberation Sans and Arimo share.
enum Width {
  /// An allowance of 2 %: a viewer's font may be wider than the table's, and kerning may add to it.
  static let margin = 1.02

  /// One scalar's advance in thousandths of an em; for scripts outside the table an upper bound, for marks
  /// that sit on the scalar before them 0.
  static func advance(_ scalar: Unicode.Scalar, isBold: Bool) -> Int {
    let code = scalar.value
    for block in WidthTable.blocks where code >= block.first {
      let widths = isBold ? block.bold : block.regular
      let index = Int(code - block.first)
      if index < widths.count { return Int(widths[index]) }
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return fallback(code)
    }
  }

  /// Scripts that common fonts draw no wider than an em, and those that may be wider: whole words in one
  /// Arabic ligature, cuneiform, emoji.
  private static func fallback(_ code: UInt32) -> Int {
    switch code {
    case 0x0180...0x036F, 0x0460...0x05FF, 0x1E00...0x1FFF, 0x2000...0x200A: 800
    case 0x0600...0x0DFF: 1000
    case 0x0E00...0x1DFF, 0xA000...0xABFF: 1100
    case 0x1F000...0x1FAFF, 0x2600...0x27BF: 1400
    case 0xFDF0...0xFDFF: 9000
    case 0x12000...0x123FF: 4000
    case 0x12400...0x1BFFF: 1600
    default: 1050
    }
  }

  /// CSS pixels that scalars take in a style.
  static func pixels(_ thousandths: Int, _ style: TextStyle) -> Double {
    Double(thousandths) * style.fontSize / 1000 * margin
  }
}
