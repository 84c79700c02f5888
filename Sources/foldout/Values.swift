import ArgumentParser
import Diagnostics
import FoldoutKit

/// `foldout values`: for comparisons with other tools, the types of all values of many models.
struct Values: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "values",
    abstract: "Print the inferred types of all values of each model as JSON, one after the other.",
    shouldDisplay: false)

  @Argument(help: "Model files.")
  var models: [String]

  func run() throws {
    for path in models {
      do throws(FoldoutError) {
        Watchdog.working(on: path)
        let read = try Foldout.read(path: path)
        Console.report(read.diagnostics, file: path, asWarnings: false)
        try OutputFile.writeToStandardOutput(Array("=== \(path)\n".utf8) + Foldout.valuesJSON(read.model))
      } catch {
        Console.report(error, file: path)
      }
    }
  }
}
