import ArgumentParser
import FoldoutKit
import Glibc

/// Messages on standard error, and exit codes.
enum Console {
  /// How many diagnostics of one file are printed.
  private static let limit = 20

  /// The code of sysexits(3) for a kind of failure.
  static func exitCode(_ kind: FoldoutError.Kind) -> ExitCode {
    switch kind {
    case .usage: ExitCode(64)
    case .malformed: ExitCode(65)
    case .noInput: ExitCode(66)
    case .unavailable: ExitCode(69)
    case .internal: ExitCode(70)
    case .cannotWrite: ExitCode(73)
    }
  }

  /// Prints what ended the work on a file.
  static func report(_ error: FoldoutError, file: String) {
    print(error.diagnostic, file: file, severity: "error")
  }

  /// Prints what there is to say about a file that was read; as warnings where the work went on.
  static func report(_ diagnostics: [Diagnostic], file: String, asWarnings: Bool) {
    for diagnostic in diagnostics.prefix(limit) {
      print(diagnostic, file: file, severity: asWarnings ? "warning" : diagnostic.severity.rawValue)
    }
    if diagnostics.count > limit { write("\(shown(file)): and \(diagnostics.count - limit) more\n") }
  }

  private static func print(_ diagnostic: Diagnostic, file: String, severity: String) {
    write("\(shown(file)): \(severity): \(diagnostic.message) [\(diagnostic.code)]\n")
    if let hint = diagnostic.hint { write("help: \(hint)\n") }
  }

  static func shown(_ file: String) -> String { file == "-" ? "<stdin>" : file }

  static func write(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      _ = Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
    }
  }
}
