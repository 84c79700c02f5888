import FoldoutKit
import ModelGraph
import PictureFaults
import TestSupport
import Testing

/// Multiply-accumulates of one sample, where the batch is open.
@Suite struct SampleTests {
  private func totals(_ file: String, _ dims: [DimSize] = []) throws -> [String: Any] {
    let model = try Foldout.read(path: modelPath(file), ReadOptions(dims: dims)).model
    return try jsonObject(Foldout.summaryJSON(model).bytes)
  }

  /// With a batch of one the same number is counted without a word on samples; with eight it is eight times that.
  @Test(
    arguments: [
      ("mobilenet_v2-names_numeric.onnx", "batch", 300_774_272),
      ("k3_app_VGG16.json", "None", 15_470_264_320),
      ("k2_app_ResNet50.json", "None", 3_857_973_248), ("external_data_small.onnx", "batch", 0),
    ] as [(String, String, Int)])
  func anOpenBatchIsOne(_ file: String, _ batch: String, _ published: Int) throws {
    let open = try totals(file)
    #expect(open["macsPerSample"] as? Bool == true)
    let macs = try #require(open["macs"] as? Int)
    if published > 0 { #expect(macs == published) }
    let one = try totals(file, [DimSize(batch, 1)])
    #expect(one["macs"] as? Int == macs && one["macsPerSample"] as? Bool == false)
    #expect(try totals(file, [DimSize(batch, 8)])["macs"] as? Int == 8 * macs)
  }

  /// Other open dims are no samples.
  @Test func otherOpenDimsStayOpen() throws {
    for file in [
      "bert-ort_fused.onnx", "lstm_classifier-ts.onnx", "k3_bilstm.json", "tf2onnx_k2_MobileNetV2.onnx",
    ] {
      let open = try totals(file)
      #expect(open["macs"] is Int == false && open["macsPerSample"] == nil, "\(file)")
    }
    let sized = try totals("bert-ort_fused.onnx", [DimSize("sequence", 128)])
    #expect(sized["macsPerSample"] as? Bool == true)
    let whole = try totals("bert-ort_fused.onnx", [DimSize("sequence", 128), DimSize("batch", 1)])
    #expect(sized["macs"] as? Int == whole["macs"] as? Int)
  }

  @Test func everyNumberSaysSo() throws {
    let model = try Foldout.read(path: modelPath("k3_app_VGG16.json")).model
    let summary = try Foldout.summaryText(model).text
    #expect(summary.contains("15,470,264,320 per sample\n") && summary.contains("MACs/sample"))
    let svg = try Foldout.draw(model, as: .svg).text
    #expect(svg.contains("15.5G MACs per sample"))
    #expect(try Foldout.draw(model, as: .html).text.contains("\"perSample\":true"))
    let fixed = try Foldout.read(path: modelPath("resnet50-ts.onnx")).model
    #expect(try !Foldout.summaryText(fixed).text.contains("MACs per sample"))
    #expect(try !Foldout.draw(fixed, as: .svg).text.contains("MACs per sample"))
  }

  /// Advice that would not help is none.
  @Test func sizesAreAskedForOnlyWhereTheyHelp() throws {
    let lstm = try Foldout.read(path: modelPath("lstm_classifier-ts.onnx")).model
    #expect(try Foldout.summaryText(lstm).text.contains("give dims sizes with --dim length=1\n"))
    let keras = try Foldout.read(path: modelPath("k3_bilstm.json")).model
    #expect(try Foldout.summaryText(keras).text.contains("MACs        not known for 2 operators\n"))
  }
}
