import Diagnostics
import Glibc
import TextOutput

/// TensorBoard's event files: records whose data are events.
enum EventFile {
  /// Reads a file into a run.
  ///
  /// - Returns: what was odd. Damage costs what is damaged: a record whose data has another checksum, and all that follows a
  ///   length that has.
  ///
  /// Cost: linear in the file; memory does not depend on it.
  static func read(_ path: String, into run: inout RunCollector) -> [Diagnostic] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [unreadable(errno)] }
    defer { close(descriptor) }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    var decoder = EventDecoder()
    let report = RecordFile.read(descriptor) { decoder.read($0, into: &run) }
    return diagnostics(report) + malformed(decoder.malformed)
  }

  private static func unreadable(_ error: Int32) -> Diagnostic {
    Diagnostic(.error, "cannot-read", "can't read it: \(String(cString: strerror(error)))")
  }

  private static func malformed(_ count: Int) -> [Diagnostic] {
    guard count > 0 else { return [] }
    let subject = count == 1 ? "one event is" : "\(count) events are"
    return [
      Diagnostic(.warning, "malformed-event", "\(subject) not as TensorBoard writes them, and left out")
    ]
  }

  private static func diagnostics(_ report: RecordFile.Report) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if report.damaged > 0 {
      let what =
        report.damaged == 1
        ? "one record is damaged and left out: it begins"
        : "\(report.damaged) records are damaged and left out: the first begins"
      found.append(
        Diagnostic(.warning, "damaged-record", "\(what) at byte \(NumberText.grouped(report.firstDamaged))"))
    }
    if report.large > 0 {
      found.append(
        Diagnostic(
          .warning, "large-record",
          "\(report.large == 1 ? "one record is" : "\(report.large) records are") larger than numbers need, and left out"
        ))
    }
    let rest = NumberText.grouped(report.unread) + (report.unread == 1 ? " byte" : " bytes")
    switch report.end {
    case .complete: break
    case .cut:
      found.append(
        Diagnostic(
          .warning, "cut-record", "it ends within a record: its last \(rest) can't be read",
          hint: "A run that is still going writes the rest soon; else the file was cut."))
    case .damagedLength:
      found.append(
        Diagnostic(
          .warning, "damaged-length",
          "the length of a record is damaged: the last \(rest) from there on can't be read"))
    case .failed(let error): found.append(unreadable(error))
    }
    return found
  }
}
