import Diagnostics
import TestSupport
import Testing

@testable import TrainingLogs

/// Which files of a folder are logs, which make a run together, and what runs are called.
@Suite struct LogSearchTests {
  private let folder: TestFolder
  private let event = EventBytes.event(step: 1, EventBytes.simple("loss", 1))
  private let table = Array("step,loss\n1,2\n".utf8)

  init() throws { folder = try TestFolder() }

  private func names(_ path: String = "") throws -> [String] {
    try readLogs(folder.path(path)).runs.map(\.name)
  }

  @Test func runsOfAFolder() throws {
    try folder.put(event, "runs/b/events.out.tfevents.1")
    try folder.put(event, "runs/a/events.out.tfevents.1")
    try folder.put(event, "runs/a/events.out.tfevents.2")
    try folder.put(event, "runs/k/train/events.out.tfevents.1")
    try folder.put(event, "runs/k/validation/events.out.tfevents.1")
    try folder.put(table, "runs/c/version_0/metrics.csv")
    try folder.put(event, "runs/.hidden/events.out.tfevents.1")
    try folder.put(event, "runs/c/.events.out.tfevents.1")
    try folder.put(Array("text".utf8), "runs/a/notes.txt")
    try folder.put(Array(#"{"a": 1}"#.utf8), "runs/a/config.json")
    #expect(try names("runs") == ["a", "b", "c/version_0", "k"])
    #expect(try names("runs/a/") == ["a"] && names("runs/a/.") == ["a"])
    #expect(try readLogs(folder.path("runs")).runs[3].series.map(\.tag) == ["train/loss", "validation/loss"])
    #expect(try names("runs/k/train") == ["train"])
  }

  /// Content counts, not the name.
  @Test func namesSayNothing() throws {
    try folder.put(event, "x.bin")
    try folder.put(table, "y.log")
    #expect(try Set(names()) == [folder.url.lastPathComponent, folder.url.lastPathComponent + "/y.log"])
  }

  @Test func linksToFoldersAreNotFollowed() throws {
    try folder.put(event, "runs/a/events.out.tfevents.1")
    try folder.link("runs/a/up", to: "..")
    try folder.link("runs/latest", to: "a")
    try folder.link("runs/linked.tfevents", to: "a/events.out.tfevents.1")
    #expect(try names("runs") == ["runs", "a"])
  }

  @Test func deepFoldersAreLeftOut() throws {
    try folder.put(table, (0..<9).map { "d\($0)/" }.joined() + "m.csv")
    try folder.put(table, "m.csv")
    let set = try readLogs(folder.path(""))
    #expect(set.runs.count == 1 && set.notes.map { $0.diagnostics.map(\.code) } == [["many-files"]])
  }

  @Test func whatIsNoLog() throws {
    try folder.put(Array("hello".utf8), "sub/a.txt")
    func code(_ path: String) -> String {
      do { _ = try readLogs(folder.path(path)) } catch { return error.diagnostic.code }
      return "none"
    }
    #expect(code("sub") == "no-logs" && code("sub/a.txt") == "not-a-log" && code("none") == "cannot-read")
  }

  @Test func equalNamesAreToldApart() throws {
    try folder.put(event, "a/train/events.out.tfevents.1")
    try folder.put(event, "b/train/events.out.tfevents.1")
    let sets = try ["a/train", "b/train"].map { (path: $0, set: try readLogs(folder.path($0))) }
    #expect(LogSet(joining: sets).runs.map(\.name) == ["a/train", "b/train"])
    #expect(LogSet(joining: [sets[0], sets[0]]).runs.map(\.name) == ["a/train (1)", "a/train (2)"])
  }
}
