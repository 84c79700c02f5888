import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// What is hidden by default, and what shows through it.
@Suite struct PlumbingTests {
  /// The flattening that exporters leave behind: a shape taken apart and put together again.
  private let reshape = """
    in x
    let zero
    let rest 1
    Shape x -> s
    Gather s zero -> batch
    Unsqueeze batch zero -> b
    Concat b rest -> shape axis=0
    Reshape x shape -> r
    Relu r -> y
    out y
    """

  @Test func shapeArithmeticIsHidden() throws {
    let outline = try folded(makeModel(reshape))
    #expect(sketch(outline) == "Reshape Relu")
    #expect(outline.blocks[0].operatorCount == 2 && outline.blocks[0].hiddenCount == 6)
  }

  @Test func shapeArithmeticIsShownOnDemand() throws {
    let shown = try folded(makeModel(reshape), FoldOptions(showsPlumbing: true))
    #expect(sketch(shown) == "Shape Gather Unsqueeze Concat Reshape Relu")
    let all = try folded(makeModel(reshape), FoldOptions(showsPlumbing: true, showsConstants: true))
    #expect(all.operations.count == 8 && all.blocks[0].hiddenCount == 0)
  }

  @Test func aShapeThatIsDataIsDrawn() throws {
    let text = """
      in x
      Shape x -> s
      Mul s s -> y
      out y
      """
    #expect(try sketch(folded(makeModel(text))).contains("Mul"))
  }

  @Test func whatOnlyConstantsMakeIsSettled() throws {
    let text = """
      in x
      let two
      let three
      Add two three -> five
      Cast five -> f to=1
      Mul x f -> y
      out y
      """
    #expect(sketch(try folded(makeModel(text))) == "Mul")
  }

  @Test func aTrainedWeightIsNotSettled() throws {
    let text = """
      in x
      weight w 16
      weight v 16
      Add w v -> sum
      Mul x sum -> y
      out y
      """
    #expect(sketch(try folded(makeModel(text))) == "Add Mul")
  }

  @Test(arguments: ["Cast w -> v to=10", "Transpose w -> v", "Identity w -> v", "DequantizeLinear w s -> v"])
  func weightsShowThroughWhatPreparesThem(line: String) throws {
    let text = "in x\nweight w 8×3\nweight s\n\(line)\nGemm x v -> y\nout y"
    let outline = try folded(makeModel(text))
    #expect(sketch(outline) == "Gemm")
    let gemm = try #require(outline.operations.first)
    #expect(gemm.constants.map { $0?.dims } == [nil, [8, 3]])
    #expect(outline.weightCount == 24)
    #expect(outline.blocks[0].parameters == 25)
  }

  @Test func aHiddenOperatorThatMakesAnOutputIsDrawn() throws {
    let text = "in x\nweight w 3\nShape x -> s\nIdentity w -> v\nRelu x -> y\nout y\nout s"
    let outline = try folded(makeModel(text))
    #expect(outline.operations.map(\.node.op.type).contains("Shape"))
  }

  @Test func operatorsNobodyReadsAreKept() throws {
    // Nothing reads the Tanh; it is the author's operator all the same.
    #expect(sketch(try folded(makeModel("in x\nTanh x -> t\nRelu x -> y\nout y"))) == "Tanh Relu")
  }

  @Test func everythingHiddenIsStillAPicture() throws {
    let outline = try folded(makeModel("let a\nIdentity a -> b\nout b"))
    #expect(outlineFaults(outline).isEmpty)
    #expect(outline.blocks[0].hiddenCount + outline.blocks[0].operatorCount == 2)
  }

  @Test func parametersOfInputsAndBodiesCountOnce() throws {
    let body = "weight wb 5\nMul x wb -> r\nout r"
    let model = makeModel(
      "in x\nin c\nweight w 7\nAdd x w -> a\nSub a w -> d\nIf c -> y then=body else=body\nout y\nout d",
      graphs: ["body": body])
    // The body is written out twice, as two graphs with an initializer each.
    #expect(try folded(model).blocks[0].parameters == 17)
  }
}
