import ArgumentParser
import Diagnostics
import FoldoutKit
import ModelRunning
import TextOutput

/// `foldout explain`: why a model says what it says.
struct ExplainVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say which features, pixels, steps or tokens a model's answer comes from.",
    usage: "foldout explain <model> <input> ... [--method <method>] [-o <path>] [<options>]",
    discussion: """
      Methods: shap (Shapley values: exact for up to 12 features, else KernelSHAP), tree (the same from the file's trees; \
      nothing is run), lime, occlusion (of one image, sequence or text), permutation (importance over a data set) and boundary \
      (classes over two features, or over all pairs of a few). Inputs are named as for `foldout run`. ONNX Runtime does the passes; \
      how many, and how long they take, is said first.
      """)

  @Argument(help: "The model, ONNX; - for standard input.")
  var model: String

  @Argument(help: "Inputs with the rows that are explained: NAME=SOURCE, or SOURCE.")
  var inputs: [String]

  @OptionGroup var asked: ExplainArguments
  @OptionGroup var source: RunArguments
  @OptionGroup var texts: TokenArguments
  @OptionGroup var dims: DimArguments

  @Flag(name: .long, help: "Print JSON: all numbers.")
  var json = false

  @OptionGroup var report: ReportArguments

  @OptionGroup var colours: ThemeArguments

  @Option(name: .long, help: ArgumentHelp("The heading of a page.", valueName: "text"))
  var title: String?

  func validate() throws {
    _ = try themes()
    if try report.form(isJSON: json) == .csv {
      throw ValidationError("there is no CSV of an explanation; --json has all numbers")
    }
    guard !inputs.isEmpty else { throw ValidationError("Name an input after the model") }
  }

  func run() throws {
    let options = try asked.options(source, tokens: texts.labels())
    let reading = try dims.reading()
    let format = try report.form(isJSON: json)
    var drawing = DrawOptions()
    drawing.compose.title = title
    drawing.fileName = model == "-" ? nil : Job.stem(of: Job.lastPart(of: model))
    let themes = try themes()
    let bar = ProgressBar("explaining")
    Watchdog.start(asked.limit)
    try report.write(model, bar, themes, drawing) { () throws(FoldoutError) in
      let runner = try ModelRunner(path: model == "-" ? nil : model, reading)
      Console.report(runner.diagnostics, file: model, asWarnings: true)
      let explainer = try Explainer(runner, try rows(runner), options)
      Console.report(explainer.diagnostics, file: model, asWarnings: true)
      try estimate(explainer)
      let found = try explainer.report { done, all in bar.count(done, all) }
      bar.clear()
      return found
    } by: { found, drawing throws(FoldoutError) in
      try found.document(as: format, drawing)
    }
  }

  private func themes() throws -> PageThemes {
    try PageThemes(colours, format: report.form(isJSON: json).rawValue, path: report.path)
  }

  /// Reads the rows, the data set and the background.
  private func rows(_ runner: ModelRunner) throws(FoldoutError) -> ExplainRows {
    let explained = try runner.rowInputs(named: asked.input)
    let all = runner.inputs(withRowsOf: explained)
    let own = all.filter { explained.names.contains($0.name) }
    let read = try RunInputs(inputs, for: all, rows: source.range, scale: source.scale)
    Console.report(read.diagnostics, file: model, asWarnings: true)
    var rows = ExplainRows(read, first: Int(clamping: source.range?.lowerBound ?? 0))
    if !asked.data.isEmpty {
      rows.data = try RunInputs(asked.data, for: own, scale: source.scale)
    } else if source.range != nil, own[0].shape?.dims.count ?? 2 <= 2 {
      rows.data = try RunInputs(inputs, for: all)
    }
    if !asked.background.isEmpty {
      rows.background = try RunInputs(asked.background, for: own, scale: source.scale)
    }
    return rows
  }

  /// Says what it will take, and refuses what takes longer than it may.
  private func estimate(_ explainer: Explainer) throws(FoldoutError) {
    let passes = "\(NumberText.grouped(Int64(explainer.passes))) passes"
    let seconds = explainer.seconds
    guard explainer.passes > 0 else { return }
    guard asked.limit == .zero || seconds < Double(asked.limit.milliseconds) / 1000 else {
      throw FoldoutError(
        .usage, "explain-time",
        "this takes \(passes), \(Self.time(seconds)), and may take \(asked.limit.text)",
        hint:
          "Take fewer rows by --rows, fewer --samples or background rows, or allow more, as in --timeout \(Int(seconds / 60) + 2)m."
      )
    }
    Console.write("foldout: explaining \(Console.shown(model)): \(passes), \(Self.time(seconds))\n")
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "less than 1 s"
    case ..<120: "about \(Int(seconds.rounded())) s"
    case ..<7200: "about \(Int((seconds / 60).rounded())) min"
    default: "about \(NumberText.grouped(Int64(min(seconds / 3600, 1e9)))) h"
    }
  }
}
