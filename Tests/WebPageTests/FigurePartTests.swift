import DiagramModel
import Folding
import ModelGraph
import PictureFaults
import Rendering
import TestSupport
import Testing
import TextOutput

@testable import WebPage

@Suite struct FigurePartTests {
  private func scene(_ title: String) -> Scene {
    Scene(
      size: Size(20, 10), title: title, summary: "",
      items: [.rect(.init(frame: Rect(Point(0, 0), Size(20, 10)), fill: .series(2)))])
  }

  private var page: FigurePage {
    let choice = FigurePage.Choice(
      title: "What <is> shown", lines: ["a & b"],
      [("one", scene("1")), (HostileText.name, scene("2")), ("three", scene("3"))])
    return FigurePage(scene("all"), parts: [.scene(scene("head")), .choice(choice), .choice(choice)])
  }

  private func html(_ page: FigurePage) throws -> XMLElement {
    var out = MarkupWriter()
    out.raw("<main>")
    FigureParts(page, name: "view").write(into: &out) { scene, number in
      renderSVG(scene, SVGOptions(isFragment: true, idPrefix: "p\(number)"))
    }
    out.raw("</main>")
    return try parseXML(out.bytes)
  }

  /// Each choice is a group with a name; its buttons belong together, each with its own label and picture behind it.
  @Test func structure() throws {
    let main = try html(page)
    let groups = main.children.filter { $0.name == "fieldset" }
    #expect(groups.count == 2 && main.children.count { $0.name == "svg" } == 1)
    var ids: Set<String> = []
    for group in groups {
      #expect(group.children.first?.name == "legend" && group.children.first?.text == "What <is> shown")
      #expect(group.children.first { $0.name == "p" }?.text == "a & b")
      let options = try #require(group.children.last { $0.name == "div" })
      #expect(
        options.children.map(\.name) == Array(repeating: ["input", "label", "div"], count: 3).flatMap { $0 })
      let inputs = options.children.filter { $0.name == "input" }
      let labels = options.children.filter { $0.name == "label" }
      #expect(Set(inputs.map { $0["name"] }).count == 1)
      #expect(inputs.map { $0["checked"] != nil } == [true, false, false])
      #expect(inputs.map { $0["id"] } == labels.map { $0["for"] })
      #expect(labels[0].text == "one" && labels[2].text == "three")
      for input in inputs { #expect(ids.insert(input["id"] ?? "").inserted) }
      for picture in options.children.filter({ $0.name == "div" }) {
        #expect(picture.children.map(\.name) == ["svg"])
      }
    }
  }

  /// Two groups do not share their buttons, and pictures come in their order.
  @Test func order() throws {
    var seen: [String] = []
    var out = MarkupWriter()
    FigureParts(page, name: "x").write(into: &out) { scene, number in
      seen.append("\(number) \(scene.title)")
      return []
    }
    #expect(seen == ["0 head", "1 1", "2 2", "3 3", "4 1", "5 2", "6 3"])
    let text = String(decoding: out.bytes, as: UTF8.self)
    #expect(text.contains("name=\"x-1\"") && text.contains("name=\"x-2\""))
  }

  /// A tab with a choice: no script but the page's own, and the style sheet only where it is needed.
  @Test func tabs() throws {
    let outline = try fold(makeModel("in x 1×8\nRelu x -> a\nout a"))
    func text(_ page: FigurePage) throws -> String {
      let html = try renderHTML(
        outline, whole: scene("whole"), theme: .auto, tabs: [PageTab("figures", page)],
        sceneOf: { _ in scene("block") })
      #expect(htmlFaults(html.bytes).isEmpty)
      return String(decoding: html.bytes, as: UTF8.self)
    }
    let chosen = try text(page)
    #expect(chosen.contains(FigureParts.css) && chosen.contains("id=\"figures-1-0\" checked=\"\"/>"))
    #expect(!(try text(FigurePage(scene("one")))).contains("fieldset"))
  }
}
