import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// The pills of a picture's inputs and outputs.
@Suite struct TerminalTests {
  /// The pills of a kind, in order.
  private func pills(_ outline: Outline, outputs: Bool) -> [(name: String, item: OutlineItem)] {
    outline.blocks[0].items.map { outline.items[$0] }.compactMap { item in
      switch item.content {
      case .input(let name): outputs ? nil : (name, item)
      case .output(let name): outputs ? (name, item) : nil
      default: nil
      }
    }
  }

  private func split(_ count: Int) -> String {
    let names = (0..<count).map { "v\($0)" }
    return "in x\nlib::Split x -> \(names.joined(separator: " "))\n"
      + names.map { "out \($0)\n" }.joined()
  }

  /// Readers that differ, so that nothing is a stack.
  private func readers(_ count: Int) -> String {
    (0..<count).map { "in x\($0)\n" }.joined()
      + (0..<count).map { "lib::Read\($0) x\($0) -> r\($0)\n" }.joined()
      + "Concat \((0..<count).map { "r\($0)" }.joined(separator: " ")) -> y\nout y"
  }

  @Test func sixteenOutputsHaveAPillEach() throws {
    #expect(try pills(faultless(split(16)), outputs: true).map(\.name) == (0..<16).map { "v\($0)" })
  }

  @Test func moreOutputsAreTheFirstTwelveAndTheRest() throws {
    let outline = try faultless(split(17))
    let pills = pills(outline, outputs: true)
    #expect(pills.map(\.name) == (0..<12).map { "v\($0)" } + ["+ 5 more outputs"])
    let rest = try #require(pills.last?.item)
    #expect(rest.repeats == 5)
    #expect(rest.rest.map { outline.values[$0].name } == (12..<17).map { "v\($0)" })
    #expect(rest.inputs.map { $0.map { outline.values[$0].name } } == [["5 values"]])
    let lines = (0..<12).map { "\($0 + 2) output v\($0) <- 1\($0 == 0 ? "" : ".\($0)")\n" }.joined()
    #expect(
      textDump(outline) == "0 input x\n1 lib::Split <- 0\n\(lines)14 output + 5 more outputs ×5 <- 1.12\n")
  }

  @Test func moreInputsAreTheFirstTwelveAndTheRest() throws {
    let outline = try faultless(readers(30))
    let pills = pills(outline, outputs: false)
    #expect(pills.map(\.name) == (0..<12).map { "x\($0)" } + ["+ 18 more inputs"])
    #expect(pills.last?.item.rest.count == 18)
    #expect(pills.last?.item.outputs.map { outline.values[$0].count } == [18])
  }

  /// The columns of a table were one pill before anything was too much.
  @Test func inputsThatDifferInANumberAreOnePill() throws {
    let names = (0..<500).map { "column_\($0)" }
    let text = names.map { "in \($0) 1×1\n" }.joined() + "Concat \(names.joined(separator: " ")) -> y\nout y"
    let pills = try pills(faultless(text), outputs: false)
    #expect(pills.map(\.item.repeats) == [500] && pills.allSatisfy { $0.item.rest.isEmpty })
  }

  @Test func oneValueAsTenThousandOutputs() throws {
    let text = "in x\nRelu x -> y\n" + String(repeating: "out y\n", count: 10_000)
    let outline = try faultless(text)
    let pills = pills(outline, outputs: true)
    #expect(pills.count == 13)
    #expect(pills.last?.name == "+ 9,988 more outputs")
    #expect(pills.reduce(0) { $0 + $1.item.repeats } == 10_000)
    #expect(outline.blocks[0].links.count == 14)
  }

  @Test(arguments: [FoldOptions(depth: 9), FoldOptions(maxBoxes: 5), FoldOptions(flat: true)])
  func allAreDrawnOnDemand(_ options: FoldOptions) throws {
    #expect(try pills(faultless(split(40), options), outputs: true).count == 40)
    #expect(try pills(faultless(readers(40), options), outputs: false).count == 40)
  }

  @Test func theInsideOfABlockHasThemToo() throws {
    let names = (0..<30).map { "v\($0)" }
    let text =
      "in x\nRelu x -> a\nlib::Split a -> \(names.joined(separator: " ")) @s\n"
      + names.map { "lib::Read\($0) \($0) -> r\($0) @t\n" }.joined()
      + "Concat \(names.map { "r\($0)" }.joined(separator: " ")) -> y\nout y"
    let outline = try faultless(text, FoldOptions(only: Glob("t")))
    #expect(pills(outline, outputs: false).last?.name == "+ 18 more inputs")
    #expect(pills(outline, outputs: true).last?.name == "+ 18 more outputs")
  }
}
