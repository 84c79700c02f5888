import Diagnostics
import Testing

@testable import JSONInput
@testable import KerasReader

/// The JSON parser by itself.
@Suite struct JSONTests {
  private func with(_ text: String, _ body: (JSON) -> Void) throws {
    let bytes = Array(text.utf8)
    try bytes.withUnsafeBytes { bytes in
      let document = try JSONDocument(bytes)
      withExtendedLifetime(document) { body(document.root) }
    }
  }

  @Test func valuesAreFound() throws {
    try with(#" {"a": [1, -2.5, true, null, "x\"\u0041\/"], "b": {"c": []}, "n": 3.0} "#) { root in
      #expect(root.members.map(\.name) == ["a", "b", "n"])
      let list = root["a"].map { Array($0.elements) } ?? []
      #expect(list.map(\.int) == [1, nil, nil, nil, nil])
      #expect(list[1].double == -2.5)
      #expect(list[2].bool == true)
      #expect(list[3].isNull)
      #expect(list[4].string == "x\"A/")
      #expect(root["b"]?["c"]?.count == 0)
      #expect(root["n"]?.int == 3)
      #expect(root["missing"] == nil)
    }
  }

  @Test func keysAreFoundWithAndWithoutEscapes() throws {
    try with(#"{"ab": 1, "a\u0062c": 2, "a\"": 3, "": 4, "a": -Infinity}"#) { root in
      #expect(["ab", "abc", "a\"", "", "abcd"].map { root[$0]?.int } == [1, 2, 3, 4, nil])
      #expect(root["a"]?.double == -.infinity)
      #expect(root.count == 5)
    }
  }

  @Test func numbersKeepTheirBounds() throws {
    try with("[9223372036854775807, -9223372036854775807, 9223372036854775808, 1e3, -, 1.2.3, NaN]") { root in
      let list = Array(root.elements)
      #expect(list.map(\.int) == [.max, -.max, nil, 1000, 0, nil, nil])
      #expect(list[6].double?.isNaN == true)
      #expect(list[5].double == nil)
    }
  }

  @Test(arguments: [
    "", "{", "[1,", "[1 2]", "{\"a\" 1}", "{\"a\": 1,}", "[1,]", "nul", "\"abc", "{1: 2}", "]", "\"\\",
  ])
  func brokenTextsFail(text: String) {
    let bytes = Array(text.utf8)
    #expect(throws: FoldoutError.self) { try bytes.withUnsafeBytes { _ = try JSONDocument($0) } }
  }
}
