import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// How scopes become blocks.
@Suite struct BlockTests {
  private func sketched(_ text: String, _ options: FoldOptions = FoldOptions()) throws -> String {
    sketch(try folded(makeModel(text), options))
  }

  @Test func childrenComeBackFromTheirList() {
    var list: ChildList = [.node(0), .block(0), .node(7), .block(12)]
    list.append(.block(3))
    #expect(Array(list) == [.node(0), .block(0), .node(7), .block(12), .block(3)])
  }

  @Test func singleOperatorScopesAreDissolved() throws {
    let text = """
      in x
      weight w 4×4
      Conv x w -> a @stem/conv
      Relu a -> b @stem/act
      Sigmoid b -> c @head/only
      out c
      """
    #expect(try sketched(text) == "stem(Conv Relu) Sigmoid")
  }

  @Test func aBlockJoinsItsOnlyInnerBlock() throws {
    let text = """
      in x
      Relu x -> a @outer:Encoder/inner:Sequential
      Tanh a -> b @outer/inner
      Neg b -> c @tail
      out c
      """
    let outline = try folded(makeModel(text))
    #expect(sketch(outline) == "outer(Relu Tanh) Neg")
    #expect(outline.block("outer")?.className == "Encoder")
  }

  @Test func containersHaveNoClassToTell() throws {
    let text = """
      in x
      Relu x -> a @outer:Sequential/inner:Mlp
      Tanh a -> b @outer/inner
      Neg b -> c @tail
      out c
      """
    #expect(try folded(makeModel(text)).block("outer")?.className == "Mlp")
  }

  @Test func aLoneBlockIsThePicture() throws {
    let text = """
      in x
      Relu x -> a @model:Net
      Tanh a -> b @model
      out b
      """
    let outline = try folded(makeModel(text))
    #expect(sketch(outline) == "Relu Tanh")
    #expect(outline.blocks[0].className == "Net")
  }

  @Test func titlesLeaveOutWhatTheParentSays() throws {
    let text = """
      in x
      Relu x -> a @layer1/layer1.0
      Tanh a -> b @layer1/layer1.0
      Exp b -> c @layer1/layer1.1
      Log c -> d @layer1/layer1.1
      Neg d -> e @layer1/layer10
      Abs e -> f @layer1/layer10
      Neg f -> g
      out g
      """
    let outline = try folded(makeModel(text))
    #expect(sketch(outline) == "layer1(0(Relu Tanh) 1(Exp Log) layer10(Neg Abs)) Neg")
    #expect(outline.block("0")?.path == "layer1/0")
  }

  @Test(arguments: [
    ("layer1.0", "layer1", "0"), ("layer1", "layer1", "layer1"), ("layer10", "layer1", "layer10"),
    ("encoder_layer_0_mlp", "encoder_layer_0", "mlp"), ("layer1.", "layer1", "layer1."), ("x", "", "x"),
    ("é.1", "é", "1"),
  ])
  func relativeTitles(name: String, parent: String, expected: String) {
    #expect(Titles.relative(name, to: parent) == expected)
  }

  @Test(arguments: [
    ("layer.1", "layer.11", 11, "layer.1 … 11"), ("1", "2", 2, "1, 2"), ("mlp", "mlp", 4, "mlp"),
    ("block_1a", "block_1c", 3, "block_1a … 1c"),
  ])
  func titlesOfStacks(first: String, last: String, count: Int, expected: String) {
    #expect(Titles.range(first, last, count: count) == expected)
  }

  @Test func aModuleCalledTwiceIsTwoBlocks() throws {
    let text = """
      in x
      weight w 4×4
      Gemm x w -> a @shared
      Relu a -> b @shared
      Tanh b -> c @middle
      Neg c -> d @middle
      Gemm d w -> e @shared
      Relu e -> f @shared
      out f
      """
    let outline = try folded(makeModel(text))
    #expect(sketch(outline) == "shared(Gemm Relu) middle(Tanh Neg) shared(call2)(Gemm Relu)")
    #expect(outline.blocks[0].parameters == 16)
    #expect(outlineFaults(outline).isEmpty)
  }

  @Test func siblingsThatFeedEachOtherAreNoCircle() throws {
    // Each of two scopes reads the other's first result.
    let text = """
      in x
      Relu x -> a @left
      Tanh x -> b @right
      Add a b -> c @left
      Mul b c -> d @right
      Sub c d -> e @left
      out e
      """
    let outline = try folded(makeModel(text))
    #expect(outlineFaults(outline).isEmpty)
    #expect(outline.operations.count == 5)
  }

  @Test func systematicNamesAreGrouped() throws {
    var text = "in x\nRelu x -> v0 name=stem\n"
    for block in 1...4 {
      let from = "v\(block - 1)"
      text += """
        Exp \(from) -> a\(block) name=block_\(block)_expand
        Tanh a\(block) -> b\(block) name=block_\(block)_act
        Log b\(block) -> v\(block) name=block_\(block)_project

        """
    }
    text += "Neg v4 -> y name=head\nout y"
    #expect(try sketched(text) == "Relu block_1…4×4(Exp Tanh Log) Neg")
    #expect(try sketched(text, FoldOptions(flat: true)).contains("(") == false)
  }

  @Test func patternsWithoutNames() throws {
    var text = "in x\nNeg x -> v0\n"
    for block in 1...6 {
      text += "weight w\(block) 8×8\nGemm v\(block - 1) w\(block) -> a\(block)\nRelu a\(block) -> b\(block)\n"
      text += "Tanh b\(block) -> c\(block)\nAdd c\(block) v\(block - 1) -> v\(block)\n"
    }
    text += "Neg v6 -> y\nout y"
    let outline = try folded(makeModel(text))
    let stack = try #require(outline.blocks.first { $0.repeats > 1 })
    #expect(stack.repeats == 6)
    #expect(stack.kind == .pattern)
    #expect(stack.operatorCount == 4)
    #expect(stack.parameters == 64 && stack.totalParameters == 384)
  }
}
