import ArgumentParser
import TestSupport
import Testing

@testable import FoldoutCommand

/// `@FILE` on the command line.
@Suite struct ResponseFileTests {
  @Test(arguments: [
    ("--depth 1 --flat", ["--depth", "1", "--flat"]),
    ("--depth\n\t1\r\n", ["--depth", "1"]),
    ("--title 'two words' --desc \"it's\"", ["--title", "two words", "--desc", "it's"]),
    ("--title=\"two words\" ''", ["--title=two words", ""]),
    ("# all of it\n--flat # and this: '\n--only a#b", ["--flat", "--only", "a#b"]),
    ("--open **/mlp $(x) `y` \\ ;", ["--open", "**/mlp", "$(x)", "`y`", "\\", ";"]),
    ("", []), (" \n# only this", []),
  ]) func words(_ text: String, _ words: [String]) {
    #expect(ResponseFile.words(in: text) == words)
  }

  @Test(arguments: ["'", "--title \"a", "--title 'a\"\n--flat"]) func quotesThatDoNotEnd(_ text: String) {
    #expect(ResponseFile.words(in: text) == nil)
  }

  @Test func filesStandForTheirWords() throws {
    let folder = try TestFolder()
    try folder.put(Array("--depth 1 @other".utf8), "options")
    let file = folder.path("options")
    #expect(
      try ResponseFile.expanded(["m.onnx", "@" + file, "-o", "x"])
        == ["m.onnx", "--depth", "1", "@other", "-o", "x"])
    #expect(try ResponseFile.expanded(["--", "@" + file]) == ["--", "@" + file])
  }

  @Test func whatCanNotBeReadIsAWord() throws {
    let folder = try TestFolder()
    let words = ["@" + folder.path("missing"), "@", "a@b", "@" + folder.path("")]
    #expect(try ResponseFile.expanded(words) == words)
  }

  @Test func filesThatAreNoOptions() throws {
    let folder = try TestFolder()
    try folder.put(Array(String(repeating: "-", count: ResponseFile.maxBytes + 1).utf8), "large")
    let large = folder.path("large")
    try folder.put(Array("--title 'a".utf8), "open")
    let open = folder.path("open")
    #expect(throws: ValidationError.self) { try ResponseFile.expanded(["@" + large]) }
    #expect(throws: ValidationError.self) { try ResponseFile.expanded(["@" + open]) }
  }
}
