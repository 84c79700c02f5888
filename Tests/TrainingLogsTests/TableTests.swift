import TestSupport
import Testing

@testable import TrainingLogs

/// Tables, histories and metric files.
@Suite struct TableTests {
  private func run(_ text: String, _ name: String) throws -> TrainingRun {
    try #require(logs(Array(text.utf8), name).runs.first)
  }

  @Test(arguments: [",", ";", "\t", "|"]) func separators(_ mark: String) throws {
    let lines = ["epoch,loss,\"val, loss\"", "0,1.5,NA", "1,,2e-1", "2,nan,-inf"]
    let text = lines.map { $0.split(separator: "\"", omittingEmptySubsequences: false) }.map { parts in
      parts.enumerated().map {
        $0.offset % 2 == 0 ? $0.element.replacing(",", with: mark) : "\"\($0.element)\""
      }.joined()
    }.joined(separator: "\r\n")
    let run = try run(text + "\r\n", "log.csv")
    #expect(run.series.map(\.tag) == ["loss", "val, loss"] && run.series.map(\.steps) == [[0, 2], [1, 2]])
    #expect(
      run.series[0].values[0] == 1.5 && run.series[0].values[1].isNaN
        && run.series[1].values == [0.2, -.infinity])
    #expect(run.series.allSatisfy { $0.axis == .epochs && $0.wallTimes.isEmpty })
  }

  @Test func stepsComeBeforeEpochs() throws {
    let run = try run("epoch,step,loss,note\n0,10,1,a\n0,20,0.5,b\n1,,0.25,c\n", "m.csv")
    #expect(run.series("loss")?.steps == [10, 20, 2] && run.series("epoch")?.values == [0, 0, 1])
    #expect(run.series("note") == nil && run.series("loss")?.axis == .steps)
  }

  @Test func aRowThatIsStillWrittenDoesNotCount() throws {
    #expect(try run("step,loss,acc\n1,0.5,0.25\n2,0.4", "m.csv").series("loss")?.values == [0.5])
    // Without a line break at its end a file may be whole.
    #expect(try run("step,loss\n1,0.5\n2,0.4", "m.csv").series("loss")?.values == [0.5, 0.4])
  }

  @Test func timesAreNoMetric() throws {
    let run = try run("Wall time,Step,Value\n1700000000.5,1,2\n1700000001.5,2,3\n", "loss.csv")
    #expect(
      run.series.map(\.tag) == ["Value"] && run.series[0].wallTimes == [1_700_000_000.5, 1_700_000_001.5])
  }

  @Test func namedTablesNeedNoSteps() throws {
    #expect(try run("a;b\n1;2\n3;4\n", "t.txt").series.map(\.values) == [[1, 3], [2, 4]])
    let folder = try TestFolder()
    try folder.put(Array("sepal,petal\n1,2\n".utf8), "iris.csv")
    try folder.put(Array("loss,acc\n1,2\n".utf8), "m.csv")
    #expect(try readLogs(folder.path("")).runs.map { $0.series.map(\.tag) } == [["loss", "acc"]])
  }

  @Test func histories() throws {
    let run = try run(#"{"loss": [1, null, NaN, 0.5], "val_loss": [], "acc": [0.5]}"#, "history.json")
    #expect(run.series.map(\.tag) == ["loss", "acc"] && run.series[0].steps == [0, 2, 3])
    #expect(
      try self.run(#"{"history": {"loss": [1]}, "params": {"epochs": 1}}"#, "h.json").series[0].values == [1])
  }

  @Test func metricsOfMLflow() throws {
    let folder = try TestFolder()
    let lines = "1700000000000 0.5 0\n1700000001000 0.25 10\n"
    try folder.put(Array(lines.utf8), "0/abc/metrics/loss")
    try folder.put(Array(lines.utf8), "0/abc/metrics/val/loss")
    try folder.put(Array("name: x\n".utf8), "0/abc/meta.yaml")
    let run = try #require(readLogs(folder.path("")).runs.first)
    #expect(run.name == "0/abc" && run.series.map(\.tag) == ["loss", "val/loss"])
    #expect(run.series[0].steps == [0, 10] && run.series[0].wallTimes == [1_700_000_000, 1_700_000_001])
  }
}
