import Folding
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("", "", true), ("", "a", false), ("a", "a", true), ("a", "b", false), ("a", "ab", false),
    ("*", "", true), ("*", "abc", true), ("*", "a/b", false), ("**", "a/b/c", true), ("**", "", true),
    ("a*", "abc", true), ("a*", "ba", false), ("*c", "abc", true), ("a*c", "abbbc", true),
    ("a*c", "a/c", false),
    ("a**c", "a/b/c", true), ("?", "a", true), ("?", "/", false), ("?", "", false), ("?", "é", true),
    ("layer?.0", "layer1.0", true), ("encoder/*", "encoder/x", true), ("encoder/*", "encoder/x/y", false),
    ("**/mlp", "a/b/mlp", true), ("**/mlp", "mlp", false), ("a.c", "abc", false), ("[a]", "a", false),
    ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false), ("***", "a/b", true),
  ])
  func matching(pattern: String, text: String, expected: Bool) {
    #expect(Glob(pattern).matches(text) == expected)
  }

  @Test(.timeLimit(.minutes(10))) func manyStarsEnd() {
    let pattern = String(repeating: "*a", count: 50)
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 400) + "b"))
  }
}
