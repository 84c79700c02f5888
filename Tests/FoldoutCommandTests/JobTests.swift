import ArgumentParser
import FoldoutKit
import Testing

@testable import FoldoutCommand

/// Names of outputs, worked out from those of models.
@Suite struct JobTests {
  private func paths(
    _ model: String, _ output: String? = nil, _ format: OutputFormat? = nil, themes: [ThemeChoice?] = [nil],
    count: Int = 1
  ) throws -> [String] {
    try Job(model: model, output: output, format: format, themes: themes, count: count).paths
  }

  @Test func besideTheModel() throws {
    #expect(try paths("a/b.onnx") == ["a/b.svg"])
    #expect(try paths("a.b/c") == ["a.b/c.svg"])
    #expect(try paths("v1.2.onnx", nil, .png) == ["v1.2.png"])
    #expect(try paths(".onnx") == [".onnx.svg"])
  }

  @Test func whereTheCallerSays() throws {
    #expect(try paths("a/b.onnx", "out/") == ["out/b.svg"])
    #expect(try paths("a/b.onnx", "c.pdf") == ["c.pdf"])
    #expect(try paths("-", "out/") == ["out/model.svg"])
    #expect(try paths("-").isEmpty && paths("a.onnx", "-").isEmpty)
  }

  @Test func variantsStandBeforeTheExtension() throws {
    #expect(try paths("a.onnx", themes: [.light, .dark, .print]) == ["a.svg", "a~dark.svg", "a~print.svg"])
    #expect(try paths("a.onnx", "x.v2.png", themes: [.dark, .print]) == ["x.v2~dark.png", "x.v2~print.png"])
    #expect(try paths("a.onnx", themes: [.dark]) == ["a.svg"])
  }

  @Test func formatsFollowTheExtension() throws {
    let formats = try ["x.GV", "x.dot", "x.mmd", "x.MERMAID", "x.Html", "/dev/stdout"].map {
      try Job(model: "a", output: $0, format: nil, themes: [nil], count: 1).format
    }
    #expect(formats == [.dot, .dot, .mermaid, .mermaid, .html, .svg])
  }

  @Test func contradictions() {
    #expect(throws: ValidationError.self) { try paths("a.svg") }
    #expect(throws: ValidationError.self) { try paths("a.onnx", "x.gif") }
    #expect(throws: ValidationError.self) { try paths("a.onnx", "x.svg", count: 2) }
    #expect(throws: ValidationError.self) { try paths("a.onnx", "-", themes: [.light, .dark]) }
    #expect(throws: ValidationError.self) { try paths("a.onnx", nil, .html, themes: [.light, .dark]) }
    #expect(throws: ValidationError.self) {
      let jobs = try ["a/m.onnx", "b/m.onnx"].map {
        try Job(model: $0, output: "out/", format: nil, themes: [nil], count: 2)
      }
      try Job.checkDistinct(jobs)
    }
  }
}
