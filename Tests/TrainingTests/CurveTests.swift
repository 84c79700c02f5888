import Testing
import TrainingLogs

@testable import Training

/// Metrics, best points, axes, means and logs that say the same.
@Suite struct CurveTests {
  private func series(_ tag: String, _ values: [Double], steps: [Int64]? = nil, times: [Double] = [])
    -> MetricSeries
  {
    MetricSeries(tag, steps: steps ?? Array(0..<Int64(values.count)), values: values, wallTimes: times)
  }

  private func titles(_ tags: [String]) -> [String: [MetricName.Part]] {
    let run = TrainingRun(
      name: "r", series: tags.enumerated().map { series($0.element, [Double($0.offset), 0]) })
    return Dictionary(uniqueKeysWithValues: run.metrics().map { ($0.title, $0.lines.map(\.part)) })
  }

  @Test func pairs() {
    #expect(titles(["loss", "val_loss"]) == ["loss": [.train, .validation]])
    #expect(titles(["eval/loss", "train/loss", "lr"]) == ["loss": [.train, .validation]])
    #expect(titles(["loss"]) == ["loss": [.unsaid]])
    #expect(
      titles(["train_loss_step", "train_loss_epoch", "val_loss"])
        == ["loss per step": [.train], "loss": [.train, .validation]])
    #expect(titles(["grad_norm/a.weight", "acc/test", "acc"]) == ["accuracy": [.train, .test]])
  }

  @Test func aResultIsNoCurve() {
    let run = TrainingRun(
      name: "r", series: [series("train_loss", [1]), series("loss", [3, 1]), series("eval_loss", [2, 1])])
    #expect(run.metrics().map { $0.lines.map(\.series) } == [[1, 2]])
  }

  @Test func bestPoints() {
    let values = series("x", [3, .nan, 1, 5, 1], steps: [10, 20, 30, 40, 50])
    #expect(values.best(.lower) == MetricPoint(place: 2, step: 30, value: 1))
    #expect(values.best(.higher) == MetricPoint(place: 3, step: 40, value: 5))
    #expect(series("x", [.nan]).best(.lower) == nil)
  }

  @Test func axes() {
    let loss = series("loss", [3, 2, 1], steps: [0, 50, 100], times: [1000, 1010, 1030])
    let epochs = series("epoch", [0, 0, 1, 1], steps: [0, 40, 50, 90])
    let run = TrainingRun(name: "r", series: [loss, epochs])
    #expect(run.places(of: loss, along: .step) == [0, 50, 100])
    #expect(run.places(of: loss, along: .epoch) == [0, 1, 2])
    #expect(run.places(of: loss, along: .time) == [0, 10, 30])
    #expect(run.places(of: epochs, along: .time) == nil)
    #expect(TrainingRun(name: "r", series: [loss]).places(of: loss, along: .epoch) == nil)
    var keras = loss
    keras.axis = .epochs
    #expect(run.places(of: keras, along: .epoch) == [0, 50, 100])
  }

  @Test func means() throws {
    let mean = try #require(MeanCurve([(x: [0, 2, 4], y: [0, 2, 4]), (x: [1, 2, 3], y: [3, 4, 5])]))
    #expect(mean.x == [1, 2, 3] && mean.mean == [2, 3, 4])
    #expect(mean.deviation.allSatisfy { abs($0 - 2.squareRoot()) < 1e-15 })
    #expect(MeanCurve([(x: [0], y: [1]), (x: [2], y: [1])]) == nil && MeanCurve([(x: [0], y: [1])]) == nil)
    #expect(MeanCurve([(x: [.nan], y: [1]), (x: [2], y: [1])]) == nil)
  }

  @Test func logsThatSayTheSame() {
    let events = TrainingRun(
      name: "a", series: [series("train/loss", [0.1, 0.2, 0.3]), series("lr", [1, 1, 1])], origin: "x")
    let table = TrainingRun(
      name: "b",
      series: [series("loss", [0.1000000004, 0.2]), series("epoch", [7]), series("train_loss", [0.3])],
      origin: "x")
    var elsewhere = table
    elsewhere.origin = "y"
    let other = TrainingRun(name: "c", series: [series("loss", [0.1, 0.25])], origin: "x")
    let same = SameRuns([table, events, elsewhere, other])
    #expect(same.kept == [1, 2, 3] && same.repeated.map(\.run) == [0] && same.repeated.map(\.by) == [1])
    // Files that were named are shown.
    var named = table
    named.origin = ""
    #expect(SameRuns([named, named]).kept == [0, 1])
  }
}
