import TestSupport
import Testing

@testable import TrainingLogs

/// Files that nobody would write: no trap, no hang, bounded results.
@Suite struct HostileLogTests {
  @Test func hugeLengths() throws {
    for length in [UInt64.max, UInt64(Int64.max), 1 << 62, 1 << 40, UInt64(LogLimits.recordBytes) + 1] {
      let head = Wire.littleEndian([length])
      let set = try logs(head + EventBytes.checksum(head) + [1, 2, 3])
      #expect(
        set.runs[0].isEmpty && set.notes.contains { $0.diagnostics.contains { $0.code == "cut-record" } })
    }
  }

  @Test func aLargeRecordIsPassedOver() throws {
    let image = [UInt8](repeating: 7, count: LogLimits.recordBytes + 100)
    let bytes = EventBytes.record(image) + EventBytes.event(step: 1, EventBytes.simple("a", 1))
    let set = try logs(bytes)
    #expect(set.runs[0].series.map(\.tag) == ["a"])
    #expect(set.notes[0].diagnostics.map(\.code) == ["large-record"])
  }

  /// Every byte of some events changed, with checksums that are right.
  @Test func changedEvents() throws {
    let tensor = EventBytes.tensor("t", type: 2, dims: [2, 3], plugin: "histograms") {
      $0.bytes(4, Wire.littleEndian([0.0, 1, 5, 1, 3, 7].map(\.bitPattern)))
    }
    let values = [tensor, EventBytes.histogram("h", [1, 2], [3, 4]), EventBytes.simple("s", 1)]
    for value in values {
      let record = EventBytes.event(step: 3, value)
      let data = Array(record[12..<(record.count - 4)])
      var bytes: [UInt8] = []
      for place in data.indices {
        for change: UInt8 in [0xff, 0x80, 1, 7] {
          var changed = data
          changed[place] ^= change
          bytes += EventBytes.record(changed)
        }
        bytes += EventBytes.record(Array(data[..<place]))
      }
      let set = try logs(bytes)
      #expect(set.runs.count == 1)
      #expect(set.notes.contains { $0.diagnostics.contains { $0.code == "malformed-event" } })
    }
  }

  @Test func sizesThatLie() throws {
    let wires = [
      EventBytes.tensor("a", type: 2, dims: [.max, 3]) { $0.bytes(4, [0]) },
      EventBytes.tensor("b", type: 2, dims: [-1, 3]) { $0.bytes(4, [0]) },
      EventBytes.tensor("c", type: 2, dims: [16_000, 3]) {
        $0.bytes(6, Wire.littleEndian([Double(1).bitPattern]))
      },
      EventBytes.tensor("d", type: 1, dims: [Int64](repeating: 1, count: 5_000)) { $0.float(5, 1) },
      EventBytes.tensor("e", type: 2, dims: [0, 3]) { $0.bytes(4, []) },
      EventBytes.histogram("f", [], [1]), EventBytes.histogram("g", [1], []),
    ]
    let set = try logs(wires.flatMap { EventBytes.event(step: .min, $0) + EventBytes.event(step: .max, $0) })
    #expect(
      set.runs[0].histograms.allSatisfy {
        $0.histograms.allSatisfy { $0.edges.count <= LogLimits.buckets + 1 }
      })
  }

  @Test func randomBytes() throws {
    var source = SeededGenerator(seed: 3)
    let folder = try TestFolder()
    for round in 0..<300 {
      let bytes = (0..<Int(source.next() % 400)).map { _ in UInt8(truncatingIfNeeded: source.next() >> 32) }
      let heads: [[UInt8]] = [
        Array("step,loss\n".utf8), Array("{\"loss\": [".utf8), Array("1700000000000 1 ".utf8), [],
      ]
      try folder.put(heads[round % 4] + bytes, "log")
      _ = try? readLogs(folder.path("log"))
      try folder.put(EventBytes.record(bytes), "log")
      #expect(try readLogs(folder.path("log")).runs.count == 1)
    }
  }

  @Test(arguments: [
    String(repeating: "{\"a\":", count: 5_000), "{\"loss\":" + String(repeating: "[", count: 100_000), "{}",
    "{\"loss\": [[1]]}",
    "{\"loss\": [1, \"x\"", "{\"log_history\": 3}",
  ])
  func textsThatAreNoLogs(_ text: String) throws {
    #expect(throws: (any Error).self) { try logs(Array(text.utf8), "history.json") }
  }

  @Test func manyTagsAndColumns() throws {
    let count = LogLimits.tags + 50
    let events = stride(from: 0, to: count, by: 100).flatMap { start in
      EventBytes.event(step: 1, (start..<(start + 100)).map { EventBytes.simple("tag \($0)", 1) })
    }
    let set = try logs(events)
    #expect(set.runs[0].series.count == LogLimits.tags)
    #expect(set.notes.last?.diagnostics.map(\.code) == ["too-many-tags"])
    let header = (0..<5_000).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<5_000).map(String.init).joined(separator: ",")
    let table = try logs(Array("step,\(header)\n1,\(row)\n".utf8), "t.csv")
    #expect(table.runs[0].series.count <= LogLimits.columns)
  }

  @Test func tagsAreCut() throws {
    let long = String(repeating: "x", count: 5_000)
    let set = try logs(
      EventBytes.event(step: 1, EventBytes.simple(long, 1))
        + EventBytes.event(step: 2, EventBytes.simple("", 1)))
    #expect(set.runs[0].series.map { $0.tag.utf8.count } == [LogLimits.tagBytes, 0])
  }
}
