import Testing

@testable import Folding

/// Blocks that are put into the one around them.
@Suite struct DissolvedBlockTests {
  /// The lines of the page in words.
  private func links(_ outline: Outline) -> [String] {
    outline.blocks[0].links.map { link in "\(word(link.source, outline)) \(word(link.target, outline))" }
  }

  private func word(_ end: OutlineLink.End, _ outline: Outline) -> String {
    guard case .item(let item, _) = end else { return "border" }
    switch outline.items[outline.blocks[0].items[item]].content {
    case .operation(let operation): return operation.node.op.type
    case .block(let block): return outline.blocks[block].title
    case .input(let name), .output(let name): return name
    }
  }

  @Test func theInsideTakesThePlaceOfTheBlock() throws {
    let (outline, block, _) = try dissolved(
      """
      in x
      Exp x -> a
      Log a -> b @m
      Sin a -> c @m
      Add b c -> d @m
      Mul d a -> y
      out y
      """)
    #expect(outline.innerBlocks(of: 0).isEmpty && outline.blocks[block].items.isEmpty)
    #expect(
      Set(links(outline))
        == ["x Exp", "Exp Log", "Exp Sin", "Log Add", "Sin Add", "Add Mul", "Exp Mul", "Mul y"])
  }

  @Test func blocksInsideKeepItsName() throws {
    let (outline, _, items) = try dissolved(
      """
      in x
      Exp x -> a @m/1
      Log a -> b @m/1
      Sin b -> c @m
      Cos c -> d
      out d
      """)
    let inner = try #require(items.compactMap { outline.items[$0].block }.first)
    #expect(outline.innerBlocks(of: 0) == [inner])
    #expect(outline.blocks[inner].title == "m.1" && outline.blocks[inner].shownTitle == "m.1")
  }

  /// A name with letters, too, is shown with that of the block that it stood in.
  @Test func namesAreShownWhole() throws {
    let (outline, _, _) = try dissolved(
      "in x\nExp x -> a @m/conv\nLog a -> b @m/conv\nSin b -> c @m\nCos c -> d\nout d")
    let inner = try #require(outline.innerBlocks(of: 0).first)
    #expect(outline.blocks[inner].title == "m.conv" && outline.blocks[inner].shownTitle == "m.conv")
  }

  @Test func stacksAndStrangersStay() throws {
    var outline = try ungathered("in x\nExp x -> a @m\nLog a -> b @m\nSin b -> c @k\nCos c -> d @k\nout d")
    let blocks = outline.innerBlocks(of: 0)
    let isInside = outline.dissolve(blocks[0], in: blocks[1])
    outline.blocks[blocks[0]].repeats = 2
    let isStack = outline.dissolve(blocks[0], in: 0)
    #expect(!isInside && !isStack)
    #expect(outline.innerBlocks(of: 0) == blocks)
  }
}
