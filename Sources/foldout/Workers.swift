import Glibc
import ProcessShim

/// Draws several models at once, each in a process of its own: Graphviz can't be used by two threads, and a
/// crash or a layout that takes too long costs one model only.
enum Workers {
  /// How many processors there are.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Does each piece of work in a process, at most `width` at a time.
  ///
  /// - Returns: the exit codes, in order of the work.
  static func run<Work>(_ work: [Work], at width: Int, _ body: (Work) -> Int32) -> [Int32] {
    var codes = [Int32](repeating: 0, count: work.count)
    var running: [pid_t: Int] = [:]
    for index in work.indices {
      if running.count >= width { collect(&running, &codes) }
      let child = foldout_fork()
      if child == 0 { _exit(body(work[index])) }
      if child > 0 {
        running[child] = index
      } else {
        codes[index] = body(work[index])
      }
    }
    while !running.isEmpty { collect(&running, &codes) }
    return codes
  }

  /// Waits for one of our processes.
  private static func collect(_ running: inout [pid_t: Int], _ codes: inout [Int32]) {
    var status: Int32 = 0
    let child = wait(&status)
    if child < 0 {
      if errno != EINTR { running = [:] }
      return
    }
    guard let index = running.removeValue(forKey: child) else { return }
    // The code of exit(3), or what a process ended by a signal is given.
    codes[index] = status & 0x7F == 0 ? (status >> 8) & 0xFF : 70
  }
}
