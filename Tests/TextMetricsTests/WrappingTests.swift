import DiagramModel
import Testing
import TextMetrics

@Suite struct WrappingTests {
  @Test func linesKeepTheWidth() {
    let text = "Some words that are to be set in lines of no more than a hundred pixels, one after the other"
    let lines = wrapped(text, style: .detail, width: 100)
    #expect(lines.count > 3 && lines.allSatisfy { $0.width <= 100 })
    #expect(lines.map(\.text).joined(separator: " ") == text)
    #expect(wrapped("short", style: .detail, width: 100).map(\.text) == ["short"])
    #expect(wrapped("", style: .detail, width: 100).map(\.text) == [""])
  }

  @Test func longWordsAreShortened() {
    let lines = wrapped("a " + String(repeating: "w", count: 200) + " b", style: .small, width: 80)
    #expect(lines.count == 3 && lines[1].text.contains("…") && lines[1].width <= 80)
  }
}
