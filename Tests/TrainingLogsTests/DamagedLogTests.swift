import TestSupport
import Testing

@testable import TrainingLogs

/// Event files that are cut or damaged lose what is damaged, and say so.
@Suite struct DamagedLogTests {
  /// Where records begin, and the end.
  private static func starts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    while let last = starts.last, last < bytes.count {
      let length = (0..<8).reduce(0) { $0 | Int(bytes[last + $1]) << (8 * $1) }
      starts.append(last + 16 + length)
    }
    return starts
  }

  private func bytes() throws -> [UInt8] {
    try modelBytes("training/vanishing/events.out.tfevents.1760000000.trainer.1.0")
  }

  private func points(_ set: LogSet) -> Int {
    set.runs.reduce(0) {
      $0 + $1.series.reduce(0) { $0 + $1.values.count } + $1.histograms.reduce(0) { $0 + $1.histograms.count }
    }
  }

  private func codes(_ set: LogSet) -> [String] { set.notes.flatMap(\.diagnostics).map(\.code) }

  @Test func wrongDataLosesOneRecord() throws {
    var bytes = try bytes()
    let starts = Self.starts(bytes)
    let all = try points(logs(bytes))
    bytes[starts[100] + 20] ^= 1
    let set = try logs(bytes)
    #expect(points(set) == all - 1 && codes(set) == ["damaged-record"])
    let text = try #require(set.notes.first?.diagnostics.first?.message)
    #expect(
      text == "one record is damaged and left out: it begins at byte \(NumberGrouped(starts[100]).text)")
  }

  @Test func aWrongLengthEndsTheFile() throws {
    var bytes = try bytes()
    let starts = Self.starts(bytes)
    bytes[starts[100] + 9] ^= 1
    let set = try logs(bytes)
    // The first record has the version only.
    #expect(points(set) == 99 && codes(set) == ["damaged-length"])
    #expect(
      set.notes[0].diagnostics[0].message.contains(
        "the last \(NumberGrouped(bytes.count - starts[100]).text) bytes"))
  }

  /// Cut at every byte of its first records.
  @Test func aCutFileHasAllWholeRecords() throws {
    let bytes = try bytes()
    let starts = Self.starts(bytes)
    let folder = try TestFolder()
    for end in 0...starts[12] {
      try folder.put(Array(bytes[..<end]), "a.tfevents")
      let set = try readLogs(folder.path("a.tfevents"))
      let whole = starts.lastIndex { $0 <= end } ?? 0
      #expect(points(set) == max(0, whole - 1), "\(end)")
      #expect(codes(set).contains("cut-record") == (starts[whole] != end), "\(end)")
      #expect(codes(set).contains("no-points") == (whole < 2), "\(end)")
    }
  }

  @Test func aFileMayGrow() throws {
    let bytes = try bytes()
    let half = Self.starts(bytes)[200]
    let folder = try TestFolder()
    try folder.put(Array(bytes[..<(half + 7)]), "events.out.tfevents.1")
    let before = logSizes([folder.path("")])
    try folder.put(bytes, "events.out.tfevents.1")
    #expect(before != logSizes([folder.path("")]) && before.count == 1)
    #expect(try points(readLogs(folder.path(""))) > 199)
  }
}

/// A number as messages write it.
private struct NumberGrouped {
  let text: String
  init(_ number: Int) {
    var digits = String(number)
    if digits.count > 3 { digits.insert(",", at: digits.index(digits.endIndex, offsetBy: -3)) }
    text = digits
  }
}
