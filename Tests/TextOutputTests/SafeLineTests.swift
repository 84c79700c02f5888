import Testing
import TextOutput

@Suite struct SanitizeTests {
  @Test func plainTextStays() {
    for text in ["", "Conv", "/layer1/layer1.0/conv1/Conv", "größe·层 ×2 → α", "שלום", "عربي"] {
      #expect(sanitized(text) == text)
    }
  }

  @Test func oneLineWithoutControls() {
    #expect(sanitized("a\nb\r\n\tc\u{2028}d") == "a b   c d")
    #expect(sanitized("a\u{0}b\u{1b}[31m\u{7f}") == "a�b�[31m�")
    let noncharacters = String(
      String.UnicodeScalarView([0xFFFE, 0x1FFFF, 0xFDD0].compactMap { Unicode.Scalar($0 as UInt32) }))
    #expect(noncharacters.unicodeScalars.count == 3)
    #expect(sanitized("x" + noncharacters + "y") == "x���y")
  }

  @Test func marksThatReorderOrHide() {
    let marks =
      "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{200E}\u{200F}\u{61C}"
    #expect(sanitized("a" + marks + "\u{200B}\u{200D}\u{FEFF}\u{AD}\u{E0041}\u{FE0F}b") == "ab")
    #expect(sanitized("e" + String(repeating: "\u{301}", count: 50) + "f") == "e\u{301}\u{301}f")
    #expect(sanitized("\u{301}a") == "a")
  }

  @Test func bounded() {
    let text = sanitized("head" + String(repeating: "x", count: 10_000_000) + "tail", limit: 100)
    #expect(text.unicodeScalars.count == 100)
    #expect(text.hasPrefix("headx") && text.hasSuffix("xtail") && text.contains("…"))
    #expect(sanitized(String(repeating: "ä", count: 300), limit: 100).unicodeScalars.count == 100)
    let hidden = String(repeating: "\u{200B}", count: 1_000_000)
    #expect(sanitized(hidden + "a" + hidden, limit: 50) == "…")
    #expect(sanitized("abcdef", limit: 0).unicodeScalars.count == 3)
  }

  @Test func twiceIsOnce() {
    for text in ["a\u{0}\u{202E}b\nc", String(repeating: "é\u{301}\u{301}\u{301}", count: 500)] {
      #expect(sanitized(sanitized(text)) == sanitized(text))
    }
  }
}
