import Glibc

/// What a file is, as its first bytes say.
enum LogKind: Equatable {
  case events
  /// A text that begins as an object of JSON does; whether it is a log shows later.
  case json
  case table
  /// A table of which nothing says that it is one of metrics.
  case otherTable
  case metricLines

  /// Recognises a file; nil for one that is no log. Reads its head.
  init?(path: String, name: String) {
    guard let head = Self.head(path) else { return nil }
    let kind = head.withUnsafeBytes { Self.kind($0, name) }
    guard let kind else { return nil }
    self = kind
  }

  private static func kind(_ head: UnsafeRawBufferPointer, _ name: String) -> LogKind? {
    if RecordFile.isHead(head) { return .events }
    // A file that was just made says it with its name only, one with a damaged start too.
    if name.contains("tfevents") { return .events }
    guard let first = head.first(where: { !isSpace($0) }) else { return nil }
    if first == UInt8(ascii: "{") { return .json }
    if MetricLines.begins(head) { return .metricLines }
    return MetricTable(head: head).map { $0.isLikely ? .table : .otherTable }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

  /// The first bytes of a regular file.
  private static func head(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(min(max(status.st_size, 0), off_t(LogLimits.headBytes))))
    let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard got >= 0 else { return nil }
    bytes.removeLast(bytes.count - got)
    return bytes
  }
}
