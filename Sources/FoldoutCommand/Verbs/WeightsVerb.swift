import ArgumentParser
import Diagnostics
import Exporting
import FoldoutKit
import Glibc
import Weights

/// `foldout weights`: what is in a model's stored tensors.
struct WeightsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights", abstract: "Show what is in a model's weights.")

  @Argument(help: "A model file; - for standard input.")
  var model: String

  @Flag(name: .long, help: "Print JSON: every tensor with its figures, and the findings.")
  var json = false

  func run() throws {
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let file = try model == "-" ? WeightFile(descriptor: 0) : WeightFile(path: model)
      Console.report(file.diagnostics, file: model, asWarnings: true)
      try OutputFile.write(weightsJSON(file.report()), to: nil)
    } catch {
      Console.report(error, file: model)
      throw Console.exitCode(error.kind)
    }
  }
}
