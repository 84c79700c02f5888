import FoldoutKit
import Testing

@testable import FoldoutCommand

/// Rules as text; whether make understands them is tried in EndToEndTests.
@Suite struct DepfileTests {
  private func text(_ outputs: [String], _ inputs: [String]) throws -> String {
    String(decoding: try Depfile.text([.init(outputs: outputs, inputs: inputs)]), as: UTF8.self)
  }

  @Test func inputsAreTargetsOfTheirOwn() throws {
    #expect(try text(["a.svg", "a~dark.svg"], ["a.onnx"]) == "a.svg a~dark.svg: a.onnx\na.onnx:\n")
    #expect(try text(["a.svg"], []) == "a.svg:\n")
    let twice = try Depfile.text([
      .init(outputs: ["1"], inputs: ["m"]), .init(outputs: ["2"], inputs: ["m"]),
    ])
    #expect(String(decoding: twice, as: UTF8.self) == "1: m\n2: m\nm:\n")
  }

  @Test func namesAreEscaped() throws {
    #expect(try text(["a b"], []) == "a\\ b:\n")
    #expect(try text(["a#1"], []) == "a\\#1:\n")
    #expect(try text(["a\\ b"], []) == "a\\\\\\ b:\n")
    #expect(try text(["$5"], []) == "$$5:\n")
    #expect(try text(["100%"], []) == "100\\%:\n")
    #expect(try text(["a=b"], []) == "foldout-equals := =\na$(foldout-equals)b:\n")
  }

  @Test(arguments: ["a;b", "a|b", "a\nb", "a\tb", "~a", "a\\"]) func unwritableNames(_ name: String) {
    let error = #expect(throws: FoldoutError.self) { try text([name], []) }
    #expect(error?.kind == .usage && error?.diagnostic.code == "make-name")
  }
}
