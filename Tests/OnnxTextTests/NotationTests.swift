import Diagnostics
import TestSupport
import Testing

@testable import OnnxText

/// ONNX's text notation, word by word.
@Suite struct NotationTests {
  /// What a text stands for, in the wire format; `failure` says why it stands for nothing.
  private func failure(_ text: String) -> FoldoutError? {
    do throws(FoldoutError) {
      _ = try encoded(text)
      return nil
    } catch {
      return error
    }
  }

  private static let header = "<ir_version: 8, opset_import: [\"\" : 18]>\n"

  @Test(arguments: [
    "<ir_version: 8>", "# made by hand\n\n < opset_import : []>", "\u{FEFF}<\n producer_name: \"x\"",
    "{\"irVersion\": \"8\"}", " {\n \"graph\": {}}", "{\"opset_import\": []}",
  ]) func isRecognised(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { OnnxTextFile.recognises($0) })
  }

  @Test(arguments: [
    "", "<", "<html>", "<?xml?>", "<ir_version>", "{}", "{\"class_name\": \"Functional\"}", "[1]", "{\"",
    "{\"modelTopology\": {}}", "agraph () => () {}", "\u{8}\u{8}",
  ]) func isNotRecognised(text: String) {
    #expect(!Array(text.utf8).withUnsafeBytes { OnnxTextFile.recognises($0) })
  }

  @Test func bytesOfASmallModel() throws {
    let found = try encoded("<ir_version: 8> g () => () {\n y = Relu (x) }").map { UInt8($0) }
    // Lengths of messages take five bytes.
    func message(_ field: UInt8, _ content: [UInt8]) -> [UInt8] {
      [field << 3 | 2, UInt8(content.count) | 0x80, 0x80, 0x80, 0x80, 0] + content
    }
    let node =
      [0x12, 1, UInt8(ascii: "y"), 0x22, 4] + Array("Relu".utf8) + [0x0A, 1, UInt8(ascii: "x")]
    #expect(found == [8, 8] + message(7, [0x12, 1, UInt8(ascii: "g")] + message(1, node)))
  }

  @Test(arguments: [
    ("g (float[N x) => () {}", "`]` is missing at the end of a shape, at line 2, column 12"),
    ("g () = > () {}", "`=>` is missing before the outputs, at line 2, column 6"),
    ("g () => () {\n  y = (x)\n}", "the name of an operator is missing, at line 3, column 7"),
    (
      "g () => () {\n  y = Relu <a: integer = 1> (x)\n}", "this is no kind of attribute, at line 3, column 16"
    ),
    (
      "g () => () { y = A <a = 99999999999999999999> () }",
      "the number does not fit into 64 bits, at line 2, column 25"
    ),
    ("g () => () { y = A <a: float = 1e999> () }", "the number is too large, at line 2, column 32"),
    ("g () => () { y = A <a = []> () }", "an empty list does not say what it is of, at line 2, column 27"),
    ("g () => () { y = A <a = [1, 2.5]> () }", "a whole number is missing, at line 2, column 29"),
    (
      "g () => () { y = A <a = \"é\\\"> () }",
      "the text that begins here has no end, at line 2, column 25"
    ),
    (
      "g () => () <int8[2] w = {1, 3000000000}> {}",
      "the number does not fit into 32 bits, at line 2, column 29"
    ),
    (
      "g () => () <int8[N] w = {1}> {}",
      "the tensor that comes here has a dim that is no number, at line 2, column 25"
    ),
  ]) func placeOfWhatIsWrong(text: String, message: String) throws {
    let error = try #require(failure(Self.header + text))
    #expect(error.kind == .malformed)
    #expect(error.diagnostic.code == "bad-text")
    #expect(error.diagnostic.message == message)
  }

  @Test func everyPrefixIsRefusedInWords() {
    let text =
      Self.header + """
        g (float[N,"2 * n",?] x, int64 n = {3}) => (seq(map(string, float[])) y)
        <float[2,1] "a b" = {1.5, -inf}, float16[3] w = ["location": "w.bin", "offset": "0"], bool flag> {
          [first] h, "" = ai.onnx.ml.Thing:two <a = [1, 2], s: string = "q\\"", t = int64[2] {1, 2}, k = @k> (x,, w)
          y = If (flag) <then_branch = one () => (z) { z = "odd op" (h) }, e: ints = []>
        }
        <domain: "local", opset_import: ["" : 18]> f <k, d: float = 2> (float[N] v) => (u) { u = Relu (v) }
        """
    #expect(failure(text) == nil)
    let bytes = Array(text.utf8)
    for count in bytes.indices {
      guard failure(String(decoding: bytes[..<count], as: UTF8.self)) == nil else { continue }
      // The graph ends here, and the function may be left out.
      #expect(bytes[..<count].count { $0 == UInt8(ascii: "}") } == 5)
    }
  }

  @Test func deepNestingIsRefused() {
    let graphs =
      Self.header + String(repeating: "g () => () { y = If (c) <b: graph = ", count: 5_000)
    #expect(failure(graphs)?.diagnostic.code == "too-deep")
    let types = Self.header + "g (" + String(repeating: "seq(", count: 100_000)
    #expect(failure(types)?.diagnostic.code == "too-deep")
    let json = String(repeating: "{\"graph\":{\"node\":[{\"attribute\":[{\"g\":", count: 40)
    #expect(
      failure("{\"irVersion\":1,\"graph\":{\"node\":[{\"attribute\":[{\"g\":" + json)?.kind == .malformed)
  }

  @Test(arguments: [
    ("{\"irVersion\": {}}", "`ir_version` should be a whole number, at line 1, column 15"),
    ("{\"irVersion\": 8,\n \"graph\": []}", "a GraphProto should be an object, at line 2, column 11"),
    ("{\"graph\": {\"node\": {}}}", "`node` should be a list, at line 1, column 20"),
    ("{\"graph\": {\"name\": 7}}", "`name` should be a text, at line 1, column 20"),
    (
      "{\"graph\": {\"initializer\": [{\"rawData\": \"A\"}]}}",
      "`raw_data` is no base64, at line 1, column 40"
    ),
    (
      "{\"graph\": {\"initializer\": [{\"uint64Data\": [\"-1\"]}]}}",
      "`uint64_data` should be a whole number that is not negative, at line 1, column 44"
    ),
  ]) func placeOfWhatIsWrongInJSON(text: String, message: String) throws {
    let error = try #require(failure(text))
    #expect(error.diagnostic.code == "bad-onnx-json")
    #expect(error.diagnostic.message == message)
  }

  @Test func base64WithAndWithoutPadding() {
    for (text, expected) in [
      ("", []), ("AA==", [0]), ("AA", [0]), ("AAE=", [0, 1]), ("-_8", [251, 255]), ("+/8=", [251, 255]),
      ("A", nil), ("A=A=", nil), ("A A=", nil),
    ] as [(String, [UInt8]?)] {
      var output = FieldWriter()
      let isRead = Array(text.utf8).withUnsafeBytes { decodeBase64($0, into: &output) }
      #expect(isRead == (expected != nil), "\(text)")
      if let expected { #expect(output.bytes == expected) }
    }
  }

  private func encoded(_ text: String) throws(FoldoutError) -> [UInt8] {
    var result: Result<[UInt8], FoldoutError>?
    Array(text.utf8).withUnsafeBytes { bytes in
      result = Result { () throws(FoldoutError) in try OnnxTextFile.encoded(bytes) }
    }
    return try result?.get() ?? []
  }
}
