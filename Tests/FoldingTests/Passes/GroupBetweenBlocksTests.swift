import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupBetweenBlocksTests {
  /// A named block, loose operators, and another named block.
  private func model(loose count: Int) -> Model {
    let types = ["Exp", "Log", "Tanh", "Abs", "Neg", "Sin", "Cos"]
    let loose = (0..<count).map { types[$0 % types.count] }.joined(separator: " ")
    return makeModel(
      "in x\n" + chain("Erf@body Sqrt@body", to: "a") + chain(loose, from: "a", to: "b")
        + chain("Erf@head Sqrt@head", from: "b") + "out y")
  }

  private func grouped(_ model: Model) throws -> OnePass {
    try OnePass(GroupBetweenBlocks.self, on: model, after: untilConvex)
  }

  @Test func looseOperatorsBetweenBlocksAreARegion() throws {
    let pass = try grouped(model(loose: 50))
    #expect(pass.sketch.hasPrefix("body(Erf Sqrt) Exp + Log + Tanh …(Exp Log "))
    #expect(pass.sketch.hasSuffix(") head(Erf Sqrt)"))
    #expect(pass.tree.blocks[0].children.count == 3)
  }

  @Test func fewOperatorsStayLoose() throws { #expect(try !grouped(model(loose: 30)).isChanged) }

  /// What is before a block and what is behind it are two regions.
  @Test func regionsEndAtBlocks() throws {
    let loose = Array(repeating: "Exp Log Tanh Abs", count: 6).joined(separator: " ")
    let text =
      "in x\n" + chain(loose, to: "a") + chain("Erf@one Sqrt@one", from: "a", to: "b")
      + chain(loose, from: "b", to: "c") + chain("Erf@two Sqrt@two", from: "c") + "out y"
    let pass = try grouped(makeModel(text))
    #expect(pass.tree.blocks[0].children.map(\.isNode) == [false, false, false, false])
  }
}
