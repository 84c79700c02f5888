import FoldoutKit
import Foundation
import TestSupport
import Testing

/// The quick start of the documentation compiles, since it is a file of these tests, and does what it says.
@Suite struct QuickStartTests {
  @Test func theArticleHoldsTheFile() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let article = tests.appendingPathComponent("../../Sources/FoldoutKit/FoldoutKit.docc/QuickStart.md")
    let text = try String(contentsOf: article.standardizedFileURL, encoding: .utf8)
    let code = try String(contentsOf: tests.appendingPathComponent("QuickStart.swift"), encoding: .utf8)
    #expect(text.contains("```swift\n\(code)```\n"), "put QuickStart.swift into the article as it is")
  }

  @Test func theCodeDraws() throws {
    let svg = try parseXML(Array(drawBlock("layer1", ofFile: modelPath("resnet50-ts.onnx")).utf8))
    #expect(svg.all.first { $0.name == "title" }?.text.contains("layer1") == true)
  }

  @Test func theCodeNamesReasons() {
    #expect(reasonAgainst(modelPath("resnet50-ts.onnx")) == nil)
    #expect(reasonAgainst("/nonexistent.onnx") == "The file can't be read.")
    #expect(reasonAgainst(#filePath)?.hasPrefix("The file is damaged: ") == true)
  }
}
