import ArgumentParser
import Diagnostics
import Exporting
import FoldoutKit
import Glibc
import TextOutput

/// `foldout training`: what happened while a model was trained.
struct TrainingVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training",
    abstract: "Show what training logs say: curves, gradients over time, overfitting, NaN.",
    discussion: """
      Prints what is worth knowing, then a row a metric. `-o training.svg` (png, pdf, html) draws a page: curves, sizes of \
      gradients and weights over time, histograms; `--json` and `-o training.csv` are for programs. Logs are recognised by \
      their content: TensorBoard event files, tables as of Keras and Lightning, history.json, trainer_state.json, MLflow's \
      file store. Folders are searched; several runs are compared.
      """)

  @Argument(help: "Logs, or folders with logs.")
  var logs: [String]

  @Flag(name: .long, help: "Print JSON: every point and histogram, and the findings.")
  var json = false

  @OptionGroup var report: ReportArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Smooth curves as TensorBoard does, by a weight from 0 (none) to 0.999; 0.6 is usual.",
      valueName: "weight"))
  var smoothing: String?

  @Option(name: .long, help: "In a page, draw curves over step (default), epoch or time.")
  var x: String?

  @Option(name: .long, help: ArgumentHelp("Look at these tags only; repeatable.", valueName: "glob"))
  var only: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show parameters in the order of this model, the one that was trained.", valueName: "model"))
  var with: String?

  @Flag(name: .long, help: "Stay, and write again whenever a log has grown.")
  var watch = false

  @OptionGroup(title: "The picture") var picture: PictureArguments

  func validate() throws {
    if logs.contains("-") { throw ValidationError("a log is a file or a folder, not standard input") }
    if logs.isEmpty { throw ValidationError("name a log, or a folder with logs") }
    _ = try weight()
    let format = try report.form(isJSON: json)
    if try axis() != nil, !format.isPage {
      throw ValidationError("--x is for a page: name one with -o, as in -o training.svg")
    }
    if watch, json || format.isPage && report.path == nil {
      throw ValidationError("--watch needs a file to write: name one with -o")
    }
  }

  func run() throws {
    guard watch else {
      let code = try write()
      if code != 0 { throw ExitCode(code) }
      return
    }
    try LogWatcher(paths: logs).run { try write(isAgain: $0) == 0 }
  }

  /// Reads the logs and writes the report.
  ///
  /// - Returns: the exit code: that of the first log that can't be read, though the others are shown.
  private func write(isAgain: Bool = false) throws -> Int32 {
    let format = try report.form(isJSON: json)
    var options = try options()
    let themes = try PageThemes(picture.colours, format: format.rawValue, path: report.path)
    defer { Watchdog.done() }
    do throws(FoldoutError) {
      if let with {
        Watchdog.working(on: with)
        options.model = try Foldout.read(argument: with).model
      }
    } catch {
      Console.report(error, file: with ?? "")
      return Console.exitCode(error.kind).rawValue
    }
    let (sets, code) = readAll()
    guard !sets.isEmpty else { return code }
    let all = LogSet(joining: sets)
    if !isAgain {
      for note in all.notes { Console.report(note.diagnostics, file: note.path, asWarnings: true) }
    }
    do throws(FoldoutError) {
      let documents = try themes.documents(options.drawing) { drawing throws(FoldoutError) in
        options.drawing = drawing
        return try Foldout.document(of: all, as: format, options)
      }
      Console.report(documents.diagnostics, file: logs[0], asWarnings: true)
      if watch, report.path == nil, isatty(STDOUT_FILENO) == 1 {
        // From the upper left of an empty screen.
        try OutputFile.writeToStandardOutput(Array("\u{1B}[H\u{1B}[2J\u{1B}[3J".utf8))
      }
      try themes.write(documents, to: report.path)
    } catch {
      Console.report(error, file: report.path ?? logs[0])
      return Console.exitCode(error.kind).rawValue
    }
    if isAgain, let path = report.path { Console.write("foldout: wrote \(Console.shown(path))\n") }
    return code
  }

  /// Reads the logs and reports those that can't be read.
  ///
  /// - Returns: the others, and the exit code of the first that could not be read.
  private func readAll() -> (sets: [(path: String, set: LogSet)], code: Int32) {
    var sets: [(path: String, set: LogSet)] = []
    var code: Int32 = 0
    for path in logs {
      Watchdog.working(on: path)
      do throws(FoldoutError) {
        sets.append((path, try readLogs(path)))
      } catch {
        Console.report(error, file: path)
        if code == 0 { code = Console.exitCode(error.kind).rawValue }
      }
    }
    return (sets, code)
  }

  private func options() throws -> TrainingOptions {
    var options = TrainingOptions()
    options.only = only
    options.smoothing = try weight()
    options.axis = try axis() ?? .step
    options.style = TerminalStyle.style(.text, output: report.output)
    try picture.apply(to: &options.drawing)
    return options
  }

  private func weight() throws -> Double? {
    guard let smoothing else { return nil }
    guard let number = Double(smoothing), number >= 0, number <= 0.999 else {
      throw ValidationError("--smoothing takes a number from 0 to 0.999")
    }
    return number
  }

  private func axis() throws -> LevelAxis? {
    guard let x else { return nil }
    guard let axis = LevelAxis(rawValue: x) else { throw ValidationError("--x takes step, epoch or time") }
    return axis
  }
}
