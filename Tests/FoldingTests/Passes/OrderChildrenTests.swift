import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct OrderChildrenTests {
  private func ordered(_ text: String) throws -> OnePass {
    try OnePass(OrderChildren.self, on: makeModel(text), after: untilConvex + [DissolveTrivial.self])
  }

  /// The layer's first operator stands at the start of the file, its others behind the mask that it reads.
  @Test func aBlockStandsBehindWhatItReads() throws {
    let text = """
      in x
      in m
      Exp x -> a @layer
      Log m -> b @mask
      Abs b -> c @mask
      Add a c -> d @layer
      Tanh d -> y
      out y
      """
    let pass = try ordered(text)
    #expect(pass.sketch == "mask(Log Abs) layer(Exp Add) Tanh")
    #expect(pass.isChanged)
  }

  @Test func theOrderOfTheFileIsKeptWhereItIsOne() throws {
    let pass = try ordered("in x\nExp x -> a @b\nLog x -> c @b\nAbs x -> d\nSum a c d -> y\nout y")
    #expect(pass.sketch == "b(Exp Log) Abs Sum")
    #expect(!pass.isChanged)
  }

  /// Splitting a block may leave a part's operators out of order, though it holds no block.
  @Test func operatorsAloneAreOrderedToo() throws {
    for seed in UInt64(1)...60 {
      _ = try OnePass(OrderChildren.self, on: RandomModel(seed: seed).model, after: untilConvex)
    }
  }
}
