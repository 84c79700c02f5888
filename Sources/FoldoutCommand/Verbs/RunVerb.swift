import ArgumentParser
import Diagnostics
import FoldoutKit
import ModelRunning
import TextOutput

/// `foldout run`: runs a model, and writes what all of its values are.
struct RunVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run an ONNX model on an input, and record or show all of its values.",
    usage: "foldout run <model> <input> ... [-o <path>] [<options>]",
    discussion: """
      An input is NAME=SOURCE, or a source for the input of its name, else for the next one: a .npz, .npy or .pb file, a folder \
      of test data, a picture (PNG, JPEG), a .csv, JSON with numbers or ids of tokens, or `random`; FILE:ARRAY is one array of a .npz. ONNX Runtime does it, in a process of its \
      own that is bounded in memory and time; see `foldout doctor`. With --each it runs once for each file of a folder. Without -o it prints the outputs' shapes and what \
      `foldout activity` makes of the values.
      """)

  @Argument(help: "The model, ONNX; - for standard input.")
  var model: String

  @Argument(help: "Inputs: NAME=SOURCE, or SOURCE.")
  var inputs: [String] = []

  @OptionGroup var many: EachArguments

  @Option(
    name: .shortAndLong,
    help:
      "Write to this file: npz, or a picture or table by its extension txt, json, csv, svg, png, pdf or html; - for standard output."
  )
  var output: String?

  @Option(name: .shortAndLong, help: "Write this format, whatever the file is called.")
  var format: String?

  @Option(
    name: .long, help: ArgumentHelp("Fetch only values with this name; * is any text.", valueName: "glob"))
  var only: [String] = []

  @OptionGroup var source: RunArguments

  @Option(
    name: .long,
    help: ArgumentHelp("Give up after this time, as in 10s or 5m (default: 60s).", valueName: "time"))
  var timeout: String?

  @Option(
    name: .long,
    help: ArgumentHelp("In a page, show pictures of this sample; the first is 0.", valueName: "n"))
  var sample = 0

  @OptionGroup var texts: TokenArguments
  @OptionGroup var dims: DimArguments
  @OptionGroup(title: "The picture") var picture: PictureArguments

  func validate() throws {
    guard !inputs.isEmpty || !many.each.isEmpty else {
      throw ValidationError("Name an input after the model, or random")
    }
    if let timeout, Duration(timeout) == nil {
      throw ValidationError("--timeout takes a time: 10s, 500ms or 2m")
    }
    _ = try chosenFormat()
  }

  func run() throws {
    let format = try chosenFormat()
    var options = ActivityOptions()
    options.page.sample = sample
    options.style = TerminalStyle.style(.text, output: output)
    try picture.apply(to: &options.drawing)
    options.drawing.fileName = model == "-" ? nil : Job.stem(of: Job.lastPart(of: model))
    let themes = try PageThemes(picture.colours, format: format.word, path: path)
    let tokens = try texts.labels()
    let reading = try dims.reading()
    let shown = options
    var failure: FoldoutError.Kind?
    do throws(FoldoutError) {
      let limits = limits
      let runner = try ModelRunner(path: model == "-" ? nil : model, reading)
      Console.report(runner.diagnostics, file: model, asWarnings: true)
      let write = { (read: RunInputs, run: ModelRun) throws(FoldoutError) -> ThemedDocuments in
        var options = shown
        let row = sample &+ Int(clamping: source.range?.lowerBound ?? 0)
        options.page.tokens = tokens?.row(row, ids: read.tokenIDs(sample, of: runner.inputs)) ?? []
        options.page.classes = read.classNames.isEmpty ? runner.classNames : read.classNames
        return try themes.documents(options.drawing) { drawing throws(FoldoutError) in
          options.drawing = drawing
          return try document(of: run, runner, as: format, options)
        }
      }
      if many.each.isEmpty {
        let read = try RunInputs(inputs, for: runner.inputs, rows: source.range, scale: source.scale)
        let run = try runner.run(read, only: only, limits)
        Console.report(run.diagnostics, file: model, asWarnings: true)
        let documents = try write(read, run)
        Console.report(documents.diagnostics, file: model, asWarnings: true)
        try themes.write(documents, to: path)
      } else {
        failure = try runEach(runner, limits, extension: format.word, themes, write)
      }
    } catch {
      Console.report(error, file: model)
      throw Console.exitCode(error.kind)
    }
    if let failure { throw Console.exitCode(failure) }
  }

  /// The file, or with `--each` the folder; nil for standard output.
  private var path: String? { output == "-" ? nil : output }

  /// Limits of the run; starts the clock, which is for the whole work.
  private var limits: RunOptions {
    var options = RunOptions()
    options.runtime = source.runtime
    if let limit = timeout.flatMap({ Duration($0) }) {
      Watchdog.start(limit)
      options.seconds = limit.runSeconds
    }
    Watchdog.working(on: model, doing: "running")
    return options
  }

  private func document(
    of run: ModelRun, _ runner: ModelRunner, as format: Format, _ options: ActivityOptions
  ) throws(FoldoutError) -> Document {
    guard case .report(let form) = format else { return Document(bytes: numPyArchive(run.tensors)) }
    var document = try ModelActivity(runner.model, run).document(as: form, options)
    if form == .text { document.bytes = Array(outputShapes(run, runner.model).utf8) + document.bytes }
    return document
  }

  // MARK: Formats

  /// What is written.
  enum Format: Equatable {
    case recording
    case report(ReportFormat)

    /// What files of it end in.
    var word: String {
      switch self {
      case .recording: "npz"
      case .report(let form): form.rawValue
      }
    }
  }

  private func chosenFormat() throws -> Format {
    let words = ["npz"] + ReportFormat.allCases.map(\.rawValue)
    // Of several, the output is a folder.
    let isFolder = !many.each.isEmpty && output != nil && output != "-"
    guard let word = try Job.format(of: isFolder ? "x.npz" : output, asked: format, among: words) else {
      return .report(.text)
    }
    return ReportFormat(rawValue: word).map { .report($0) } ?? .recording
  }
}
