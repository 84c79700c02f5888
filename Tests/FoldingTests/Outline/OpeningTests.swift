import Diagnostics
import ModelGraph
import PictureFaults
import PipelineSupport
import TestSupport
import Testing

@testable import Folding

/// Which blocks are open.
@Suite struct OpeningTests {
  /// Three levels: `encoder` holds `attn` (with `core` in it) and `mlp`; `decoder` holds `cross` and `mlp`.
  private let text = """
    in x
    Relu x -> a @encoder:Encoder/attn:Attention/core
    Tanh a -> b @encoder/attn/core
    Exp b -> c @encoder/attn
    Log c -> d @encoder/mlp:Mlp
    Abs d -> e @encoder/mlp
    Neg e -> f @decoder:Decoder/cross:Attention
    Sin f -> g @decoder/cross
    Cos g -> h @decoder/mlp:Mlp
    Sqrt h -> i @decoder/mlp
    out i
    """

  private func open(_ options: FoldOptions) throws -> [String] {
    let outline = try folded(makeModel(text), options)
    #expect(outlineFaults(outline).isEmpty)
    return outline.openTitles
  }

  @Test func depths() throws {
    #expect(try open(FoldOptions(depth: 0)) == [])
    #expect(try open(FoldOptions(depth: 1)) == ["encoder", "decoder"])
    #expect(try open(FoldOptions(depth: 2)) == ["encoder", "attn", "mlp", "decoder", "cross", "mlp"])
    #expect(try open(FoldOptions(depth: 99)).count == 7)
  }

  @Test func theBudgetOfBoxes() throws {
    #expect(try open(FoldOptions(maxBoxes: 1)) == [])
    for budget in 1...20 {
      let outline = try folded(makeModel(text), FoldOptions(maxBoxes: budget))
      var boxes = 0
      for block in outline.blocks where block.isOpen {
        boxes +=
          block.items.filter { item in
            if case .block(let inner) = outline.items[item].content {
              !outline.blocks[inner].isOpen
            } else {
              true
            }
          }.count
      }
      #expect(boxes <= max(budget, outline.blocks[0].items.count))
    }
    #expect(try open(FoldOptions(maxBoxes: 100)).count == 7)
  }

  @Test func openingOpensWhatIsAround() throws {
    #expect(try open(FoldOptions(depth: 0, open: [Glob("core")])) == ["encoder", "attn", "core"])
    #expect(try open(FoldOptions(depth: 0, open: [Glob("encoder/m*")])) == ["encoder", "mlp"])
    #expect(
      try open(FoldOptions(depth: 0, open: [Glob("Attention")])) == ["encoder", "attn", "decoder", "cross"])
    let error = #expect(throws: FoldoutError.self) { try open(FoldOptions(depth: 0, open: [Glob("encodr")])) }
    #expect(error?.kind == .usage && error?.diagnostic.code == "no-such-block")
    #expect(error?.diagnostic.hint?.contains("did you mean encoder") == true)
  }

  @Test func everyPatternHasToNameABlock() {
    for (option, options) in [
      ("--fold", FoldOptions(fold: [Glob("encoder"), Glob("nothing")])),
      ("--only", FoldOptions(only: Glob("x/*"))),
    ] {
      let error = #expect(throws: FoldoutError.self) { try open(options) }
      #expect(error?.kind == .usage && error?.diagnostic.message.contains(option) == true)
    }
    var named = FoldOptions()
    named.named = [Glob("Mpl")]
    let error = #expect(throws: FoldoutError.self) { try open(named) }
    #expect(error?.diagnostic.message == "no block matches --details Mpl")
    #expect(
      error?.diagnostic.hint?.hasPrefix("did you mean mlp or Mlp?") == true, "\(error?.diagnostic.hint ?? "")"
    )
  }

  @Test func foldingKeepsClosed() throws {
    #expect(try open(FoldOptions(depth: 9, fold: [Glob("encoder")])) == ["decoder", "cross", "mlp"])
    #expect(try !open(FoldOptions(fold: [Glob("Mlp")])).contains("mlp"))
    #expect(
      try open(FoldOptions(depth: 9, fold: [Glob("**/attn")])) == [
        "encoder", "mlp", "decoder", "cross", "mlp",
      ])
  }

  @Test func onlyDrawsOneInside() throws {
    let outline = try folded(makeModel(text), FoldOptions(only: Glob("decoder")))
    #expect(outlineFaults(outline).isEmpty)
    #expect(sketch(outline, terminals: true) == "e cross(Neg Sin) mlp(Cos Sqrt) i")
    let inner = try folded(makeModel(text), FoldOptions(only: Glob("encoder/attn")))
    #expect(sketch(inner, terminals: true) == "x core(Relu Tanh) Exp c")
    let byClass = try folded(makeModel(text), FoldOptions(only: Glob("Mlp")))
    #expect(sketch(byClass) == "Log Abs")
  }

  @Test func onlyWhatDoesNotExist() throws {
    do throws(FoldoutError) {
      _ = try fold(makeModel(text), FoldOptions(only: Glob("no*where")))
      Issue.record("folding went on")
    } catch {
      #expect(error.kind == .usage)
      #expect(error.diagnostic.code == "no-such-block")
      #expect(error.diagnostic.message.contains("no*where"))
      #expect(error.diagnostic.hint != nil)
    }
  }

  @Test func flatHasNoBlocks() throws {
    let outline = try folded(makeModel(text), FoldOptions(flat: true))
    #expect(sketch(outline) == "Relu Tanh Exp Log Abs Neg Sin Cos Sqrt")
    #expect(outline.blocks.count == 1)
  }

  @Test(arguments: ["unet_handwritten-ts", "resnet50-ts", "bert-ort_fused"])
  func flatDrawsEveryVisibleOperator(name: String) throws {
    let model = try model(name)
    let options = FoldOptions(flat: true, showsPlumbing: true, showsConstants: true)
    let outline = try fold(model, options)
    #expect(outline.operations.map(\.node) == model.main.nodes)
  }

  @Test func theDefaultKeepsToAPage() throws {
    for name in ["resnet50-ts", "bert-ort_fused", "unet_handwritten-ts", "resnet18-qdq_static"] {
      let outline = try folded(model(name))
      let boxes = outline.blocks.filter(\.isOpen).reduce(0) { $0 + $1.items.count }
      #expect(boxes <= 2 * FoldOptions.defaultMaxBoxes, "\(name)")
      #expect(outline.openTitles.isEmpty == false)
    }
  }
}
