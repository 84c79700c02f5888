import Glibc
import TestSupport
import Testing
import Training
import TrainingLogs

/// Smoothing and sizes against what other programs make of the same logs.
@Suite struct TrainingOracleTests {
  private func run(_ path: String, _ name: String) throws -> TrainingRun {
    try #require(readLogs(modelPath("training/" + path)).runs.first { $0.name == name })
  }

  @Test(arguments: ["vanishing", "exploding"]) func smoothing(_ name: String) throws {
    let run = try run(name, name)
    for (tag, expected) in try LogOracle(name + ".json").part("scalars") {
      let series = try #require(run.series(tag))
      #expect(
        LogOracle.agree(smoothed(series.values, 0.6), LogOracle.numbers(expected["smoothed"])), "\(tag)")
    }
  }

  @Test func smoothingOfOddSeries() {
    #expect(
      smoothed([], 0.6) == [] && smoothed([3, 3, 3], 0.6) == [3, 3, 3] && smoothed([1, 2], 0) == [1, 2])
    let found = smoothed([1, .infinity, 2], 0.5)
    #expect(found[0] == 1 && found[1] == .infinity && abs(found[2] - 5.0 / 3) < 1e-15)
    let whole = smoothed([1, 2], 1)
    #expect(whole[0].isFinite && whole[1].isFinite)
  }

  /// Of the gradients' histograms alone.
  @Test(arguments: ["vanishing", "exploding", "letters_encoder"]) func sizesOfGradients(_ name: String) throws
  {
    var run = try run(name, name)
    run.series = []
    let map = try #require(run.sizes(of: .gradients))
    let oracle = try #require(LogOracle(name + ".json").root["gradient_map"] as? [String: Any])
    let rows = try #require(oracle["rows"] as? [String])
    let steps = LogOracle.numbers(oracle["steps"]).map { Int64($0) }
    #expect(map.rows.map { "grads/" + $0.name } == rows)
    for (row, expected) in zip(map.rows, oracle["log10_rms"] as? [Any] ?? []) {
      for (step, logarithm) in zip(steps, LogOracle.numbers(expected)) {
        let size = map.steps.firstIndex(of: step).map { row.sizes[$0] } ?? .nan
        if logarithm.isNaN {
          #expect(!(size > 0))
        } else {
          #expect(abs(log10(size) - logarithm) < 1e-7, "\(row.name)")
        }
      }
    }
  }

  /// Norms have more steps, and histograms say how many elements there are.
  @Test func sizesFromNorms() throws {
    let map = try #require(run("vanishing", "vanishing").sizes(of: .gradients))
    #expect(map.steps.count == 21 && !map.isNorm && map.rows.count == 10)
    let histograms = try #require(
      run("vanishing", "vanishing").histograms.first { $0.tag == "grads/layers.0.weight" })
    #expect(abs(map.rows[0].sizes[0] / histograms.histograms[0].rootMeanSquare - 1) < 1e-4)
  }

  /// Keras writes buckets and no sums.
  @Test func sizesFromBuckets() throws {
    let map = try #require(run("digits_keras_cnn", "digits_keras_cnn").sizes(of: .weights))
    #expect(
      map.rows.map(\.name).first == "digits_keras_cnn/conv_a/kernel"
        && map.shortNames.first == "conv_a/kernel")
    #expect(map.rows[0].sizes.allSatisfy { (0.1..<0.4).contains($0) })
  }
}
