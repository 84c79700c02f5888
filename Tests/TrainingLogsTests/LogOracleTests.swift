import TestSupport
import Testing
import TrainingLogs

/// Logs that were really written, against what other programs read in them.
@Suite struct LogOracleTests {
  private func run(_ path: String, _ name: String) throws -> TrainingRun {
    try #require(readLogs(modelPath("training/" + path)).runs.first { $0.name == name })
  }

  private func compare(_ run: TrainingRun, _ scalars: [(tag: String, [String: Any])], prefix: String = "")
    throws
  {
    #expect(!scalars.isEmpty)
    for (tag, expected) in scalars {
      let series = try #require(run.series(prefix + tag), "\(tag)")
      #expect(LogOracle.agree(series.steps.map(Double.init), LogOracle.numbers(expected["steps"])), "\(tag)")
      #expect(LogOracle.agree(series.values, LogOracle.numbers(expected["values"])), "\(tag)")
    }
  }

  private func compareHistograms(_ run: TrainingRun, _ oracle: LogOracle, prefix: String = "") throws {
    for (tag, lists) in (oracle.root["histograms"] as? [String: [[String: Any]]] ?? [:]).sorted(by: {
      $0.key < $1.key
    }) {
      let series = try #require(run.histograms.first { $0.tag == prefix + tag })
      for expected in lists {
        let step = Int64(LogOracle.number(expected["step"]))
        let found = try #require(series.histograms.first { $0.step == step }, "\(tag) \(step)")
        func agrees(_ value: Double?, _ key: String) -> Bool {
          LogOracle.agree(value ?? .nan, LogOracle.number(expected[key]))
        }
        #expect(
          agrees(found.count, "num") && found.counts.count == Int(LogOracle.number(expected["buckets"])))
        if expected["left"] != nil {
          #expect(
            agrees(found.min, "left") && agrees(found.max, "right") && found.sum == nil
              && found.sumSquares == nil)
        } else {
          #expect(agrees(found.min, "min") && agrees(found.max, "max"))
          #expect(agrees(found.sum, "sum") && agrees(found.sumSquares, "sum_squares"))
          #expect(agrees(found.rootMeanSquareOfSums, "rms"))
        }
      }
    }
    for (tag, expected) in oracle.part("histogram_full") {
      let series = try #require(run.histograms.first { $0.tag == prefix + tag })
      let found = try #require(
        series.histograms.first { Double($0.step) == LogOracle.number(expected["step"]) })
      #expect(LogOracle.agree(found.edges, LogOracle.numbers(expected["edges"])), "\(tag)")
      #expect(LogOracle.agree(found.counts, LogOracle.numbers(expected["counts"])), "\(tag)")
    }
  }

  @Test(arguments: ["vanishing", "exploding"]) func pyTorch(_ name: String) throws {
    let oracle = try LogOracle(name + ".json")
    let run = try run(name, name)
    try compare(run, oracle.part("scalars"))
    try compareHistograms(run, oracle)
    #expect(run.series.count == oracle.part("scalars").count)
    #expect(run.series.allSatisfy { $0.wallTimes.count == $0.steps.count })
  }

  @Test(arguments: ["train", "validation"]) func keras(_ part: String) throws {
    let oracle = try LogOracle("digits_keras_cnn.\(part).json")
    let alone = try run("digits_keras_cnn/" + part, part)
    try compare(alone, oracle.part("scalars"))
    try compareHistograms(alone, oracle)
    // Both parts are one run.
    let joined = try run("digits_keras_cnn", "digits_keras_cnn")
    try compare(joined, oracle.part("scalars"), prefix: part + "/")
    try compareHistograms(joined, oracle, prefix: part + "/")
  }

  /// The second file goes on from an older state of the model than the first one ended with.
  @Test func aLaterFileReplacesPointsFromItsFirstStepOn() throws {
    let oracle = try LogOracle("letters_encoder.json")
    let run = try run("letters_encoder", "letters_encoder")
    try compare(run, oracle.part("scalars", of: oracle.root["restart"] as? [String: Any] ?? [:]))
    for series in run.series {
      #expect(zip(series.steps, series.steps.dropFirst()).allSatisfy { $0 < $1 }, "\(series.tag)")
    }
    try compareHistograms(run, oracle)
  }

  @Test(arguments: [
    ("digits_keras_cnn", "training.csv"), ("digits_keras_cnn", "history.json"),
    ("letters_encoder", "trainer_state.json"), ("lightning", "metrics.csv"),
  ])
  func tables(_ folder: String, _ name: String) throws {
    let columns = try LogOracle(folder + ".json").columns(name)
    let run = try run(folder + "/" + name, name)
    try compare(run, columns)
    #expect(run.series.count == columns.count)
  }

  @Test func aFolderHasARunForEachLog() throws {
    let names = try readLogs(modelPath("training/digits_keras_cnn")).runs.map(\.name)
    #expect(names == ["digits_keras_cnn/history.json", "digits_keras_cnn/training.csv", "digits_keras_cnn"])
  }
}

extension LoggedHistogram {
  fileprivate var rootMeanSquareOfSums: Double? { sumSquares.map { ($0 / count).squareRoot() } }
}
