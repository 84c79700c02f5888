import ArgumentParser
import Diagnostics
import FoldoutKit
import TextOutput

/// `foldout activity`: what went on in a model, from arrays that were recorded while it ran.
struct ActivityVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activity",
    abstract: "Show what went on in a model, from a recording of its values.",
    usage: "foldout activity <model> <recording> ... [-o <path>] [<options>]",
    discussion: """
      A recording is a .npz or .npy file, a folder of ONNX tensors (.pb), or polygraphy's JSON; arrays are named after \
      values of the model, or after its modules or layers. Nothing is run. Without -o it prints what is remarkable, and a \
      table of the values.
      """)

  @Argument(help: "The model, ONNX or Keras; - for standard input.")
  var model: String

  @Argument(help: "Files or folders of arrays.")
  var recordings: [String]

  @Flag(name: .long, help: "Print JSON: the figures of every array.")
  var json = false

  @OptionGroup var report: ReportArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show only values with this name, or of this module; * is any text.", valueName: "glob"))
  var only: [String] = []

  @Flag(name: .long, help: "Show shapes and single numbers, too.")
  var all = false

  @Option(
    name: .long,
    help: ArgumentHelp("Show how far the recording is from this one.", valueName: "recording"))
  var against: String?

  @Option(
    name: .long,
    help: ArgumentHelp("In a page, show pictures of this sample; the first is 0.", valueName: "n"))
  var sample = 0

  @OptionGroup var texts: TokenArguments

  @Option(
    name: .long, help: ArgumentHelp("Name the classes of scores by this list.", valueName: "file"))
  var classes: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show the samples as points of a plane: pca or tsne; --json prints them.", valueName: "method"))
  var project: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Project this value; by default the last vector before the outputs.", valueName: "value"))
  var at: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Name the class of each sample by this list (text, JSON, .npy or .npz).", valueName: "file"))
  var labels: String?

  @OptionGroup(title: "The picture") var picture: PictureArguments

  func validate() throws {
    if let project, ValueProjection.Method(rawValue: project) == nil {
      throw ValidationError("--project takes pca or tsne")
    }
    if at != nil || labels != nil, project == nil {
      throw ValidationError("\(at != nil ? "--at" : "--labels") goes with --project pca or tsne")
    }
    if sample != 0, try !report.form(isJSON: json).isPage {
      throw ValidationError("--sample is for a page: name one with -o, as in -o activity.svg")
    }
    guard !recordings.isEmpty else { throw ValidationError("Name a recording after the model") }
    _ = try report.form(isJSON: json)
  }

  func run() throws {
    let format = try report.form(isJSON: json)
    var options = ActivityOptions()
    (options.only, options.showsAll) = (only, all)
    options.page.sample = sample
    options.projection = project.flatMap { ValueProjection.Method(rawValue: $0) }
    options.projectedValue = at
    let tokens = try texts.labels()
    options.page.classes = try Labels.read(argument: classes)?.texts ?? []
    options.labels = try Labels.read(argument: labels)?.texts ?? []
    options.style = TerminalStyle.style(.text, output: report.output)
    try picture.apply(to: &options.drawing)
    options.drawing.fileName = model == "-" ? nil : Job.stem(of: Job.lastPart(of: model))
    let bar = ProgressBar("reading recordings")
    options.progress = { done, all in bar.show(done, all) }
    let themes = try PageThemes(picture.colours, format: format.rawValue, path: report.path)
    try report.write(model, bar, themes, options.drawing) { () throws(FoldoutError) in
      let read = try Foldout.read(argument: model, ReadOptions())
      Console.report(read.diagnostics, file: model, asWarnings: true)
      let activity = try ModelActivity(read.model, paths: recordings, against: against)
      Console.report(activity.diagnostics, file: recordings[0], asWarnings: true)
      options.page.tokens = tokens?.row(sample, ids: activity.tokenIDs(sample)) ?? []
      return activity
    } by: { activity, drawing throws(FoldoutError) in
      options.drawing = drawing
      return try activity.document(as: format, options)
    }
  }
}
