import ArgumentParser
import Diagnostics
import FoldoutKit

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

  @Flag(name: .long, help: "Print one line for each block and operator, for `git diff`: see the manual.")
  var lines = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Follow blocks down to this depth.", valueName: "n"))
  var depth: Int?

  @OptionGroup var dims: DimArguments

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  func validate() throws {
    let forms = [("--json", json), ("--markdown", markdown), ("--lines", lines)].filter(\.1).map(\.0)
    if forms.count > 1 { throw ValidationError("\(forms[0]) and \(forms[1]) exclude each other") }
    if let depth, depth < 0 { throw ValidationError("--depth must be 0 or more") }
    if values, !json { throw ValidationError("--values goes with --json") }
  }

  func run() throws {
    let reading = try dims.reading()
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let loaded = try Foldout.read(argument: model, reading)
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

  private var style: SummaryStyle {
    TerminalStyle.style(lines ? .lines : markdown ? .markdown : .text, depth: depth, output: output)
  }
}
