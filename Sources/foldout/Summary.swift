import ArgumentParser
import Diagnostics
import FoldoutKit

/// `foldout summary`: the model as text or JSON.
struct Summary: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a model's blocks, operators, shapes and parameters as a text tree.")

  @Argument(help: "A model file; - for standard input.")
  var model: String

  @Flag(name: .long, help: "Print totals as JSON: operators, inputs, outputs, parameters.")
  var json = false

  @Option(name: .long, help: "How deep blocks are followed.")
  var depth: Int?

  @Option(name: .shortAndLong, help: "Where to write; standard output by default.")
  var output: String?

  func run() throws {
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let read = try Foldout.read(path: model)
      Console.report(read.diagnostics, file: model, asWarnings: true)
      let text = json ? Foldout.summaryJSON(read.model) : try Foldout.summaryText(read.model, depth: depth)
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
}
