import TestSupport
import Testing

@testable import TrainingLogs

/// The ways in which writers put numbers into events.
@Suite struct EventFormTests {
  private func values(_ wires: [Wire]) throws -> [String: [Double]] {
    let bytes = wires.enumerated().flatMap { EventBytes.event(step: Int64($0.offset), $0.element) }
    let run = try #require(logs(bytes).runs.first)
    return Dictionary(uniqueKeysWithValues: run.series.map { ($0.tag, $0.values) })
  }

  @Test func numbersOfAllTypes() throws {
    let little = Wire.littleEndian([Float(0.5).bitPattern])
    let found = try values([
      EventBytes.simple("simple", 1.5),
      EventBytes.tensor("content", type: 1, dims: [], plugin: "scalars") { $0.bytes(4, little) },
      EventBytes.tensor("float", type: 1, dims: [], plugin: "scalars") { $0.bytes(5, little) },
      EventBytes.tensor("unpacked", type: 1, dims: []) { $0.float(5, 0.5) },
      EventBytes.tensor("double", type: 2, dims: []) {
        $0.bytes(6, Wire.littleEndian([Double(2.5).bitPattern]))
      },
      EventBytes.tensor("int", type: 3, dims: []) { $0.int(7, -3) },
      EventBytes.tensor("int64", type: 9, dims: [1]) { $0.bytes(4, Wire.littleEndian([Int64(-4)])) },
      EventBytes.tensor("uint8", type: 4, dims: []) { $0.bytes(4, [200]) },
      EventBytes.tensor("int16", type: 5, dims: []) { $0.bytes(4, Wire.littleEndian([Int16(-2)])) },
      EventBytes.tensor("half", type: 19, dims: []) { $0.int(13, 0x3e00) },
      EventBytes.tensor("halfContent", type: 19, dims: []) {
        $0.bytes(4, Wire.littleEndian([UInt16(0xc400)]))
      },
      EventBytes.tensor("small", type: 19, dims: []) { $0.int(13, 1) },
      EventBytes.tensor("brain", type: 14, dims: []) { $0.int(13, 0x3fc0) },
      EventBytes.tensor("unsigned", type: 23, dims: []) { $0.int(17, -1) },
      EventBytes.simple("nan", .nan),
    ])
    #expect(found["simple"] == [1.5] && found["content"] == [0.5] && found["float"] == [0.5])
    #expect(found["unpacked"] == [0.5] && found["double"] == [2.5] && found["int"] == [-3])
    #expect(found["int64"] == [-4] && found["uint8"] == [200] && found["int16"] == [-2])
    #expect(found["half"] == [1.5] && found["halfContent"] == [-4] && found["small"] == [0x1p-24])
    #expect(found["brain"] == [1.5] && found["unsigned"] == [0x1p64] && found["nan"]?.first?.isNaN == true)
  }

  @Test func othersAreLeftOut() throws {
    let found = try values([
      EventBytes.tensor("text", type: 7, dims: []) { $0.text(8, "words") },
      EventBytes.tensor("curve", type: 1, dims: [], plugin: "pr_curves") { $0.float(5, 1) },
      EventBytes.tensor("vector", type: 1, dims: [2]) { $0.bytes(5, [0, 0, 0, 0, 0, 0, 0, 0]) },
      EventBytes.tensor("none", type: 1, dims: []) { _ in },
      // The first event of a tag says what all are.
      EventBytes.tensor("curve", type: 1, dims: []) { $0.float(5, 1) },
    ])
    #expect(found.isEmpty)
  }

  @Test func histogramsOfBothKinds() throws {
    let rows = [0.0, 1, 5, 1, 3, 7].map(\.bitPattern)
    let table = { (plugin: String?) in
      EventBytes.tensor("table", type: 2, dims: [2, 3], plugin: plugin) {
        $0.bytes(4, Wire.littleEndian(rows))
      }
    }
    let bytes =
      EventBytes.event(step: 1, time: 5, table("histograms")) + EventBytes.event(step: 2, table(nil))
      + EventBytes.event(step: 3, EventBytes.histogram("proto", [1, 2, 4], [3, 0, 1]))
    let run = try #require(logs(bytes).runs.first)
    #expect(run.histograms.map(\.tag) == ["table", "proto"] && run.series.isEmpty)
    #expect(run.histograms[0].histograms.map(\.step) == [1, 2])
    let first = run.histograms[0].histograms[0]
    #expect(first.edges == [0, 1, 3] && first.counts == [5, 7] && first.count == 12 && first.wallTime == 5)
    #expect(first.min == 0 && first.max == 3 && first.sum == nil && first.sumSquares == nil)
    let proto = run.histograms[1].histograms[0]
    #expect(
      proto.edges == [1, 2, 4] && proto.counts == [3, 0, 1] && proto.sum == 1 && proto.sumSquares == 2)
  }

  @Test func aSecondWriterOfOtherTagsReplacesNothing() throws {
    let folder = try TestFolder()
    let train = (0..<5).flatMap { EventBytes.event(step: $0, EventBytes.simple("loss", 1)) }
    try folder.put(train, "events.out.tfevents.1")
    try folder.put(EventBytes.event(step: 0, EventBytes.simple("result", 2)), "events.out.tfevents.2")
    let run = try #require(readLogs(folder.path("")).runs.first)
    #expect(run.series.map { $0.values.count } == [5, 1])
  }
}
