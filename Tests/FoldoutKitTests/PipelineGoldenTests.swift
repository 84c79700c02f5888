import Composing
import DiagramModel
import FoldoutKit
import PipelineSupport
import TestSupport
import Testing

/// The output of each arrow of the pipeline for real models.
@Suite struct PipelineGoldenTests {
  @Test(arguments: ["resnet50-ts", "bert-ort_fused", "script_loop_if-ts"]) func diagram(_ name: String) throws
  {
    let text = try textDump(compose(Foldout.outline(of: model(name))))
    try expectGolden("FoldoutKit/\(name).diagram.txt", text)
  }

  @Test(arguments: [
    (OutputFormat.json, "external_data_small"), (.dot, "external_data_small"), (.dot, "functions_nested"),
    (.mermaid, "external_data_small"), (.mermaid, "functions_nested"), (.mermaid, "script_loop_if-ts"),
  ])
  func exported(format: OutputFormat, name: String) throws {
    let text = try String(draw(model(name), as: format))
    try expectGolden("FoldoutKit/\(name).\(format.rawValue)", text)
  }

  @Test(arguments: ["resnet50-ts", "functions_nested", "script_loop_if-ts"]) func summaries(_ name: String)
    throws
  {
    let model = try model(name)
    try expectGolden("FoldoutKit/\(name).summary.txt", Foldout.summaryText(model).text)
    try expectGolden("FoldoutKit/\(name).summary.json", Foldout.summaryJSON(model).text)
  }

  @Test func aShallowSummaryIsShorter() throws {
    let model = try model("resnet50-ts")
    let all = try Foldout.summaryText(model).text
    let shallow = try Foldout.summaryText(model, SummaryStyle(depth: 0)).text
    #expect(shallow.count < all.count)
    #expect(shallow.contains("layer1") && !shallow.contains("├"))
  }
}
