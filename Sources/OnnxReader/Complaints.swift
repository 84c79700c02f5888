import Diagnostics

/// The diagnostics of one file, with a bound on how many are kept.
struct Complaints {
  private var kept: [Diagnostic] = []
  private var leftOut = 0
  private var leftOutErrors = 0

  /// Adds one. The text is only made where it is kept.
  mutating func add(
    _ severity: Diagnostic.Severity, _ code: String, hint: String? = nil, _ message: () -> String
  ) {
    if kept.count < OnnxLimits.diagnostics {
      kept.append(Diagnostic(severity, code, message(), hint: hint))
    } else {
      leftOut += 1
      if severity == .error { leftOutErrors += 1 }
    }
  }

  /// All that were kept, and the number of the others.
  var all: [Diagnostic] {
    guard leftOut > 0 else { return kept }
    return kept + [
      Diagnostic(leftOutErrors > 0 ? .error : .warning, "more", "and \(leftOut) more of this kind or others")
    ]
  }
}
