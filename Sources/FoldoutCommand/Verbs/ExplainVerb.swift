import ArgumentParser
import Diagnostics
import FoldoutKit
import ModelRunning
import TextOutput

/// `foldout explain`: why a model says what it says.
struct ExplainVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say which features or pixels a model's answer comes from.",
    usage: "foldout explain <model> <input> ... --method <method> [<options>]",
    discussion: """
      Methods: shap (exact for up to 12 features), lime, occlusion (of an image), permutation (importance over a data set) and \
      boundary (classes over two features). Inputs are named as for `foldout run`, which does the passes.
      """)

  @Argument(help: "The model, ONNX; - for standard input.")
  var model: String

  @Argument(help: "The rows: NAME=SOURCE, or SOURCE.")
  var inputs: [String]

  @Option(name: .long, help: "How: shap, lime, occlusion, permutation or boundary.")
  var method: String

  @Option(
    name: .long,
    help: ArgumentHelp("Rows that stand for absent features, named as inputs are.", valueName: "source"))
  var background: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Explain this class; by default that of the first row.", valueName: "n"))
  var target: Int?

  @Option(
    name: .long, help: ArgumentHelp("The two features of a boundary, by name or number.", valueName: "a,b"))
  var features: String?

  @Option(name: .long, help: ArgumentHelp("Name the features by this list.", valueName: "file"))
  var names: String?

  @Option(name: .long, help: ArgumentHelp("Name the classes by this list.", valueName: "file"))
  var classes: String?

  @Option(
    name: .long, help: ArgumentHelp("The class of each row, by number, for permutation.", valueName: "file"))
  var labels: String?

  @Option(name: .long, help: ArgumentHelp("Pixels a side of a window.", valueName: "n"))
  var window = 2

  @Option(name: .long, help: ArgumentHelp("Pixels from one window to the next.", valueName: "n"))
  var stride = 1

  @Option(name: .long, help: ArgumentHelp("What covers pixels.", valueName: "number"))
  var baseline = 0.0

  @Option(name: .long, help: ArgumentHelp("Cells a side of a boundary.", valueName: "n"))
  var cells = 120

  @OptionGroup var source: RunArguments

  @Flag(name: .long, help: "Print JSON: all numbers.")
  var json = false

  @OptionGroup var report: ReportArguments

  @Option(name: .long, help: "In a page, use these colours: light, dark, auto or print.")
  var theme: String?

  @Option(name: .long, help: ArgumentHelp("The heading of a page.", valueName: "text"))
  var title: String?

  func validate() throws {
    if let theme, ThemeChoice(rawValue: theme) == nil {
      throw ValidationError("--theme takes \(listed(ThemeChoice.allCases.map(\.rawValue), "or"))")
    }
    _ = try report.form(isJSON: json)
    guard Explanation.Method(rawValue: method) != nil else {
      throw ValidationError("--method takes \(listed(Explanation.Method.allCases.map(\.rawValue), "or"))")
    }
    guard !inputs.isEmpty else { throw ValidationError("Name an input after the model") }
    if features != nil, try pair() == nil { throw ValidationError("--features takes two, as in A,B") }
    if source.rows != nil, source.range == nil { throw ValidationError("--rows takes A:B, as in 0:8") }
    guard window > 0, stride > 0, cells > 1 else {
      throw ValidationError("--window and --stride must be 1 or more, --cells 2 or more")
    }
  }

  func run() throws {
    var options = ExplainOptions()
    options.method = Explanation.Method(rawValue: method) ?? .shap
    (options.background, options.target, options.features) = (background, target, try pair())
    options.names = try Labels.read(argument: names)?.texts ?? []
    options.labels = try Labels.read(argument: labels)?.texts ?? []
    (options.window, options.baseline, options.cells) = ((window, stride), baseline, cells)
    options.run.runtime = source.runtime
    let classNames = try Labels.read(argument: classes)?.texts ?? []
    let range = source.range
    let format = try report.form(isJSON: json)
    var drawing = DrawOptions()
    drawing.compose.title = title
    if let choice = theme.flatMap({ ThemeChoice(rawValue: $0) }) { drawing.theme = choice }
    drawing.fileName = model == "-" ? nil : Job.stem(of: Job.lastPart(of: model))
    if format == .html, theme == nil { drawing.theme = .auto }
    try report.write(model, ProgressBar("explaining")) { () throws(FoldoutError) in
      let runner = try ModelRunner(path: model == "-" ? nil : model)
      Console.report(runner.diagnostics, file: model, asWarnings: true)
      let read = try RunInputs(inputs, for: runner.inputs, rows: range)
      Console.report(read.diagnostics, file: model, asWarnings: true)
      return try runner.explain(read, options).document(as: format, classes: classNames, drawing)
    }
  }

  private func pair() throws -> (String, String)? {
    guard let features else { return nil }
    let parts = features.split(separator: ",").map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }
}
