import Foundation
import TestSupport
import Testing
import Training
import TrainingLogs

@testable import Exporting

/// What `foldout training` prints: JSON as its schema says, lines for spreadsheets, and text for a terminal.
@Suite struct TrainingExportTests {
  private static let schema = "training.schema.json"

  private func report(_ name: String) throws -> TrainingReport {
    TrainingReport(try readLogs(modelPath("training/" + name)).runs)
  }

  @Test(arguments: ["vanishing", "exploding", "letters_encoder", "digits_keras_cnn", "lightning"])
  func jsonFitsItsSchema(_ name: String) throws {
    for smoothing in [nil, 0.6] {
      #expect(try SchemaFaults(Self.schema, trainingJSON(report(name), smoothing: smoothing)).faults == [])
    }
  }

  @Test(arguments: [
    #"{"runs": []}"#, #"{"runs": [], "findings": [{"code": "odd", "where": "w", "step": 1, "text": "t"}]}"#,
    #"{"runs": [{"name": "r", "series": []}], "findings": []}"#, #"{"runs": [], "findings": [], "more": 1}"#,
    #"{"runs": [{"name": "r", "series": [{"tag": "a", "steps": [0.5], "values": [], "wallTimes": []}], "histograms": []}], "findings": []}"#,
  ])
  func theSchemaRefusesOthers(_ document: String) throws {
    #expect(try !SchemaFaults(Self.schema, Array(document.utf8)).faults.isEmpty)
  }

  /// The codes in the schema are those of the program.
  @Test func codes() throws {
    for code in TrainingFinding.Code.allCases {
      var report = TrainingReport([TrainingRun(name: "r")])
      report.findings = [TrainingFinding(code, at: "loss", step: 3, "t")]
      #expect(try SchemaFaults(Self.schema, trainingJSON(report)).faults == [])
    }
  }

  @Test func numbersThatAreNone() throws {
    let histogram = LoggedHistogram(
      step: 1, count: 2, min: -.infinity, max: .nan, edges: [1, .infinity], counts: [1])
    let run = TrainingRun(
      name: HostileText.name,
      series: [MetricSeries(HostileText.name, steps: [.min, .max], values: [.nan, 1])],
      histograms: [HistogramSeries("h", [histogram])])
    let bytes = trainingJSON(TrainingReport([run]), smoothing: 0.6)
    #expect(try SchemaFaults(Self.schema, bytes).faults == [] && String(bytes).unsafe.isEmpty)
    let object = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [[String: Any]]])
    let series = try #require((object["runs"]?.first?["series"] as? [[String: Any]])?.first)
    #expect(series["tag"] as? String == HostileText.name && (series["values"] as? [Any])?.first is NSNull)
    let values = try #require(
      (object["runs"]?.first?["histograms"] as? [[String: Any]])?.first?["steps"] as? [[String: Any]])
    #expect(values.first?["sum"] is NSNull && values.first?["min"] is NSNull)
  }

  @Test func linesForSpreadsheets() {
    let run = TrainingRun(
      name: "a,b",
      series: [
        MetricSeries("=loss", steps: [1, 2], values: [0.5, .nan], wallTimes: [10, 11.5]),
        MetricSeries("x", steps: [3], values: [2]),
      ])
    let text = String(trainingCSV([run]))
    #expect(
      text
        == "run,tag,step,wall_time,value\r\n\"a,b\",'=loss,1,10.0,0.5\r\n\"a,b\",'=loss,2,11.5,nan\r\n\"a,b\",x,3,,2.0\r\n"
    )
    #expect(
      !String(trainingCSV([TrainingRun(name: HostileText.name, series: run.series)])).contains("\u{1B}"))
  }

  @Test(arguments: ["vanishing", "exploding", "letters_encoder", "digits_keras_cnn", "lightning"])
  func textForATerminal(_ name: String) throws {
    try expectGolden("Exporting/training-\(name).txt", trainingText(report(name)))
  }

  @Test func severalRunsHaveTitles() throws {
    let runs = try ["vanishing", "exploding"].flatMap { try readLogs(modelPath("training/" + $0)).runs }
    try expectGolden("Exporting/training-two-runs.txt", trainingText(TrainingReport(runs), smoothing: 0.6))
  }

  @Test func hostileNamesAreSafe() {
    let run = TrainingRun(
      name: HostileText.name, series: [MetricSeries(HostileText.name + "loss", steps: [1], values: [.nan])],
      histograms: [
        HistogramSeries(
          HostileText.name, [LoggedHistogram(step: 1, count: 4, min: 0, max: 1, sumSquares: .nan)])
      ])
    for runs in [[run], [run, run]] { #expect(trainingText(TrainingReport(runs)).unsafe.isEmpty) }
  }

  @Test func courses() {
    #expect(BlockLine.text([0, 1, 2, 3, 4, 5, 6, 7], width: 20) == "▁▂▃▄▅▆▇█")
    #expect(BlockLine.text([0, 1, .nan, 7], width: 4) == "▁▂×█" && BlockLine.text([2, 2], width: 4) == "▁▁")
    #expect(BlockLine.text([], width: 4) == "" && BlockLine.text([.infinity], width: 4) == "×")
    #expect(BlockLine.text([0, 2, 6, 8], width: 2) == "▁█")
    let largest = Double.greatestFiniteMagnitude
    #expect(BlockLine.text([-largest, 0, largest, largest], width: 2) == "▁█")
  }
}
