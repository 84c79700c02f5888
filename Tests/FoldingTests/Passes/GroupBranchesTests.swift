import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupBranchesTests {
  /// Chains from one input to one Concat.
  private func grouped(_ chains: [String], _ options: FoldOptions = FoldOptions()) throws -> OnePass {
    let text = chains.enumerated().map { chain($1, to: "c\($0)") }.joined()
    let ends = chains.indices.map { "c\($0)" }.joined(separator: " ")
    return try OnePass(
      GroupBranches.self, on: makeModel("in x\n\(text)Concat \(ends) -> z\nNeg z -> y\nout y"),
      after: untilConvex, options)
  }

  @Test func equalChainsBecomeBlocks() throws {
    let pass = try grouped(["Exp Log", "Exp Log", "Exp Log"])
    #expect(pass.sketch == "Exp + Log(Exp Log) Exp + Log(Exp Log) Exp + Log(Exp Log) Concat Neg")
    #expect(pass.kind(of: "Exp + Log") == .pattern)
  }

  @Test func twoChainsAreBetterSeen() throws {
    #expect(try !grouped(["Exp Log Abs", "Exp Log Abs"]).isChanged)
  }

  @Test func otherChainsStayLoose() throws {
    let pass = try grouped(["Exp Log", "Exp Log", "Tanh Abs", "Exp Log"])
    #expect(pass.sketch.contains(" Tanh Abs ") && pass.sketch.split(separator: "+").count == 4)
  }

  @Test func singleOperatorsAreNoChains() throws {
    #expect(try !grouped(["Exp", "Exp", "Exp", "Exp", "Exp", "Exp", "Exp"]).isChanged)
  }

  @Test func notWantedWithoutRepeats() {
    #expect(!GroupBranches.isWanted(FoldOptions(gathersRepeats: false)))
    #expect(GroupBranches.isWanted(FoldOptions()))
  }
}
