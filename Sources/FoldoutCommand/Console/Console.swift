import ArgumentParser
import FoldoutKit
import Glibc
import TextOutput

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

  /// Prints the error that ended the work on a file.
  static func report(_ error: FoldoutError, file: String) {
    print(error.diagnostic, file: file, severity: "error")
  }

  /// Prints the problems met in a file; as warnings where the work went on.
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

  /// The command line as it was given, fit for a shell, without one of its words.
  static func command(without word: String) -> String {
    var words = CommandLine.arguments.filter { $0 != word }
    if let program = words.first { words[0] = Job.lastPart(of: program) }
    return words.map(quotedForShell).joined(separator: " ")
  }

  private static func quotedForShell(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-_./=,:+@%".utf8.contains(byte)
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  static func shown(_ file: String) -> String { file == "-" ? "<stdin>" : terminalText(file) }

  static func write(_ text: String) {
    var text = text
    Watchdog.done()
    text.withUTF8 { buffer in
      _ = Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
    }
  }
}
