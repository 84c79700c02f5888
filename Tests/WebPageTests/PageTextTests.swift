import Testing

@testable import WebPage

@Suite struct PageTextTests {
  /// Examples of FIPS 180-4 and of lengths around a block's end, by `sha256sum`.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
  ])
  func hashes(_ text: String, _ expected: String) {
    let hex = SHA256.hash(Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hex == expected)
  }

  /// The script shows these texts, so an override must not reach it even as an escape.
  @Test func dataHoldsNoUnsafeText() {
    #expect(PageData.cut("user\u{202E}gpj.\u{61C}exe\nnext\u{1B}") == "usergpj.exe next\u{FFFD}")
  }

  @Test func longNamesAreCut() {
    #expect(PageData.cut(String(repeating: "x", count: 300)).count == 300)
    #expect(PageData.cut(String(repeating: "é", count: 301)).count == 301)
    #expect(PageData.cut(String(repeating: "x", count: 100_000)).count == 301)
  }
}
