import Testing

@testable import Composing

@Suite struct NumberedTextTests {
  @Test(arguments: [
    ("768 → 3072", "# → #", [768, 3072]), ("3×3", "#×#", [3, 3]), ("/2", "/#", [2]), ("p1", "p#", [1]),
    ("axis −1", "axis −#", [1]), ("0.177", "0.177", []), ("1.5e3", "1.5e#", [3]), ("007 8", "007 #", [8]),
    ("0", "#", [0]), ("99999999999999999999", "99999999999999999999", []), ("", "", []), ("same", "same", []),
    ("12 heads × 64, 2 for keys", "# heads × #, # for keys", [12, 64, 2]),
  ])
  func comesApart(_ text: String, _ key: String, _ numbers: [Int64]) {
    let own = NumberedText(text)
    #expect(own.key == key)
    #expect(own.numbers == numbers)
    #expect(own.text == text, "the pieces are the text")
  }
}
