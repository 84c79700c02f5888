import DiagramModel
import Exporting
import Folding
import Foundation
import ModelGraph
import TestSupport
import Testing
import TextOutput

@Suite struct ExportFormatTests {
  private func parsed(_ json: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
  }

  @Test func outlineAsJSON() throws {
    let json = try parsed(outlineJSON(try fold(makeModel(small))))
    let blocks = try #require(json["blocks"] as? [[String: Any]])
    let items = try #require(
      json["items" as String] as? [[String: Any]] ?? blocks[0]["items"] as? [[String: Any]])
    #expect(blocks.contains { $0["title"] as? String == "enc" && $0["class"] as? String == "Encoder" })
    #expect(items.contains { $0["kind"] as? String == "input" && $0["name"] as? String == "x" })
    let operators = blocks.flatMap { $0["items"] as? [[String: Any]] ?? [] }.compactMap {
      $0["op"] as? String
    }
    #expect(Set(operators) == ["MatMul", "Relu", "Tanh"])
  }

  /// JSON loses nothing: an escape means the character that it stands for.
  @Test func hostileNamesComeBackFromJSON() throws {
    let model = hostileModel()
    let values = valuesJSON(model)
    #expect(String(values).unsafe.isEmpty)
    let named = try #require(try parsed(values)["values"] as? [String: Any])
    #expect(named[HostileText.name + "0"] != nil)
    #expect(String(outlineJSON(try fold(model))).unsafe.isEmpty)
    #expect(String(ModelSummary(model).json(valuesOf: model)).unsafe.isEmpty)
  }

  @Test func outlineAsDOT() throws {
    var options = FoldOptions()
    options.depth = 99
    let text = String(outlineDOT(try fold(makeModel(small), options), direction: .right))
    #expect(text.hasPrefix("digraph model {\n  rankdir=LR;\n") && text.hasSuffix("}\n"))
    #expect(text.contains("subgraph cluster_") && text.contains("label=\"enc · Encoder\""))
    let edges = text.split(separator: "\n").filter { $0.contains(" -> ") }
    #expect(edges.count == 4)
  }

  @Test func hostileNamesStayInsideTheirStrings() throws {
    var options = FoldOptions()
    options.depth = 99
    let text = String(outlineDOT(try fold(hostileModel(), options), direction: .down))
    #expect(text.unsafe.isEmpty)
    // Outside of strings nothing of a name is left.
    for line in text.split(separator: "\n") {
      var isInside = false
      var isEscaped = false
      var outside = ""
      for character in line {
        if isInside, !isEscaped, character == "\\" {
          isEscaped = true
          continue
        }
        if character == "\"", !isEscaped { isInside.toggle() } else if !isInside { outside.append(character) }
        isEscaped = false
      }
      #expect(!isInside && !outside.contains("script") && !outside.contains("<"), "\(line)")
    }
  }
}
