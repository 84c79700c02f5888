import FoldoutKit
import TestSupport
import Testing

/// What each arrow of the pipeline makes of real models.
@Suite struct GoldenTests {
  @Test(arguments: ["resnet50-ts", "bert-ort_fused", "script_loop_if-ts"]) func diagram(_ name: String) throws
  {
    let text = try Foldout.dump(.diagram, of: model(name))
    try expectGolden("FoldoutKit/\(name).diagram.txt", text)
  }

  @Test(arguments: [
    (OutputFormat.json, "external_data_small"), (.dot, "external_data_small"), (.dot, "functions_nested"),
  ])
  func exported(format: OutputFormat, name: String) throws {
    let text = try String(draw(model(name), as: format))
    try expectGolden("FoldoutKit/\(name).\(format.rawValue)", text)
  }

  @Test(arguments: ["resnet50-ts", "functions_nested", "script_loop_if-ts"]) func summaries(_ name: String)
    throws
  {
    let model = try model(name)
    try expectGolden("FoldoutKit/\(name).summary.txt", String(Foldout.summaryText(model)))
    try expectGolden("FoldoutKit/\(name).summary.json", String(Foldout.summaryJSON(model)))
  }

  @Test func aShallowSummaryIsShorter() throws {
    let model = try model("resnet50-ts")
    let (all, shallow) = try (Foldout.summaryText(model), Foldout.summaryText(model, depth: 0))
    #expect(shallow.count < all.count)
    #expect(String(shallow).contains("layer1") && !String(shallow).contains("├"))
  }
}
