import ArgumentParser
import Diagnostics
import Exporting
import FoldoutKit

/// `foldout values`: prints the types of all values of many models, for comparisons with other tools.
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
        let loaded = try Foldout.read(argument: path)
        Console.report(loaded.diagnostics, file: path, asWarnings: false)
        try OutputFile.writeToStandardOutput(Array("=== \(path)\n".utf8) + valuesJSON(loaded.model))
      } catch {
        Console.report(error, file: path)
      }
    }
  }
}
