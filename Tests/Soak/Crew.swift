import Foundation

/// The processes that draw. One that traps is told of, and another goes on behind the drawing that broke it.
struct Crew {
  private let arguments: SoakArguments
  private let folder: URL

  init(_ arguments: SoakArguments) {
    self.arguments = arguments
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(UUID().uuidString)")
  }

  /// One process and its share of the numbers.
  private struct Member {
    var process: Process
    var note: String
    /// The first of its numbers that was not drawn when it was started.
    var from: UInt64
    var left: Int?
    var isDone = false
  }

  /// Draws everything; says whether all was well.
  func run() -> Bool {
    let start = Date()
    let step = UInt64(arguments.jobs)
    tell("soak: from \(arguments.from), \(arguments.jobs) processes")
    var isWell = true
    var drawn: UInt64 = 0
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      var crew: [Member] = []
      for index in 0..<arguments.jobs {
        // Of ten drawings in three processes the first two have three, then four; all are drawn.
        let share = arguments.count.map { ($0 + arguments.jobs - 1 - index) / arguments.jobs }
        crew.append(try member(index, from: arguments.from + UInt64(index), left: share, since: start))
      }
      while crew.contains(where: { !$0.isDone }) {
        usleep(20_000)
        for index in crew.indices where !crew[index].isDone && !crew[index].process.isRunning {
          let ended = crew[index]
          let note = Note(ended.note)
          let isTrap = ended.process.terminationReason != .exit || ended.process.terminationStatus > 1
          if isTrap || ended.process.terminationStatus != 0 { isWell = false }
          let count = (note.number - ended.from) / step + (isTrap ? 1 : 0)
          drawn += count
          guard isTrap else {
            crew[index].isDone = true
            continue
          }
          tell("\(note.text)\n    ended by signal \(ended.process.terminationStatus)")
          let left = ended.left.map { $0 - Int(count) }
          crew[index] = try member(index, from: note.number + step, left: left, since: start)
        }
      }
    } catch {
      tell("soak: \(error)")
      return false
    }
    tell(
      "soak: \(drawn) drawings in \(Int(Date().timeIntervalSince(start))) s, \(isWell ? "all well" : "NOT all well")"
    )
    if !isWell {
      let only = arguments.only.map { " --only \($0)" } ?? ""
      tell("soak: one of them again: \(CommandLine.arguments[0])\(only) --draw NUMBER [--write FILE]")
    }
    return isWell
  }

  private func member(_ index: Int, from: UInt64, left: Int?, since start: Date) throws -> Member {
    let note = folder.appendingPathComponent("note-\(index)").path
    var words = [
      "--note", note, "--from", "\(from)", "--step", "\(arguments.jobs)", "--limit", "\(arguments.limit)",
    ]
    if let left { words += ["--count", "\(max(0, left))"] }
    if let seconds = arguments.seconds {
      words += ["--seconds", "\(max(0, seconds - Int(Date().timeIntervalSince(start))))"]
    }
    if let only = arguments.only { words += ["--only", only] }
    if !arguments.without.isEmpty {
      words += ["--without", arguments.without.sorted().joined(separator: ",")]
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = words
    try process.run()
    return Member(process: process, note: note, from: from, left: left)
  }
}
