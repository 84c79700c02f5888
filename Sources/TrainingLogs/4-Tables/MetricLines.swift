/// A metric in MLflow's file store: a file named as the metric, a line a point: time in milliseconds, value, step.
enum MetricLines {
  /// Whether a text begins so.
  static func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    let line = head.prefix { $0 != UInt8(ascii: "\n") }
    guard line.count <= 200, let point = point(line), point.time >= 1e9 else { return false }
    return true
  }

  /// Reads all lines into a run. Linear in the text.
  static func read(_ bytes: UnsafeRawBufferPointer, _ name: String, into run: inout RunCollector) {
    guard let tag = run.tag(named: name) else { return }
    var at = 0
    var number: Int64 = 0
    while at < bytes.count {
      let line = bytes[at...].prefix { $0 != UInt8(ascii: "\n") }
      at = line.endIndex + 1
      guard let point = point(line) else { continue }
      run.append(tag, point.step ?? number, point.value, point.time / 1000) { name }
      number += 1
    }
  }

  /// Time in milliseconds since 1970, value, and step where it is written.
  private static func point(
    _ line: Slice<UnsafeRawBufferPointer>
  ) -> (time: Double, value: Double, step: Int64?)? {
    let words = line.prefix(4 * LogLimits.numberBytes).split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    // Newer versions add words of their own at the end.
    guard words.count >= 2, let time = Int64(words[0]), time >= 0, let value = Double(words[1]) else {
      return nil
    }
    return (Double(time), value, words.count > 2 ? Int64(words[2].filter { $0 != "\r" }) : nil)
  }
}
