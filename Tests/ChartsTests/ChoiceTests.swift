import Charts
import DiagramModel
import PictureFaults
import Rendering
import TestSupport
import Testing

@Suite struct ChoiceTests {
  private func bars(_ label: String, _ rows: Int = 3) -> any Chart {
    BarChart(title: label, (0..<rows).map { .init("\(label) \($0)", Double($0 + 1)) })
  }

  private func sheet(_ count: Int, rows: Int = 3) -> Sheet {
    Sheet(
      "Heading", lines: ["a line"],
      sections: [
        .init("before", .charts([bars("b")])),
        .choice(
          title: "Features", lines: ["which two"],
          (0..<count).map { (label: "option \($0)", charts: [bars("chart \($0)", rows)]) }),
        .init("after", .charts([bars("a")])),
      ])
  }

  /// A page in parts: what is before the choice, its options, what is behind; the heading stands once.
  @Test func parts() throws {
    let page = sheet(3).page()
    #expect(page.hasChoices && page.parts.count == 3 && page.pictures.count == 5)
    guard case .scene(let before) = page.parts[0], case .choice(let choice) = page.parts[1],
      case .scene(let after) = page.parts[2]
    else {
      Issue.record("other parts than expected")
      return
    }
    #expect(before.text("Heading") != nil && before.text("before") != nil && before.text("after") == nil)
    #expect(after.text("Heading") == nil && after.text("after") != nil)
    #expect(choice.title == "Features" && choice.lines == ["which two"])
    #expect(choice.options.map(\.label) == ["option 0", "option 1", "option 2"])
    for (number, option) in choice.options.enumerated() {
      #expect(option.scene.title == "Features: option \(number)")
      #expect(option.scene.text("chart \(number)") != nil && option.scene.text("Features") == nil)
    }
    #expect(page.pictures.allSatisfy { sceneFaults($0).isEmpty })
  }

  /// A page without a choice is one picture, the same as ever.
  @Test func withoutChoice() {
    let plain = Sheet("t", sections: [.init(.charts([bars("b")]))])
    #expect(!plain.page().hasChoices && plain.page().scene == plain.scene())
    #expect(plain.page().pictures == [plain.scene()])
  }

  /// Pictures have all options with their names, in rows.
  @Test func pictures() throws {
    let scene = sheet(3).scene()
    #expect(sceneFaults(scene).isEmpty)
    for number in 0..<3 {
      #expect(scene.text("option \(number)") != nil && scene.text("chart \(number)") != nil)
    }
    #expect(scene.text("Features") != nil && scene.text("which two") != nil)
    #expect(!scene.texts.contains { $0.text.hasPrefix("Not shown") })
    let (first, second) = (try #require(scene.text("option 0")), try #require(scene.text("option 1")))
    #expect(first.at.y == second.at.y && first.at.x < second.at.x)
  }

  /// Of options that would make the picture too long, the first are drawn and the others named.
  @Test func longChoices() {
    let scene = sheet(9, rows: 30).scene()
    #expect(sceneFaults(scene).isEmpty)
    let drawn = (0..<9).filter { scene.text("option \($0)") != nil }
    #expect(drawn == Array(0..<4))
    let note = "Not shown: option 4, option 5, option 6, option 7, option 8."
    #expect(scene.text(note) != nil)
    // One is drawn whatever its height.
    let tall = Sheet("", sections: [.choice(title: "t", [("o", (0..<9).map { bars("\($0)", 30) })])]).scene()
    #expect(tall.text("o") != nil && tall.text("8") != nil)
  }

  @Test func hostileNames() {
    let page = Sheet(
      "",
      sections: [
        .choice(title: HostileText.name, [(HostileText.name, []), ("", [bars("")])]), .choice(title: "", []),
      ]
    ).page()
    for scene in page.pictures + [page.scene] {
      #expect(svgFaults(renderSVG(scene, SVGOptions(theme: .auto))).isEmpty)
    }
  }
}
