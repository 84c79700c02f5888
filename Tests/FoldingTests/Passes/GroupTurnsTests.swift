import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupTurnsTests {
  private func grouped(_ operators: String) throws -> OnePass {
    try OnePass(
      GroupTurns.self, on: makeModel("in x\n" + chain(operators) + "out y"),
      after: untilConvex + [DissolveTrivial.self])
  }

  @Test func blocksThatTakeTurns() throws {
    let turns = (0..<4).map { "Exp@\($0) \($0.isMultiple(of: 2) ? "Log" : "Tanh")@\($0)" }
    let pass = try grouped(turns.joined(separator: " ") + " Neg")
    #expect(pass.sketch == "0, 1(0(Exp Log) 1(Exp Tanh)) 2, 3(2(Exp Log) 3(Exp Tanh)) Neg")
    #expect(pass.kind(of: "0, 1") == .pattern)
  }

  @Test func equalBlocksDoNotTakeTurns() throws {
    #expect(try !grouped((0..<4).map { "Exp@\($0) Log@\($0)" }.joined(separator: " ")).isChanged)
  }

  /// Five local layers and one global, twice.
  @Test func longTurns() throws {
    let turns = (0..<12).map { "Exp@\($0) \($0 % 6 == 5 ? "Log" : "Tanh")@\($0)" }
    let pass = try grouped(turns.joined(separator: " "))
    #expect(pass.tree.blocks[0].children.count == 2)
    #expect(pass.tree.blocks.contains { $0.name == "0 … 5" })
  }

  /// A block and the operator behind it take turns too.
  @Test func operatorsTakePart() throws {
    let pass = try grouped("Exp@a Log@a Neg Exp@b Log@b Neg Exp@c Log@c Neg")
    #expect(pass.sketch == "a(a(Exp Log) Neg) b(b(Exp Log) Neg) c(c(Exp Log) Neg)")
  }

  /// Experts beside each other: a turn is an expert and what follows it, though what follows the gate comes first.
  @Test func turnsAreConnected() throws {
    var text = "in x\nSoftmax x -> g\nUnsqueeze g -> u\n"
    for expert in 0..<4 {
      text += "Exp x -> a\(expert) @\(expert)\nLog a\(expert) -> b\(expert) @\(expert)\n"
      text += "Unsqueeze b\(expert) -> c\(expert)\n"
    }
    text += "Concat c0 c1 c2 c3 -> d\nMul d u -> y\nout y"
    let pass = try OnePass(GroupTurns.self, on: makeModel(text), after: untilConvex + [DissolveTrivial.self])
    #expect(
      pass.sketch
        == "Softmax Unsqueeze 0(0(Exp Log) Unsqueeze) 1(1(Exp Log) Unsqueeze) 2(2(Exp Log) Unsqueeze)"
        + " 3(3(Exp Log) Unsqueeze) Concat Mul")
  }
}
