import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupBookkeepingTests {
  private func grouped(_ operators: String, weight: Bool = false) throws -> OnePass {
    let text =
      "in x\nweight w 8\n" + chain(operators, to: "m") + (weight ? "Mul m w -> n\n" : "Identity m -> n\n")
      + chain("Exp@layer Log@layer", from: "n") + "out y"
    return try OnePass(GroupBookkeeping.self, on: makeModel(text), after: untilConvex)
  }

  @Test func aLongChainBeforeABlockIsGathered() throws {
    let pass = try grouped("Unsqueeze Cast Neg Abs Transpose")
    #expect(pass.sketch.hasPrefix("Unsqueeze … "))
    #expect(pass.sketch.contains("(Unsqueeze Cast Neg Abs Transpose"))
    #expect(pass.sketch.hasSuffix(") layer(Exp Log)"))
  }

  @Test func aShortChainStays() throws { #expect(try !grouped("Unsqueeze Cast").isChanged) }

  @Test func heavyOperatorsEndAChain() throws {
    #expect(try !grouped("Unsqueeze Cast MatMul Abs Transpose").isChanged)
  }

  @Test func withoutBlocksThereIsNothingToLeadTo() throws {
    let text = "in x\n" + chain("Unsqueeze Cast Neg Abs Transpose Cast Neg") + "out y"
    #expect(try !OnePass(GroupBookkeeping.self, on: makeModel(text), after: untilConvex).isChanged)
  }
}
