import Testing

@testable import TextOutput

/// Lists of words in sentences.
@Suite struct ListedWordsTests {
  @Test(
    arguments: [
      ([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"),
    ] as [([String], String)])
  func oneWordStandsBeforeTheLast(_ words: [String], _ list: String) {
    #expect(listed(words, "or") == list)
  }
}
