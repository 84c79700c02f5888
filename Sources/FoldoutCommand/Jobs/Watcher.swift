import ArgumentParser
import FoldoutKit
import Glibc

/// Waits for models to change, with inotify(7). Folders are watched rather than files, since exporters and
/// editors often put a new file in the old one's place.
struct Watcher {
  let jobs: [Job]
  /// Files that all drawings show beside their models.
  var files: [String] = []

  /// Calls back for each model that has changed, and reports drawn files; returns only when it can't watch.
  func run(_ draw: (Job) -> Bool) throws {
    let queue = inotify_init1(Int32(IN_CLOEXEC))
    guard queue >= 0 else { throw failure("inotify") }
    var jobsOf: [Int32: [String: [Int]]] = [:]
    let watched =
      jobs.enumerated().map { ($1.model, [$0]) } + files.map { ($0, Array(jobs.indices)) }
    for (path, indices) in watched {
      let name = Job.lastPart(of: path)
      let folder = path.count == name.count ? "." : String(path.dropLast(name.count))
      let watch = inotify_add_watch(queue, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO))
      guard watch >= 0 else { throw failure(folder) }
      jobsOf[watch, default: [:]][name, default: []] += indices
    }
    Console.write(
      "foldout: watching \(jobs.count == 1 ? Console.shown(jobs[0].model) : "\(jobs.count) models"); Ctrl-C ends it\n"
    )
    while true {
      var changed: Set<Int> = []
      repeat {
        for (watch, name) in try events(queue) { changed.formUnion(jobsOf[watch]?[name] ?? []) }
      } while isReadable(queue, within: 50)
      for index in changed.sorted() {
        if draw(jobs[index]) {
          Console.write("foldout: drew \(jobs[index].paths.map(Console.shown).joined(separator: ", "))\n")
        }
      }
    }
  }

  /// Waits for events; gives their watches and names.
  private func events(_ queue: Int32) throws -> [(Int32, String)] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(queue, &buffer, buffer.count)
    guard count > 0 else {
      if errno == EINTR { return [] }
      throw failure("inotify")
    }
    var events: [(Int32, String)] = []
    var at = 0
    let head = MemoryLayout<inotify_event>.size
    while at + head <= count {
      let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: inotify_event.self) }
      let end = min(at + head + Int(event.len), count)
      let name = buffer[(at + head)..<end].prefix { $0 != 0 }
      events.append((event.wd, String(decoding: name, as: UTF8.self)))
      at = end
    }
    return events
  }

  private func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return Glibc.poll(&poll, 1, milliseconds) > 0
  }

  private func failure(_ what: String) -> ExitCode {
    let reason = String(cString: strerror(errno))
    Console.report(FoldoutError(.unavailable, "cannot-watch", "can't watch it: \(reason)"), file: what)
    return Console.exitCode(.unavailable)
  }
}
