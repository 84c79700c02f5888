import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// Ports that are joined where there are too many to be drawn.
@Suite struct BundlingTests {
  /// Block `a` makes `count` values that differ; each is read in the block that `reader` names.
  private func text(_ count: Int, reader: (Int) -> String) -> String {
    var text = "in x\n"
    for index in 0..<count { text += "lib::A\(index) x -> a\(index) @a\n" }
    for index in 0..<count { text += "lib::B\(index) a\(index) -> b\(index) @\(reader(index))\n" }
    let all = (0..<count).map { "b\($0)" }.joined(separator: " ")
    return text + "Concat \(all) -> y\nout y"
  }

  /// By port of a block's lower border, what it is called.
  private func outputs(_ title: String, _ outline: Outline) throws -> [String] {
    try #require(outline.block(title)).outputs.map { outline.values[$0].name }
  }

  private func inputs(_ title: String, _ outline: Outline) throws -> [String] {
    try #require(outline.block(title)).inputs.map { outline.values[$0].name }
  }

  @Test func whatGoesTheSameWayIsOneLine() throws {
    let outline = try faultless(text(20) { _ in "b" })
    #expect(try outputs("a", outline) == ["20 values"])
    #expect(try inputs("b", outline) == ["20 values"])
    let lines = outline.blocks[0].links.map { outline.values[$0.value] }
    #expect(lines.map(\.name) == ["x", "20 values", "20 values", "y"])
    #expect(lines.map(\.count) == [1, 20, 20, 1])
    #expect(lines[1].type == nil)
  }

  @Test func whatGoesToDifferentBlocksIsNot() throws {
    let outline = try faultless(text(20) { $0 % 4 == 0 ? "b" : "c" })
    #expect(try outputs("a", outline) == ["5 values", "15 values"])
    // Few enough to be drawn one by one, but they come by one port.
    #expect(try inputs("b", outline).count == 5)
    let widths = outline.blocks[0].links.map { outline.values[$0.value].count }
    #expect(widths.reduce(0, +) >= 20)
  }

  @Test func moreWaysThanPortsAreOneLine() throws {
    let outline = try faultless(text(36) { "b\($0 / 2)" })
    #expect(try outputs("a", outline) == ["36 values"])
  }

  @Test func sixteenAreDrawn() throws {
    let outline = try faultless(text(16) { _ in "b" })
    #expect(try outputs("a", outline).count == 16)
    #expect(outline.values.allSatisfy { $0.count == 1 })
  }

  @Test(arguments: [FoldOptions(depth: 0), FoldOptions(maxBoxes: 3), FoldOptions(gathersRepeats: false)])
  func allAreDrawnOnDemand(_ options: FoldOptions) throws {
    let outline = try faultless(text(20) { _ in "b" }, options)
    #expect(try outputs("a", outline).count == 20)
    #expect(outline.values.allSatisfy { $0.count == 1 })
  }

  /// Fifteen ports each are few, but not with fourteen such blocks in one panel.
  @Test func crowdedPanelsJoinFewerToo() throws {
    var text = "in x\nlib::S x -> v0_0 v0_1 v0_2 v0_3 v0_4 v0_5 v0_6 v0_7 v0_8 v0_9 v0_10 v0_11 v0_12 v0_13\n"
    for block in 1...16 {
      for line in 0..<14 {
        text +=
          "lib::N\(block)_\(line) v\(block - 1)_\(line) v\(block - 1)_0 -> v\(block)_\(line) @b\(block)\n"
      }
    }
    let outline = try faultless(text + "out v16_3")
    let middle = try outputs("b8", outline)
    #expect(middle == ["14 values"])
    #expect(try inputs("b9", outline) == ["14 values"])
  }

  /// An operator's inputs are slots, which say what is what; its results that go one way are one line.
  @Test func operatorsKeepTheirSlots() throws {
    let names = (0..<20).map { "v\($0)" }.joined(separator: " ")
    let outline = try faultless("in x\nSplit x -> \(names)\nConcat \(names) -> y\nout y")
    #expect(textDump(outline) == "0 input x\n1 Split <- 0\n2 Concat <- 1\n3 output y <- 2\n")
    #expect(outline.blocks[0].links.map { outline.values[$0.value].name } == ["x", "20 values", "y"])
    let concat = try #require(outline.items.first { $0.inputs.count == 20 })
    #expect(concat.inputs.count == 20)
  }
}
