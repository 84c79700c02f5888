import Exporting
import FoldoutKit
import ModelGraph
import PictureFaults
import TestSupport
import Testing

/// Costs of models, against published figures; inferred types, against goldens.
@Suite struct TotalsTests {
  /// Multiply-accumulates at 224×224: He et al. (2016) give 3.8 G for ResNet-50 with the stride in the first
  /// convolution of a block, and torchvision, whose stride is in the second, 4.09 G.
  @Test func resNet() throws {
    let model = try Foldout.read(path: modelPath("resnet50-ts.onnx")).model
    let summary = try jsonObject(Foldout.summaryJSON(model).bytes)
    #expect(summary["macs"] as? Int == 4_089_184_256)
    #expect(summary["parameters"] as? Int == 25_530_472)
  }

  @Test func sizesOfDimsAreUsed() throws {
    let model = try Foldout.read(path: modelPath("bert-ort_fused.onnx")).model
    #expect(try jsonObject(Foldout.summaryJSON(model).bytes)["macs"] is Int == false)
    let dims = [DimSize("batch", 1), DimSize("sequence", 128)]
    let sized = try Foldout.read(path: modelPath("bert-ort_fused.onnx"), ReadOptions(dims: dims)).model
    #expect(try jsonObject(Foldout.summaryJSON(sized).bytes)["macs"] as? Int ?? 0 > 0)
  }

  @Test(arguments: ["script_loop_if-ts", "functions_nested", "bert-ort_fused", "cond_dynamo-dynamo"])
  func inferredValues(_ name: String) throws {
    let read = try Foldout.read(path: modelPath("\(name).onnx"))
    #expect(read.diagnostics.isEmpty)
    try expectGolden("ShapeInference/\(name).json", String(valuesJSON(read.model)))
  }

  /// Colours by weight come with a legend of their own; the box that weighs most has the strongest.
  @Test func heat() throws {
    let model = try Foldout.read(path: modelPath("resnet50-ts.onnx")).model
    var options = DrawOptions()
    options.compose.colors = .macs
    let svg = try Foldout.draw(model, as: .svg, options).text
    #expect(svg.contains("of all MACs") && svg.contains("fill=\"#ff9580\""))
    options.compose.colors = .kind
    #expect(try Foldout.draw(model, as: .svg, options).text.contains("#ff9580") == false)
  }

  @Test func summariesFitAWidth() throws {
    let model = try Foldout.read(path: modelPath("resnet50-ts.onnx")).model
    let text = try Foldout.summaryText(model, SummaryStyle(width: 80)).text
    let table = text.split(separator: "\n").prefix { !$0.hasPrefix("operators") }
    #expect(table.allSatisfy { $0.count <= 80 })
    let colored = try Foldout.summaryText(model, SummaryStyle(isColored: true)).text
    #expect(colored.contains("\u{1B}[1mlayer1\u{1B}[0m") && !text.contains("\u{1B}"))
  }
}
