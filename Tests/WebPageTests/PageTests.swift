import Diagnostics
import DiagramModel
import Folding
import ModelGraph
import Rendering
import TestSupport
import Testing
import TextOutput

@testable import WebPage

@Suite struct PageTests {
  private let outline: Outline

  init() throws {
    var model = makeModel(
      "in x 1×8\nRelu x -> a @one\nTanh a -> b @one\nSqrt b -> c @two\nNeg c -> d @two\nout d")
    model.graphs[0].nodes[0].name = HostileText.name
    model.graphs[0].nodes[0].attributes = [Attribute("note", .string(HostileText.name))]
    outline = try fold(model)
  }

  private func scene(_ title: String) -> Scene {
    var scene = paint(Diagram(panels: [Panel()]), Placement(panels: [PanelPlacement(size: Size(10, 10))]))
    scene.title = title
    return scene
  }

  @Test func aTemplateForEachBlock() throws {
    var asked: [Int] = []
    let page = try renderHTML(outline, whole: scene("whole"), theme: .light) { block throws(FoldoutError) in
      asked.append(block)
      return scene("block \(block)")
    }
    #expect(asked == Array(1..<outline.blocks.count) && asked.count >= 2)
    #expect(page.diagnostics.isEmpty)
    #expect(String(decoding: page.bytes, as: UTF8.self).contains("<title>whole</title>"))
    let text = String(decoding: page.bytes, as: UTF8.self)
    for block in asked {
      #expect(text.contains("<template id=\"picture-\(block)\"><svg"))
      #expect(text.contains("block \(block)</title>"))
    }
  }

  @Test func theHeadingIsTheTabsTitleToo() throws {
    let page = try renderHTML(outline, whole: scene("whole"), heading: "a<b>.onnx", theme: .light) { _ in
      scene("")
    }
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("<title>a&lt;b&gt;.onnx</title>") && text.contains("<h1>a&lt;b&gt;.onnx</h1>"))
  }

  @Test func whatASceneThrowsIsThrown() {
    #expect(throws: FoldoutError(.internal, "no-scene", "none")) {
      try renderHTML(outline, whole: scene(""), theme: .dark) { _ throws(FoldoutError) in
        throw FoldoutError(.internal, "no-scene", "none")
      }
    }
  }

  @Test func namesInPagesAreSafe() throws {
    let page = try renderHTML(outline, whole: scene(HostileText.name), theme: .auto) { _ in scene("") }
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && UnsafeCharacter($0) != nil })
    #expect(!text.contains("a</script>"))
    // Not even as escapes, since the script shows what they mean.
    for escape in ["\\u202e", "\\u2066", "\\u061c", "\\u200b", "\\u001b", "\\udb40"] {
      #expect(!text.contains(escape))
    }
    #expect(text.contains("a\\u003c/script"), "the name is there, escaped")
  }
}
