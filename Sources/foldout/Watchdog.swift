import Glibc
import Synchronization

/// Ends the process with a message where a library can't be stopped otherwise: a layout that takes too
/// long, or a crash inside Graphviz. Results are renamed into place at the very end, so whatever stood at
/// the output still does.
enum Watchdog {
  /// How long one model may take, in seconds.
  static let limit: UInt32 = 60

  /// The message of each signal, ready to be written by a handler that may call nothing else.
  private static let message = Atomic<UInt>(0)

  /// Starts the time for a file.
  static func working(on file: String) {
    let name = Console.shown(file)
    store("\(name): error: gave up after \(limit) s [timeout]\nhelp: fold deeper, with --depth 1\n")
    signal(SIGALRM) { _ in
      Watchdog.writeMessage()
      _exit(69)
    }
    for crash in [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE] {
      signal(crash) { _ in
        let text: StaticString =
          "foldout: error: the layout or another library crashed; please report the model [crash]\n"
        _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        _exit(70)
      }
    }
    alarm(limit)
  }

  /// Leaves a copy of the text for the handler; the last one's memory is kept, since a handler may run any time.
  private static func store(_ text: String) {
    guard let copy = strdup(text) else { return }
    message.store(UInt(bitPattern: copy), ordering: .releasing)
  }

  private static func writeMessage() {
    guard let text = UnsafePointer<CChar>(bitPattern: message.load(ordering: .acquiring)) else { return }
    _ = write(STDERR_FILENO, text, strlen(text))
  }
}
