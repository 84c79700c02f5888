import ArgumentParser
import Diagnostics
import FoldoutKit

/// `foldout check`: reads and verifies, and draws nothing.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read and verify models; exit 1 where one has errors.")

  @Argument(help: "Model files; - for standard input.")
  var models: [String]

  func run() throws {
    var failure: ExitCode?
    for path in models {
      do throws(FoldoutError) {
        Watchdog.working(on: path)
        let loaded = try Foldout.read(argument: path)
        Console.report(loaded.diagnostics, file: path, asWarnings: false)
        if loaded.diagnostics.contains(where: { $0.severity == .error }) { failure = failure ?? ExitCode(1) }
      } catch {
        Console.report(error, file: path)
        failure = failure ?? Console.exitCode(error.kind)
      }
    }
    if let failure { throw failure }
  }
}
