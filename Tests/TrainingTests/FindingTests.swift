import TestSupport
import Testing
import TrainingLogs

@testable import Training

/// What is said of runs, and of which nothing.
@Suite struct FindingTests {
  private func codes(_ series: [MetricSeries]) -> [TrainingFinding.Code] {
    TrainingReport([TrainingRun(name: "r", series: series)]).findings.map(\.code)
  }

  private func series(_ tag: String, _ count: Int, _ value: (Double) -> Double) -> MetricSeries {
    var series = MetricSeries(tag, steps: [], values: [])
    for place in 0..<count {
      // Noise that is the same every time.
      let noise = Double((place * 7919) % 13 - 6) / 300
      series.steps.append(Int64(place * 10))
      series.values.append(value(Double(place) / Double(count)) * (1 + noise))
    }
    return series
  }

  @Test(arguments: ["digits_keras_cnn", "letters_encoder", "lightning"]) func healthyRuns(_ name: String)
    throws
  {
    let report = TrainingReport(try readLogs(modelPath("training/" + name)).runs)
    #expect(report.findings == [])
  }

  @Test func aVanishingRun() throws {
    let report = TrainingReport(try readLogs(modelPath("training/vanishing")).runs)
    #expect(report.findings.map(\.code) == [.vanishing, .plateau])
    let finding = report.findings[0]
    #expect(finding.place == "layers.0" && finding.step == 0)
    #expect(
      finding.text.hasPrefix(
        "gradients vanish in layers.0 and 2 more layers from step 0 on: 8.6×10⁻¹⁰, where"))
  }

  @Test func anExplodingRun() throws {
    let report = TrainingReport(try readLogs(modelPath("training/exploding")).runs)
    #expect(report.findings.map(\.code) == [.nan, .exploding, .divergence])
    #expect(
      report.findings[0].step == 50
        && report.findings[0].text == "loss/train is NaN from step 50 on; loss/val, too")
    #expect(report.findings[1].step == 48 && report.findings[1].place == "layers.2.weight")
  }

  @Test func overfitting() {
    let train = series("loss", 50) { 2.0 / (1 + 20 * $0) }
    let validation = series("val_loss", 50) { 0.5 + 4 * ($0 - 0.4) * ($0 - 0.4) }
    let found = TrainingReport([TrainingRun(name: "r", series: [train, validation])]).findings
    #expect(found.map(\.code) == [.overfitting] && found.first?.place == "val_loss")
    #expect((150...250).contains(found.first?.step ?? 0))
    // Where both rise, it is not that.
    #expect(!codes([series("loss", 50) { 1 + $0 }, validation]).contains(.overfitting))
    // Both fall.
    #expect(codes([train, series("val_loss", 50) { 2.2 / (1 + 15 * $0) }]) == [])
  }

  @Test func divergence() {
    #expect(codes([series("loss", 60) { $0 < 0.5 ? 2 - 3 * $0 : 0.5 + 6 * ($0 - 0.5) }]) == [.divergence])
    #expect(codes([series("loss", 60) { 2 * (1 - $0) + 0.1 }]) == [])
    // A single bad batch is none.
    var spike = series("loss", 60) { 2 * (1 - $0) + 0.1 }
    spike.values[40] = 100
    #expect(codes([spike]) == [])
  }

  @Test func plateaus() {
    #expect(codes([series("loss", 60) { $0 < 0.1 ? 3 - 10 * $0 : 2 }]) == [.plateau])
    #expect(codes([series("accuracy", 60) { _ in 0.1 }]) == [])
    #expect(codes([series("loss", 15) { _ in 2 }]) == [])
  }

  @Test func shortSeriesSayNothing() {
    for count in 0..<10 { #expect(codes([series("loss", count) { $0 * 100 + 1 }]) == []) }
  }

  @Test func notFinite() {
    #expect(codes([MetricSeries("loss", steps: [0, 1], values: [1, .infinity])]) == [.nan])
    let found = TrainingReport([
      TrainingRun(name: "r", series: [MetricSeries("acc", steps: [0, 1, 2], values: [.nan, 1, 1])])
    ]).findings
    #expect(found.map(\.text) == ["acc is NaN at 1 of 3 points, first at step 0"])
  }

  /// Gradients that fall by a factor of ten a layer, none of which is tiny yet.
  @Test func fallingGradients() {
    func histogram(_ size: Double) -> LoggedHistogram {
      LoggedHistogram(step: 0, count: 100, min: -1, max: 1, sum: 0, sumSquares: size * size * 100)
    }
    func run(_ sizes: [Double]) -> TrainingRun {
      TrainingRun(
        name: "r",
        histograms: sizes.enumerated().map {
          HistogramSeries("grads/l\($0.offset).weight", [histogram($0.element)])
        })
    }
    #expect(TrainingReport([run([1e-5, 1.5e-4, 1.7e-3, 2e-2, 0.3])]).findings.map(\.code) == [.vanishing])
    #expect(TrainingReport([run([1e-3, 2e-3, 1e-2, 2e-2, 0.3])]).findings == [])
    // All layers small: the training is over.
    #expect(TrainingReport([run([1e-9, 1e-9, 2e-9])]).findings == [])
    #expect(TrainingReport([run([1, 1, 2e3])]).findings.map(\.code) == [.exploding])
    #expect(TrainingReport([run([1, .nan, 2])]).findings.map(\.code) == [.exploding])
  }

  /// Findings name the run where there are several.
  @Test func places() {
    let bad = TrainingRun(name: "bad", series: [MetricSeries("loss", steps: [0], values: [.nan])])
    let report = TrainingReport([TrainingRun(name: "good"), bad])
    #expect(report.findings.map { report.place(of: $0) } == ["bad/loss"])
  }
}
