import Testing

@testable import TextOutput

@Suite struct UnsafeCharacterTests {
  @Test(
    arguments: [
      (0x09, UnsafeCharacter.lineBreak), (0x0A, .lineBreak), (0x85, .lineBreak), (0x2028, .lineBreak),
      (0x2029, .lineBreak), (0x00, .control), (0x1B, .control), (0x7F, .control), (0x9B, .control),
      (0x061C, .direction), (0x200E, .direction), (0x200F, .direction), (0x202A, .direction),
      (0x202E, .direction), (0x2066, .direction), (0x2069, .direction), (0xAD, .invisible),
      (0x200B, .invisible), (0x200D, .invisible), (0x2060, .invisible), (0x3164, .invisible),
      (0xFE0F, .invisible), (0xFEFF, .invisible), (0xFFF9, .invisible), (0xE0041, .invisible),
      (0xE0100, .invisible), (0x1D173, .invisible), (0xFDD0, .noncharacter), (0xFFFE, .noncharacter),
      (0x1FFFF, .noncharacter), (0x10FFFF, .noncharacter),
    ] as [(UInt32, UnsafeCharacter)])
  func classes(_ code: UInt32, _ expected: UnsafeCharacter) {
    #expect(Unicode.Scalar(code).flatMap { UnsafeCharacter($0) } == expected)
  }

  @Test func writingStays() {
    for scalar in "Az09~ é ß ł Ж ש ع 層 한 🧠 ×−…·→ \u{301} \u{600} \u{FFFD}".unicodeScalars {
      #expect(UnsafeCharacter(scalar) == nil, "U+\(String(scalar.value, radix: 16))")
    }
  }

  /// All control and format characters, all separators but spaces, and all that XML forbids.
  @Test func nothingOfTheseCategoriesIsSafe() {
    let drawn: Set<UInt32> = [
      0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
    ]
    for scalar in allScalars() where !drawn.contains(scalar.value) {
      let isBad =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isVariationSelector || scalar.properties.isNoncharacterCodePoint
        }
      if isBad { #expect(UnsafeCharacter(scalar) != nil, "U+\(String(scalar.value, radix: 16))") }
    }
  }
}

/// Every Unicode scalar, in order.
func allScalars() -> some Sequence<Unicode.Scalar> {
  (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
}
