import Costs
import Diagnostics
import Exporting
import Folding
import ModelGraph
import ShapeInference

/// Models as text and totals.
extension Foldout {
  /// Writes a model's blocks and operators as a text tree or a Markdown table, with totals.
  ///
  /// - Returns: the text in UTF-8, and problems met in folding, such as calls that were not counted.
  ///
  /// Cost: linear in operators.
  public static func summaryText(
    _ model: Model, _ style: SummaryStyle = SummaryStyle()
  ) throws(FoldoutError) -> Document {
    let outline = try fold(model)
    let text = summaryTree(outline, of: model, symbols: symbols(of: model), style)
    return Document(bytes: Array(text.utf8), diagnostics: outline.diagnostics)
  }

  /// Writes a model's totals as JSON, as `Schemas/summary.schema.json` describes it.
  ///
  /// - Parameters:
  ///   - model: the model, as read.
  ///   - includesValues: whether to add the types of the main graph's values.
  /// - Returns: the JSON in UTF-8, and problems met in folding, such as calls that were not counted.
  ///
  /// Cost: linear in operators, and in values where they are included.
  public static func summaryJSON(
    _ model: Model, includesValues: Bool = false
  ) throws(FoldoutError) -> Document {
    // Costs do not depend on idioms, which the report looks for at all levels.
    let outline = try outline(of: model, FoldOptions(showsIdioms: false))
    let bytes = ModelSummary(model).json(
      cost: outline.totalCost, idioms: IdiomReport(of: model), valuesOf: includesValues ? model : nil)
    return Document(bytes: bytes, diagnostics: outline.diagnostics)
  }
}
