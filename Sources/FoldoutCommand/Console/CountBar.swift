import Glibc

/// How many of some things are done, in a line on the terminal. Where standard error is no terminal, a line at the end says how many
/// there were, if they took long.
final class CountBar {
  private let what: String
  private let count: Int
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private var isThere = false

  /// What takes less needs no word.
  private static let leastTime = Duration.seconds(2)
  /// Parts of the bar.
  private static let width = 24

  init(_ what: String, _ count: Int) { (self.what, self.count) = (what, count) }

  /// Says that so many are done.
  func show(_ done: Int) {
    guard isShown, start.duration(to: .now) >= Self.leastTime else { return }
    let filled = done * Self.width / max(1, count)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    Console.write("\r\u{1B}[K\(what) \(bar) \(done) of \(count)")
    isThere = true
  }

  /// Takes the line away.
  func clear() {
    if isThere { Console.write("\r\u{1B}[K") }
    isThere = false
  }

  /// Says that all are done, where that is worth a line.
  func finish() {
    let time = start.duration(to: .now)
    if !isShown, time >= Self.leastTime {
      Console.write("\(what): \(count) done in \(time.components.seconds) s\n")
    }
  }
}
