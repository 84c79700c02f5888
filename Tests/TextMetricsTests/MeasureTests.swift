import DiagramModel
import Testing

@testable import TextMetrics

@Suite struct MeasureTests {
  /// Advances from Adobe's Helvetica metrics: C 722 o 556 n 556 v 500; bold C 722 o 611 n 611 v 556.
  @Test func knownWidths() {
    #expect(abs(measure("Conv", style: .detail).width - 2.334 * 11 * 1.02) < 1e-9)
    #expect(abs(measure("Conv", style: .op).width - 2.5 * 12 * 1.02) < 1e-9)
    #expect(measure("", style: .op).width == 0)
    for (character, width) in [("×", 584), ("−", 584), ("…", 1000), ("·", 278), ("α", 578), ("Ж", 923)] {
      let scalar = character.unicodeScalars.first ?? " "
      #expect(Width.advance(scalar, isBold: false) == width, "\(character)")
    }
  }

  @Test func otherScripts() {
    #expect(Width.advance("\u{301}", isBold: false) == 0)
    #expect(Width.advance("層", isBold: false) >= 1000)
    #expect(Width.advance("🧠", isBold: true) >= 1000)
    #expect(measure("e\u{301}", style: .op).width == measure("e", style: .op).width)
  }

  @Test func blocksAreInOrderAndComplete() {
    var last: UInt32 = 0
    for block in WidthTable.blocks {
      #expect(block.first >= last)
      #expect(block.regular.count == block.bold.count)
      last = block.first + UInt32(block.regular.count)
    }
  }

  @Test(arguments: [20.0, 60, 100, 200]) func shortens(_ room: Double) {
    let name = "model.decoder.layers.31.post_attention_layernorm.weight"
    let line = shorten(name, style: .small, maxWidth: room)
    #expect(line.width <= room)
    #expect(line.text.contains("…"))
    #expect(line.width > room - 15, "\(line.text) leaves room unused")
    let parts = line.text.split(separator: "…", omittingEmptySubsequences: false)
    #expect(parts.count == 2 && name.hasPrefix(parts[0]) && name.hasSuffix(parts[1]))
  }

  @Test func shortTextStays() {
    #expect(shorten("Conv", style: .op, maxWidth: 100) == measure("Conv", style: .op))
    #expect(shorten("Conv", style: .op, maxWidth: 0).text == "…")
    #expect(shorten("Conv", style: .op, maxWidth: -5).text == "…")
  }

  /// Walking the whole text each time would take many minutes.
  @Test(.timeLimit(.minutes(10))) func longTextIsCheap() {
    let long = String(repeating: "weight", count: 1_000_000)
    for _ in 0..<2_000 { #expect(shorten(long, style: .op, maxWidth: 120).width <= 120) }
  }
}
