import Glibc
import RandomDrawings

/// A process that draws one number after the other, and keeps note of which, since a trap ends it.
struct Worker {
  private let arguments: SoakArguments

  /// Far more memory than any small drawing takes.
  private static let memory: rlim_t = 2 << 30

  init(_ arguments: SoakArguments) { self.arguments = arguments }

  /// Draws until there are no more or the time is over; says whether all was well.
  func run() -> Bool {
    var bound = rlimit(rlim_cur: Self.memory, rlim_max: Self.memory)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &bound)
    var isWell = true
    var number = arguments.from
    let end = arguments.seconds.map { time(nil) + $0 }
    for _ in 0..<(arguments.count ?? .max) {
      // Without the process that started it, nobody listens any more.
      if getppid() == 1 { break }
      if let end, time(nil) >= end { break }
      let drawing = RandomDrawing(number, only: arguments.only)
      defer { number &+= arguments.step }
      if arguments.without.contains(drawing.family.name) { continue }
      alarm(arguments.limit)
      keep(number, drawing.name)
      let faults = drawing.faults { keep(number, "\(drawing.name)\n    options: \($0)") }
      alarm(0)
      if !faults.isEmpty {
        isWell = false
        tell("\(notes)\n    " + faults.prefix(5).joined(separator: "\n    "))
      }
    }
    keep(number, "")
    return isWell
  }

  /// Notes what is drawn next: its number, and what there is to say of it.
  private func keep(_ number: UInt64, _ text: String) {
    guard let path = arguments.note, let file = fopen(path, "w") else { return }
    fputs("\(number)\n\(text)", file)
    fclose(file)
  }

  private var notes: String { arguments.note.map { Note($0).text } ?? "" }
}

/// The last note of a worker.
struct Note {
  /// The number that it was at.
  var number: UInt64
  /// The drawing in work; empty where it had ended.
  var text: String

  init(_ path: String) {
    var bytes: [UInt8] = []
    if let file = fopen(path, "r") {
      bytes = [UInt8](repeating: 0, count: 1 << 16)
      bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
      fclose(file)
    }
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)
    number = parts.first.flatMap { UInt64($0) } ?? 0
    text = parts.count > 1 ? String(parts[1]) : ""
  }
}
