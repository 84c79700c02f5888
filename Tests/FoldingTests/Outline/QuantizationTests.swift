import ModelGraph
import TestSupport
import Testing

@testable import Folding

/// Quantised operators know the scales and zero points that the file holds.
@Suite struct QuantizationTests {
  private static let numbers = "scalar s 0.5\nscalar z 0\nscalar t 0.25\n"

  private func outline(_ text: String) throws -> Outline { try fold(makeModel(text), FoldOptions()) }

  @Test func anOperatorBetweenPairs() throws {
    let outline = try outline(
      """
      in x 1×3×8×8
      \(Self.numbers)
      weight scales 4
      weight:int8 w 4×3×1×1
      weight:int8 zeros 4
      QuantizeLinear x s z -> xq
      DequantizeLinear xq s z -> xd
      DequantizeLinear w scales zeros -> wd
      Conv xd wd -> c kernel_shape=1,1
      QuantizeLinear c t z -> cq
      DequantizeLinear cq t z -> y
      Abs y -> out
      out out
      """)
    let idiom = try #require(outline.blocks.compactMap(\.idiom).first { $0.title == "Conv" })
    #expect(idiom.quantization.map(\.role) == [.input, .weight, .output])
    #expect(idiom.quantization.map(\.scale) == ["0.5", "per channel, 4", "0.25"])
    #expect(idiom.quantization.map(\.zeroPoint) == ["0", "per channel, 4", "0"])
    #expect(idiom.quantization[1].text == "weight int8, scale per channel, 4, zero point per channel, 4")
  }

  @Test func operatorsOnIntegers() throws {
    let outline = try outline(
      """
      in x 1×8
      \(Self.numbers)
      weight:int8 w 8×4
      QLinearMatMul x s z w t z s z -> y
      out y
      """)
    let operation = try #require(
      outline.items.compactMap { if case .operation(let own) = $0.content { own } else { nil } }.first)
    #expect(operation.quantization.map(\.role) == [.input, .weight, .output])
    #expect(operation.quantization.map(\.scale) == ["0.5", "0.25", "0.5"])
  }

  /// Scales that are computed are not known, and nothing is said of them.
  @Test func whatIsComputedIsNotKnown() throws {
    let outline = try outline(
      "in x 1×8\nin s scalar\nAbs x -> a\nQuantizeLinear a s -> q\nDequantizeLinear q s -> y\nout y")
    #expect(outline.blocks.compactMap(\.idiom).allSatisfy { $0.quantization.isEmpty })
    #expect(try self.outline("in x 1×8\nRelu x -> y\nout y").blocks.allSatisfy { $0.idiom == nil })
  }

  @Test func dumpsNameIdioms() throws {
    let text = textDump(
      try outline("in x 1×8\nweight w 8×4\nweight b 4\nMatMul x w -> m\nAdd m b -> y\nRelu y -> r\nout r"))
    #expect(text.contains("Linear = Linear"), "\(text)")
    #expect(text.contains("Relu = Relu"))
  }
}
