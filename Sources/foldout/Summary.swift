import ArgumentParser
import Diagnostics
import FoldoutKit
import Glibc

/// `foldout summary`: the model as text, Markdown or JSON.
struct Summary: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Print a model's blocks and operators with output shapes, parameters and multiply-accumulates.")

  @Argument(help: "A model file; - for standard input.")
  var model: String

  @Flag(name: .long, help: "Print totals as JSON: operators, inputs, outputs, parameters, macs.")
  var json = false

  @Flag(name: .long, help: "With --json, add the type of every value by name.")
  var values = false

  @Flag(name: .long, help: "Print a Markdown table.")
  var markdown = false

  @Option(name: .long, help: "How deep blocks are followed.")
  var depth: Int?

  @OptionGroup var dims: DimArguments

  @Option(name: .shortAndLong, help: "Where to write; standard output by default.")
  var output: String?

  func validate() throws {
    if json, markdown { throw ValidationError("--json and --markdown can't go together") }
    if values, !json { throw ValidationError("--values goes with --json") }
  }

  func run() throws {
    let sizes = try dims.sizes()
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let read = try Foldout.read(path: model, dims: sizes)
      Console.report(read.diagnostics, file: model, asWarnings: true)
      func report(_ diagnostics: [Diagnostic]) {
        Console.report(diagnostics, file: model, asWarnings: true)
      }
      let text =
        json
        ? try Foldout.summaryJSON(read.model, values: values, report: report)
        : try Foldout.summaryText(read.model, style, report: report)
      if let output, output != "-" {
        try OutputFile.write(text, to: output)
      } else {
        try OutputFile.writeToStandardOutput(text)
      }
    } catch {
      Console.report(error, file: model)
      throw Console.exitCode(error.kind)
    }
  }

  /// Width and colours are those of the terminal, if it is one that is written to.
  private var style: SummaryStyle {
    var style = SummaryStyle(form: markdown ? .markdown : .text, depth: depth)
    guard output == nil || output == "-", isatty(STDOUT_FILENO) == 1 else { return style }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { style.width = Int(size.ws_col) }
    style.isColored =
      !markdown && getenv("NO_COLOR") == nil && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
    return style
  }
}
