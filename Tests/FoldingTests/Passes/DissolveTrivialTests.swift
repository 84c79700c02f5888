import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct DissolveTrivialTests {
  private func dissolved(_ operators: String) throws -> OnePass {
    try OnePass(DissolveTrivial.self, on: makeModel("in x\n" + chain(operators) + "out y"))
  }

  @Test func aScopeOfOneOperatorIsTheOperator() throws {
    #expect(try dissolved("Exp@a Log@b/c Tanh").sketch == "Exp Log Tanh")
  }

  @Test func aScopeAroundOneBlockIsJoinedWithIt() throws {
    let pass = try dissolved("Exp@outer:Encoder/inner:Sequential Log@outer/inner Tanh")
    #expect(pass.sketch == "inner(Exp Log) Tanh")
    let block = try #require(pass.tree.blocks.first { $0.name == "inner" })
    #expect(block.outerName == "outer" && block.className == "Encoder")
  }

  @Test func theModelOpensItsOnlyBlock() throws {
    let pass = try dissolved("Exp@model:Net Log@model")
    #expect(pass.sketch == "Exp Log")
    #expect(pass.tree.blocks[0].className == "Net" && pass.tree.blocks[0].name == "model")
  }

  @Test func blocksOfSeveralOperatorsStay() throws {
    let pass = try dissolved("Exp@a Log@a Tanh@b Abs@b")
    #expect(pass.sketch == "a(Exp Log) b(Tanh Abs)")
    #expect(!pass.isChanged)
  }

  /// A hidden operator is listed by the block that its own was dissolved into.
  @Test func hiddenOperatorsMoveOutwards() throws {
    let text = "in x\nlet k\nExp x -> a @s\nShape a -> n @s\nReshape a n -> b\nLog b -> y\nout y"
    let pass = try OnePass(DissolveTrivial.self, on: makeModel(text))
    #expect(pass.sketch == "Exp Reshape Log")
    #expect(pass.tree.blocks[0].hiddenNodes.count == 2)
  }

  @Test func theOnlyBodyOfAnOperatorNeedsNoPanel() throws {
    let body = "in i\nin c\nin s\nIdentity c -> d\nExp s -> t\nLog t -> u\nout d\nout u"
    let model = makeModel(
      "in x\nlet n\nlet go\nLoop n go x -> a body=body\nTanh a -> y\nout y", graphs: ["body": body])
    let pass = try OnePass(DissolveTrivial.self, on: model)
    #expect(pass.sketch == "Loop(Identity Exp Log Loop) Tanh")
  }

  @Test func bothBodiesOfAnIfStay() throws {
    let model = makeModel(
      "in x\nin c\nIf c -> a then_branch=one else_branch=two\nTanh a -> y\nout y",
      graphs: ["one": "Exp x -> r\nout r", "two": "Log x -> r\nout r"])
    let pass = try OnePass(DissolveTrivial.self, on: model)
    #expect(pass.sketch == "If(then_branch(Exp) else_branch(Log) If) Tanh")
  }
}
