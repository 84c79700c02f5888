import Testing
import TextOutput

@testable import WebPage

@Suite struct CopyNameTests {
  @Test(arguments: [
    (["layers.0.mlp", "layers.1.mlp", "layers.17.mlp"], "layers.", ".mlp", ["0", "1", "17"]),
    (["a", "a"], "a", "", ["", ""]),
    // What names begin and end with may not overlap in the shortest one.
    (["x1x", "x11x", "x111x"], "x1", "x", ["", "1", "11"]),
    (["aa", "aaa"], "aa", "", ["", "a"]),
    (["", "b"], "", "", ["", "b"]),
    (["é1", "é2"], "é", "", ["1", "2"]),
    ([], "", "", []),
  ])
  func share(_ names: [String], _ start: String, _ end: String, _ middles: [String]) {
    let found = CopyNames(names)
    #expect(found.start == start && found.end == end && found.middles == middles)
    #expect(found.middles.map { start + $0 + end } == names)
  }

  /// Both halves of a scalar beyond the basic plane stay together, or the script would show two broken ones.
  @Test func scalarsAreWhole() {
    let found = CopyNames(["\u{1F600}", "\u{1F601}"])
    #expect(found.start.isEmpty && found.end.isEmpty && found.middles == ["\u{1F600}", "\u{1F601}"])
  }

  @Test func asJSON() {
    var json = JSONWriter(.script)
    json.object { json in CopyNames(["a<1", "a<2"]).write("names", to: &json) }
    #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"names":["a\u003c","","1","2"]}"#)
  }
}
