import Diagnostics
import TestSupport
import Testing

@testable import Recordings

/// Names of tokens, from the files that tokenizers write.
@Suite struct VocabularyTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func labels(_ text: String, _ name: String = "tokens.json") throws -> Labels {
    try folder.put(Array(text.utf8), name)
    return try Labels(path: folder.path(name))
  }

  @Test func tokenizersOfHuggingFace() throws {
    let pieces = try labels(
      #"{"version": "1.0", "added_tokens": [{"id": 3, "content": "[MASK]"}], "model": {"type": "WordPiece", "vocab": {"[PAD]": 0, "the": 2, "a": 1}}}"#,
      "tokenizer.json")
    #expect(pieces.row(0, ids: [2, 3, 0, 9]) == ["the", "[MASK]", "[PAD]", "9"])
    let unigram = try labels(#"{"model": {"type": "Unigram", "vocab": [["<s>", 0.0], ["▁a", -1.5]]}}"#)
    #expect(unigram.row(0, ids: [1, 0]) == ["▁a", "<s>"])
  }

  @Test func idsByToken() throws {
    #expect(try labels(#"{"b": 1, "a": 0}"#, "vocab.json").row(0, ids: [1, 1, 0]) == ["b", "b", "a"])
    #expect(try labels("[PAD]\n\nthe\r\na\n", "vocab.txt").row(0, ids: [0, 2, 3]) == ["[PAD]", "the", "a"])
  }

  /// Where ids are known they count, else lists.
  @Test func listsBesideAVocabulary() throws {
    let both = try labels(#"{"vocab": ["a", "b", "c"], "rows": [["a", "c"], ["b", "b"]]}"#)
    #expect(
      both.row(1) == ["b", "b"] && both.row(0, ids: [2, 2, 1]) == ["c", "c", "b"] && both.row(7).isEmpty)
    let list = try labels(#"["x", "y"]"#)
    #expect(list.row(0, ids: [5, 6]) == ["x", "y"] && list.vocabulary.isEmpty)
  }

  @Test func filesThatAreNone() throws {
    for text in [#"{"model": {"vocab": {"a": "b"}}}"#, "{}", #"{"a": 1.5}"#, #"{"model": {"vocab": 3}}"#] {
      try folder.put(Array(text.utf8), "x.json")
      let error = #expect(throws: FoldoutError.self) { try Labels(path: folder.path("x.json")) }
      #expect(error?.diagnostic.code == "no-labels", "\(text)")
    }
  }
}
