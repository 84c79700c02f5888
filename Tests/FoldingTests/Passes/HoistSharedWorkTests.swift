import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct HoistSharedWorkTests {
  /// The names of the blocks that nodes stand in, in order, after the pass.
  private func homes(_ text: String) throws -> [String] {
    let model = makeModel(text)
    try #require(verify(model).isEmpty)
    var inliner = Inliner(model)
    inliner.run()
    _ = HoistSharedWork.run(&inliner.flat, model, FoldOptions())
    return inliner.flat.nodes.map { $0.block == 0 ? "-" : inliner.flat.blocks[$0.block].name }
  }

  @Test func aMaskForAllLeavesTheLayerThatMadeIt() throws {
    let text = """
      in x
      in m
      Neg m -> mask @layer0
      Add x mask -> a @layer0
      Exp a -> b @layer0
      Add b mask -> c @layer1
      Exp c -> y @layer1
      out y
      """
    #expect(try homes(text) == ["-", "layer0", "layer0", "layer1", "layer1"])
  }

  /// What is read only outside is the block's result.
  @Test func aResultStays() throws {
    #expect(
      try homes("in x\nExp x -> a @one\nNeg a -> b @one\nAdd b x -> c @two\nout c") == ["one", "one", "two"])
  }

  @Test func weightsStay() throws {
    let text = """
      in x
      weight w 4
      Mul x w -> s @one
      Exp s -> a @one
      Add a s -> y @two
      out y
      """
    #expect(try homes(text) == ["one", "one", "two"])
  }

  /// A body's operators may run often or never.
  @Test func bodiesKeepTheirs() throws {
    let model = makeModel(
      "in x\nin c\nIf c -> a then_branch=one else_branch=two\nAdd a x -> y\nout y",
      graphs: ["one": "Neg x -> r\nExp r -> q\nout q", "two": "Log x -> r\nout r"])
    var inliner = Inliner(model)
    inliner.run()
    #expect(!HoistSharedWork.run(&inliner.flat, model, FoldOptions()))
  }
}
