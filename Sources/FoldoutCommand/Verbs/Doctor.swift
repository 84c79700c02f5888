import ArgumentParser
import FoldoutKit
import TextOutput

/// `foldout doctor`: lists the libraries that this program uses on this machine.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Print versions of the libraries in use; exit 1 where one is missing.")

  func run() throws {
    var lines = ["foldout \(Foldout.version)"]
    var isWhole = true
    for finding in Libraries.findings {
      if let state = finding.state {
        lines.append("\(finding.name) \(terminalText(state))")
      } else if finding.isOptional {
        lines.append("\(finding.name) is not there (\(finding.purpose)); to get it: \(finding.package)")
      } else {
        isWhole = false
        lines.append("\(finding.name) is missing (\(finding.purpose)); Debian package \(finding.package)")
      }
    }
    do throws(FoldoutError) {
      try OutputFile.writeToStandardOutput(Array((lines.joined(separator: "\n") + "\n").utf8))
    } catch {
      throw Console.exitCode(error.kind)
    }
    if !isWhole { throw ExitCode(1) }
  }
}
