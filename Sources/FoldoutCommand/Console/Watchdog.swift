import Glibc
import ProcessShim

/// Ends the process with a message where a library can't be stopped otherwise: a layout that takes too
/// long, or a crash inside Graphviz. Results are renamed into place at the very end, so the old output still
/// stands. Shows progress on a terminal from the first second on.
enum Watchdog {
  /// How long one model may take, unless the caller sets a limit for the whole run.
  static let defaultLimit = Duration.seconds(60)

  nonisolated(unsafe) private static var runLimit: Duration?
  private static let showsProgress = isatty(STDERR_FILENO) == 1

  /// Sets the time for the whole run, from now on; zero for no limit.
  static func start(_ limit: Duration) {
    runLimit = limit
    foldout_deadline(limit.milliseconds)
  }

  /// Notes the file in work, and a hint at less work for the message of a timeout.
  static func working(on file: String, less advice: String? = nil, doing verb: String = "drawing") {
    if runLimit == nil { foldout_deadline(defaultLimit.milliseconds) }
    let name = Console.shown(file)
    let limit = runLimit ?? defaultLimit
    let late =
      "\(name): error: gave up after \(limit.text) [timeout]\n"
      + "help: \(advice.map { $0 + "; or " } ?? "")allow more time, as in --timeout \(limit.longer)\n"
    // Handlers may run at any time, so what they write is never freed.
    foldout_on_crash(crash)
    foldout_working_on(showsProgress ? strdup("foldout: \(verb) \(name)") : nil, strdup(late))
  }

  /// Ends the work on a file: wipes the progress.
  static func done() { foldout_quiet() }

  nonisolated(unsafe) private static let crash = strdup(
    "foldout: error: internal error: the layout or another library crashed; please report the model [crash]\n"
  )
}

extension Duration {
  /// Reads `10s`, `4000ms`, `2m` or `90` (seconds).
  init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int64(digits), count <= 1_000_000_000 else { return nil }
    switch text.dropFirst(digits.count) {
    case "ms": self = .milliseconds(count)
    case "", "s": self = .seconds(count)
    case "m": self = .seconds(count * 60)
    default: return nil
    }
  }

  /// In milliseconds, rounded down.
  var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }

  /// Ten times as long, as an argument.
  var longer: String { "\(max(10, (milliseconds + 99) / 100))s" }

  /// Whole seconds, rounded up, for the run of a model; a year where there is no limit.
  var runSeconds: Int { self == .zero ? 31_536_000 : Int((milliseconds + 999) / 1000) }

  /// As a person would write it.
  var text: String { milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms" }
}
