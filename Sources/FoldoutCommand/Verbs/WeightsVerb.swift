import ArgumentParser
import Diagnostics
import Exporting
import FoldoutKit
import Glibc
import TextOutput

/// `foldout weights`: what is in a model's stored tensors.
struct WeightsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "Show what is in a model's weights: ranges, spread, zeros, outliers, dead channels, NaN.",
    discussion: """
      Prints what is worth knowing, then a table block by block. `-o weights.svg` (png, pdf, html) draws a page with a row \
      a tensor, kernels and matrices; `--json` and `-o weights.csv` are for programs. This is the only verb that reads \
      the weights.
      """)

  @Argument(help: "A model file; - for standard input.")
  var model: String

  @Flag(name: .long, help: "Print JSON: every tensor with its figures, and the findings.")
  var json = false

  @OptionGroup var report: ReportArguments

  @Option(
    name: .long,
    help: ArgumentHelp("Look at these tensors only, by name or path; repeatable.", valueName: "glob"))
  var only: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Sort rows by model (default), name, size, spread, zeros, near-zero or outliers.", valueName: "key"))
  var sort: String?

  @Option(name: .long, help: ArgumentHelp("Show this many rows.", valueName: "n"))
  var top: Int?

  @Flag(name: .long, help: "Show constants such as shapes and scales, too.")
  var all = false

  @Option(
    name: .long,
    help: ArgumentHelp("In a page, show tables of embeddings as points: pca.", valueName: "method"))
  var project: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --project, name the rows of a table by this list (text, JSON, .npy or .npz).", valueName: "file"))
  var labels: String?

  @Flag(name: .long, help: "In a page, show the singular values of matrices.")
  var spectrum = false

  @OptionGroup(title: "The picture") var picture: PictureArguments

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be 1 or more") }
    if let project, project != "pca" { throw ValidationError("--project takes pca") }
    if labels != nil, project == nil { throw ValidationError("--labels goes with --project pca") }
    _ = try order()
    let format = try report.form(isJSON: json)
    for (flag, isGiven) in [("--project", project != nil), ("--spectrum", spectrum)]
    where isGiven && !format.isPage {
      throw ValidationError("\(flag) is for a page: name one with -o, as in -o weights.svg")
    }
  }

  func run() throws {
    let format = try report.form(isJSON: json)
    var options = WeightOptions()
    options.only = only
    options.order = try order()
    options.top = top
    options.includesConstants = all
    options.page.projectsTables = project == "pca"
    options.page.rowNames = try Labels.read(argument: labels)?.texts ?? []
    options.page.showsSpectrum = spectrum
    options.style = TerminalStyle.style(.text, output: report.output)
    try picture.apply(to: &options.drawing)
    options.drawing.fileName = model == "-" ? nil : Job.stem(of: Job.lastPart(of: model))
    let bar = ProgressBar("reading weights")
    options.progress = { done, all in bar.show(done, all) }
    let themes = try PageThemes(picture.colours, format: format.rawValue, path: report.path)
    try report.write(model, bar, themes, options.drawing) { () throws(FoldoutError) in
      let file = try model == "-" ? WeightFile(descriptor: 0) : WeightFile(path: model)
      Console.report(file.diagnostics, file: model, asWarnings: true)
      return file
    } by: { file, drawing throws(FoldoutError) in
      options.drawing = drawing
      return try file.document(as: format, options)
    }
  }

  private func order() throws -> WeightOrder {
    guard let sort else { return .model }
    guard let order = WeightOrder(rawValue: sort) else {
      throw ValidationError("--sort takes \(listed(WeightOrder.allCases.map(\.rawValue), "or"))")
    }
    return order
  }
}
