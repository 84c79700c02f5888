import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupRecurringTests {
  private func grouped(_ text: String) throws -> OnePass {
    try OnePass(GroupRecurring.self, on: makeModel(text), after: untilConvex)
  }

  /// Units of a branch and a sum, for as often as asked.
  private func residual(_ count: Int) -> String {
    (0..<count).map { "Exp v\($0) -> a\($0)\nLog a\($0) -> b\($0)\nAdd b\($0) v\($0) -> v\($0 + 1)\n" }
      .joined()
  }

  @Test func recurringUnitsBecomeBlocks() throws {
    let pass = try grouped("in x\nErf x -> v0\n" + residual(8) + "out v8")
    #expect(
      pass.sketch == "Erf "
        + Array(repeating: "Exp + Log + Add(Exp Log Add)", count: 8).joined(separator: " "))
    #expect(pass.kind(of: "Exp + Log + Add") == .pattern)
  }

  @Test func smallBlocksAreLeftAlone() throws {
    #expect(try !grouped("in v0\n" + residual(6) + "out v6").isChanged)
  }

  /// An activation belongs to what comes before it.
  @Test func noBlockBeginsWithAnActivation() throws {
    let text = Array(repeating: "Relu Neg Abs", count: 8).joined(separator: " ")
    let pass = try grouped("in x\n" + chain("Erf " + text) + "out y")
    #expect(pass.isChanged && !pass.sketch.contains("(Relu"))
  }

  @Test func noBlockGoesBeyondAPooling() throws {
    let text = Array(repeating: "Neg Abs Relu MaxPool", count: 7).joined(separator: " ")
    let pass = try grouped("in x\n" + chain(text) + "out y")
    #expect(pass.isChanged && !pass.sketch.contains("MaxPool Neg"))
  }

  @Test func differentOperatorsDoNotRecur() throws {
    let text = (0..<30).map { "lib::D\($0)" }.joined(separator: " ")
    #expect(try !grouped("in x\n" + chain(text) + "out y").isChanged)
  }
}
