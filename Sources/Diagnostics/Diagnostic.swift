import TextOutput

/// A problem in a file: what is wrong, where, and what to do about it.
///
/// A diagnostic is a plain value. Phases collect them and go on where they can; only the command
/// line prints them, as `file: error: what, where [code]` followed by an optional `help:` line.
/// Its texts are safe to print on a terminal, whatever names from a file they hold.
public struct Diagnostic: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: String, Sendable, Equatable {
    /// The file breaks a rule of its format; `foldout check` answers "no".
    case error
    /// The file is odd, but has one clear meaning.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// A stable, lower-case, hyphenated name, e.g. `dangling-input`.
  public var code: String
  /// The problem and its place, in one sentence without a final stop.
  public let message: String
  /// Advice to the reader.
  public let hint: String?

  /// Makes a diagnostic. Unsafe characters in its texts become escapes.
  public init(_ severity: Severity, _ code: String, _ message: String, hint: String? = nil) {
    self.severity = severity
    self.code = code
    self.message = terminalText(message)
    self.hint = hint.map(terminalText)
  }
}

/// An error that ends the work on one file: nothing can be drawn.
public struct FoldoutError: Error, Sendable, Equatable {
  /// Which kind of failure it is; the command line maps each to a code of sysexits(3).
  public enum Kind: Sendable, Equatable {
    /// Invalid usage: options that contradict each other or the model (EX_USAGE, 64).
    case usage
    /// The file's content is malformed (EX_DATAERR, 65).
    case malformed
    /// The file can't be read (EX_NOINPUT, 66).
    case noInput
    /// A library that is needed is missing or failed (EX_UNAVAILABLE, 69).
    case unavailable
    /// An internal error (EX_SOFTWARE, 70).
    case `internal`
    /// The output can't be written (EX_CANTCREAT, 73).
    case cannotWrite
  }

  /// Which kind of failure it is.
  public var kind: Kind
  /// The problem, its place, and advice.
  public var diagnostic: Diagnostic

  /// Makes an error.
  public init(_ kind: Kind, _ code: String, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.diagnostic = Diagnostic(.error, code, message, hint: hint)
  }
}
