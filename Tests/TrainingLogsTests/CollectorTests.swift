import Testing

@testable import TrainingLogs

/// What is kept of series that are longer than memory allows.
@Suite struct CollectorTests {
  private func collect(_ body: (inout RunCollector) -> Void) -> RunCollector {
    var collector = RunCollector()
    collector.begin()
    body(&collector)
    return collector
  }

  @Test func longSeriesKeepTheirExtremes() throws {
    let count = LogLimits.points + 10_000
    let collector = collect { collector in
      for name in ["a", "b"] {
        guard let tag = collector.tag(named: name) else { return }
        for step in 0..<count {
          let value =
            step == 77_777 ? -5.0 : step == 88_887 ? 9 : step == 99_999 ? .nan : Double(step % 7) / 7
          collector.append(tag, Int64(step), value, 0) { name }
        }
      }
    }
    let run = collector.run("r", origin: "")
    #expect(run.series.reduce(0) { $0 + $1.values.count } <= LogLimits.points)
    #expect(collector.diagnostics.map(\.code) == ["thinned-points"])
    for series in run.series {
      #expect(series.pointCount == count && series.values.count > 10_000)
      #expect(series.values.contains(-5) && series.values.contains(9))
      #expect(series.values.firstIndex { $0.isNaN }.map { series.steps[$0] } == 99_999)
      #expect(zip(series.steps, series.steps.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func constantAndRisingSeriesAreThinnedToo() {
    let count = LogLimits.points * 2
    let collector = collect { collector in
      for (name, rises) in [("constant", false), ("rising", true)] {
        guard let tag = collector.tag(named: name) else { return }
        for step in 0..<count { collector.append(tag, Int64(step), rises ? Double(step) : 1, 0) { name } }
      }
    }
    let run = collector.run("r", origin: "")
    #expect(run.series.reduce(0) { $0 + $1.values.count } <= LogLimits.points + 2)
    #expect(run.series.allSatisfy { $0.values.count > 1_000 })
  }

  @Test func manyHistogramsKeepFiguresThenFewer() {
    let collector = collect { collector in
      guard let tag = collector.tag(named: "w") else { return }
      for step in 0..<(LogLimits.histograms + 10) {
        collector.append(tag, Int64(step), name: { "w" }) { hasBuckets in
          let list = hasBuckets ? [Double](repeating: 1, count: 50) : []
          return LoggedHistogram(step: Int64(step), count: 50, min: 0, max: 1, edges: list, counts: list)
        }
      }
    }
    let series = collector.run("r", origin: "").histograms[0]
    #expect(
      series.histogramCount == LogLimits.histograms + 10 && series.histograms.count <= LogLimits.histograms)
    #expect(series.histograms.reduce(0) { $0 + $1.edges.count + $1.counts.count } <= LogLimits.bucketNumbers)
    #expect(series.histograms.filter { !$0.counts.isEmpty }.count > 1_000)
    #expect(collector.diagnostics.map(\.code) == ["thinned-histograms", "thinned-buckets"])
  }

  @Test func tagsAreToldApart() {
    var table = TagTable()
    for round in 0..<2 {
      for number in 0..<1_000 {
        var name = "layer\(number)"
        #expect(name.withUTF8 { table.number(of: UnsafeRawBufferPointer($0)) } == number, "\(round)")
      }
    }
    #expect(table.count == 1_000)
  }
}
