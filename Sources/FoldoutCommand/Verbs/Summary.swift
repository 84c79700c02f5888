import ArgumentParser
import Diagnostics
import FoldoutKit
import Glibc

/// `foldout summary`: prints the model as text, Markdown or JSON.
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

  @Option(name: .long, help: "Follow blocks down to this depth.")
  var depth: Int?

  @OptionGroup var dims: DimArguments

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  func validate() throws {
    if json, markdown { throw ValidationError("--json and --markdown exclude each other") }
    if values, !json { throw ValidationError("--values goes with --json") }
  }

  func run() throws {
    let sizes = try dims.sizes()
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let loaded = try Foldout.read(argument: model, ReadOptions(dims: sizes))
      Console.report(loaded.diagnostics, file: model, asWarnings: true)
      let summary =
        json
        ? try Foldout.summaryJSON(loaded.model, includesValues: values)
        : try Foldout.summaryText(loaded.model, style)
      Console.report(summary.diagnostics, file: model, asWarnings: true)
      try OutputFile.write(summary.bytes, to: output == "-" ? nil : output)
    } catch {
      Console.report(error, file: model)
      throw Console.exitCode(error.kind)
    }
  }

  /// The width and colours of the terminal, where the output goes to one.
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
