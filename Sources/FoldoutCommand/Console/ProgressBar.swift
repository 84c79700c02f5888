import Glibc

/// A line on the terminal that says how far a long reading is. Nothing is written where standard error is no terminal.
///
/// (Unchecked: its caller calls from one thread at a time.)
final class ProgressBar: @unchecked Sendable {
  private let what: String
  private let isShown: Bool
  private var last = -1

  private let clock = ContinuousClock()
  private let start = ContinuousClock().now

  /// Less is done before a reader has seen the line.
  private static let leastTime = Duration.milliseconds(500)
  /// Less is read before a reader has seen the line.
  private static let leastBytes: Int64 = 256 << 20

  init(_ what: String) {
    self.what = what
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// Says that so many bytes are done.
  func show(_ done: Int64, _ all: Int64) {
    guard all >= Self.leastBytes else { return }
    draw(done, all)
  }

  /// Says that so many passes, or files, are done, once that has taken a moment.
  func count(_ done: Int, _ all: Int) {
    guard clock.now - start >= Self.leastTime else { return }
    draw(Int64(done), Int64(all))
  }

  private func draw(_ done: Int64, _ all: Int64) {
    guard isShown, all > 0 else { return }
    let percent = Int(min(100, Double(done) / Double(all) * 100))
    guard percent != last else { return }
    last = percent
    let filled = String(repeating: "█", count: percent * 24 / 100)
    let open = String(repeating: "░", count: 24 - filled.count)
    Console.write("\r\(what) \(filled)\(open) \(percent) %")
  }

  /// Takes the line away.
  func clear() { if last >= 0 { Console.write("\r\u{1B}[K") } }
}
