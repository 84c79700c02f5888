import Activity
import ActivityPages
import Composing
import Diagnostics
import ModelGraph
import WebPage
import Weights

/// What a drawing shows beside a model's structure.
public struct ModelData: Sendable {
  /// The model's file, kept open for what is in its weights.
  public var weights: WeightFile?
  /// What was recorded while the model ran.
  public var activity: ModelActivity?
  /// The sample that pictures are of.
  public var sample = 0
  /// Whether an HTML page has parts for the weights, the functions and what was recorded.
  public var hasTabs = false

  /// Makes nothing beside the structure.
  public init() {}

  /// Reads what the options of a drawing ask for, and makes the parts of a page.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where there is no such sample, or nothing to compare with.
  func prepare(
    _ options: DrawOptions, for format: OutputFormat, _ model: Model
  ) throws(FoldoutError) -> (options: DrawOptions, tabs: [PageTab]) {
    var options = options
    var tabs: [PageTab] = []
    let isPage = hasTabs && format == .html
    if let weights {
      if isPage, let (tab, marks) = weights.tab() {
        tabs.append(tab)
        options.compose.weights = marks
      } else if options.needsWeights {
        options.compose.weights = weights.marks
      }
    }
    if isPage, let tab = FunctionList(of: model).tab { tabs.append(tab) }
    if let activity {
      let report = try activity.report()
      try report.check(sample: sample)
      let errors = activity.errors(of: report)
      if options.compose.colors == .error, errors == nil {
        throw FoldoutError(
          .usage, "no-reference", "there is nothing that errors are counted from",
          hint: "Name a second recording with --against.")
      }
      options.compose.values = valueMarks(
        report, against: errors, colors: options.compose.colors, showsMaps: options.compose.showsMaps,
        sample: sample)
      if isPage {
        var page = ActivityPageOptions()
        page.sample = sample
        tabs.append(activity.tab(report, errors, page))
      }
    }
    return (options, tabs)
  }
}
