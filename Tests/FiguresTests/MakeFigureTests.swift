import Composing
import Folding
import FoldoutKit
import PipelineSupport
import TestSupport
import Testing

@testable import Figures

@Suite struct MakeFigureTests {
  @Test func kindsThatRepeatAreDetails() throws {
    let figure = try #require(try figure(stagedNet([3, 4, 3])))
    #expect(figure.detailsDump == ["A Unit: 10 of 10"])
    let drawing = figure.details[0].drawing
    #expect(
      drawing.pieces.map { $0.items.map { word(figure.overview, drawing.block.items[$0]) } } == [["Linear"]])
    #expect(drawing.pieces.map(\.place) == ["first of a stage"])
    let letters = figure.overview.innerBlocks(of: 0).map { block in
      figure.letters(of: block).map { "\(figure.details[$0.detail].letter)×\($0.count)" }
    }
    #expect(letters == [["A×3"], ["A×4"], ["A×3"]])
    #expect(figure.overview.innerBlocks(of: 0).allSatisfy { !figure.overview.blocks[$0].isOpen })
  }

  /// What there is once, or in one stack, is seen in its place.
  @Test func noDetailForWhatStandsOnce() throws {
    #expect(try figure(stagedNet([1])) == nil)
    #expect(try figure(makeModel("in x 1×8\nRelu x -> a\nTanh a -> b\nout b")) == nil)
  }

  /// A chain without a name that nobody reads twice explains nothing.
  @Test func noDetailForPlumbing() throws {
    var text = "in x 1×8\n"
    for block in 0..<4 {
      let from = block == 0 ? "x" : "c\(block - 1)"
      text += "Exp \(from) -> a\(block) @m\(block)\nLog a\(block) -> b\(block) @m\(block)\n"
      text += "Sqrt b\(block) -> d\(block) @m\(block)\nAbs d\(block) -> c\(block) @m\(block)\n"
      text += block % 2 == 0 ? "" : "Neg c\(block) -> n\(block)\n"
    }
    #expect(try figure(makeModel(text + "out c3")) == nil)
  }

  @Test(arguments: [
    "resnet50-ts", "bert-ort_fused", "unet_handwritten-ts", "tf2onnx_k2_MobileNetV2", "lstm_classifier-ts",
    "mobilenet_v3_small-ts",
  ])
  func realModels(_ name: String) throws {
    let text = try figure(model(name)).map { letteredDump($0) } ?? "no detail qualifies\n"
    try expectGolden("Figures/\(name).txt", text)
  }

  /// Every member of a detail is drawn as it is, box by box, but for pieces that it lacks.
  @Test(arguments: [
    "resnet50-ts", "unet_handwritten-ts", "tf2onnx_k2_MobileNetV2", "mobilenet_v2-names_numeric",
    "mobilenet_v3_small-ts",
  ])
  func membersAreAlike(_ name: String) throws {
    guard let figure = try figure(model(name)) else { return }
    for detail in figure.details {
      let drawn = detail.drawing.block.items.map { word(figure.overview, $0) }
      for member in detail.members {
        #expect(member.items.count == drawn.count)
        for (item, word) in zip(member.items, drawn) {
          #expect(item.map { self.word(figure.overview, $0) == word } ?? true)
        }
        for piece in detail.drawing.pieces {
          let items = piece.items.map { member.items[$0] }
          #expect(items.allSatisfy { $0 == nil } || items.allSatisfy { $0 != nil })
        }
      }
    }
  }

  /// What an item is: its operator or idiom, or that it is a block with a detail.
  private func word(_ outline: Outline, _ item: Int) -> String {
    switch outline.items[item].content {
    case .operation(let operation): operation.idiom?.title ?? operation.node.op.description
    case .block(let block): outline.blocks[block].idiom.map(\.title) ?? "block"
    case .input, .output: "pill"
    }
  }
}
