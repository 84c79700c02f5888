import FoldoutKit
import Glibc

/// Waits for logs to grow. Their writers keep files open for days and make new ones, so sizes are looked at every second rather
/// than events waited for.
struct LogWatcher {
  let paths: [String]

  /// Calls back now and after each change; returns only when it throws.
  ///
  /// - Parameter write: is told whether it is not the first time.
  func run(_ write: (Bool) throws -> Bool) throws {
    var known = sizes()
    _ = try write(false)
    Console.write(
      "foldout: watching \(paths.count == 1 ? Console.shown(paths[0]) : "\(paths.count) logs"); Ctrl-C ends it\n"
    )
    while true {
      sleep(1)
      let now = sizes()
      guard now != known else { continue }
      known = now
      _ = try write(true)
    }
  }

  private func sizes() -> [LogSize] { logSizes(paths) }
}
