import DiagramModel
import Folding
import ModelGraph
import TestSupport
import Testing

@testable import Composing

@Suite struct PictureTextTests {
  @Test func types() {
    let shape = Shape([Dim.known(1), .symbol("n"), .unknown])
    #expect(TypeText.of(.tensor(.float32, shape)) == "1×n×?")
    #expect(TypeText.of(.tensor(.int64, shape)) == "1×n×? int64")
    #expect(TypeText.of(.sequence(.tensor(.float32, Shape([2])))) == "seq of 2")
    #expect(TypeText.of(.optional(.tensor(.float32, Shape([2])))) == "2?")
    #expect(TypeText.of(nil).isEmpty)
    // Names that exporters make up mean nothing.
    #expect(TypeText.of(.tensor(.float32, Shape([Dim.symbol("unk__606"), .symbol("Gemm_dim_0")]))) == "?×?")
  }

  @Test func counts() {
    #expect(BlockText.count(1, "op") == "1 op")
    #expect(BlockText.count(1016, "operator") == "1,016 operators")
  }

  @Test func titles() throws {
    let net = "in x 1×8\nRelu x -> y\nout y"
    for (name, title) in [
      ("main_graph", "Model diagram"), ("tf2onnx__7", "Model diagram"), ("ResNet", "ResNet"),
    ] {
      #expect(try diagram(net) { $0.graphs[0].name = name }.title == title)
    }
    #expect(try diagram(net, ComposeOptions(title: "Mine")) { $0.graphs[0].name = "ResNet" }.title == "Mine")
    let made = try diagram(net) { $0.graphs[0].name = "ResNet" }
    #expect(made.caption?.text == "ResNet · 1 operator")
    #expect(made.summary == "1 operator; inputs: x 1×8; outputs: y.")
  }

  @Test func namePlates() throws {
    let made = try outline(
      "in x 1×8\nweight w 8×8\nMatMul x w -> a @enc:Encoder\nRelu a -> b @enc:Encoder\nTanh b -> y\nout y")
    let block = try #require(made.blocks.dropFirst().first)
    #expect(BlockText.heading(of: block) == "enc · Encoder")
    #expect(BlockText.counts(of: block) == "2 ops · 64 params")
    #expect(BlockText.header(of: block).lines.map(\.text) == ["enc · Encoder", "2 ops · 64 params"])
    #expect(Tooltip.of(block) == "enc · Encoder · 2 ops · 64 params")
  }
}
