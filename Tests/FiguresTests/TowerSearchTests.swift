import Folding
import FoldoutKit
import ModelGraph
import PipelineSupport
import TestSupport
import Testing

@testable import Figures

/// The test for two towers in series.
@Suite struct TowerSearchTests {
  /// A model of named blocks: an encoder of some layers, and a decoder whose layers take its own state and a memory.
  private func encoderDecoder(
    _ encoder: Int, _ decoder: Int, memoryFrom source: String? = nil, ownInput: Bool = true, joins: Int? = nil
  ) -> Model {
    var text = "in x 1×8\n" + (ownInput ? "in y 1×8\n" : "") + "weight w 8×8\n"
    var last = "x"
    for layer in 0..<encoder {
      let scope = "@encoder/layers.\(layer)"
      text += "MatMul \(last) w -> e\(layer)a \(scope)\nRelu e\(layer)a -> e\(layer)b \(scope)\n"
      text += "Add e\(layer)b \(last) -> e\(layer) \(scope)\n"
      last = "e\(layer)"
    }
    let memory = source ?? last
    var state = ownInput ? "y" : last
    for layer in 0..<decoder {
      let scope = "@decoder/layers.\(layer)"
      let taken = layer < joins ?? decoder ? memory : state
      text += "MatMul \(state) w -> d\(layer)a \(scope)\nMul d\(layer)a \(taken) -> d\(layer)b \(scope)\n"
      text += "Sigmoid d\(layer)b -> d\(layer)c \(scope)\nAdd d\(layer)c \(state) -> d\(layer) \(scope)\n"
      state = "d\(layer)"
    }
    return makeModel(text + "out \(state)")
  }

  /// Which items of the page are in the second tower, on an outline of which the layers are closed.
  private func second(_ model: Model) throws -> [Bool]? {
    var outline = try Foldout.outline(of: model, FoldOptions(depth: 1, gathersRepeats: false))
    for block in outline.innerBlocks(of: 0) where outline.blocks[block].isOpen {
      outline.dissolve(block, in: 0)
    }
    return outline.secondTower()
  }

  @Test func anEncoderAndADecoder() throws {
    let found = try #require(try second(encoderDecoder(4, 4)))
    // Two inputs, eight layers and an output.
    #expect(found.count == 11 && found.count(where: \.self) == 6)
  }

  @Test func whatIsNone() throws {
    #expect(try second(encoderDecoder(4, 4, ownInput: false)) == nil, "a residual over what it reads")
    #expect(try second(encoderDecoder(4, 4, joins: 1)) == nil, "two inputs that join once")
    #expect(try second(encoderDecoder(1, 12)) == nil, "a small embedding that all blocks take")
    #expect(try second(encoderDecoder(12, 1)) == nil)
    #expect(try second(stagedNet([3, 3, 3])) == nil)
    #expect(try second(model("unet_handwritten-ts")) == nil)
  }
}
