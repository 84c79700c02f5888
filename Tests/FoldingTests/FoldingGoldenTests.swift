import PipelineSupport
import TestSupport
import Testing

@testable import Folding

/// Whole models as folded by default.
@Suite struct FoldingGoldenTests {
  @Test(arguments: [
    "resnet50-ts", "mobilenet_v2-names_numeric", "bert-ort_fused", "unet_handwritten-ts",
    "lstm_classifier-ts",
    "tf2onnx_k2_MobileNetV2", "script_loop_if-ts", "functions_nested", "skl_columntransformer",
    "resnet18-qdq_static",
  ])
  func outlineIsAsRecorded(_ name: String) throws {
    let outline = try folded(model(name))
    try expectGolden("Folding/\(name).txt", textDump(outline))
  }

  @Test func flatOutlineIsAsRecorded() throws {
    let outline = try folded(model("script_loop_if-ts"), FoldOptions(flat: true))
    try expectGolden("Folding/script_loop_if-ts.flat.txt", textDump(outline))
  }
}
