import TextOutput
import Training
import TrainingLogs

/// Writes runs as JSON, as `Schemas/training.schema.json` describes it. Linear in the points.
///
/// - Parameter smoothing: the weight of ``smoothed(_:_:)``; nil for no smoothed numbers.
public func trainingJSON(_ report: TrainingReport, smoothing: Double? = nil) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    json.array("runs") { json in
      for run in report.runs {
        json.object { json in
          json.string(run.name, "name")
          json.array("series") { json in
            for series in run.series { json.object { $0.series(series, smoothing) } }
          }
          json.array("histograms") { json in
            for series in run.histograms { json.object { $0.histograms(series) } }
          }
        }
      }
    }
    json.array("findings") { json in
      for finding in report.findings {
        json.object { json in
          json.string(finding.code.rawValue, "code")
          json.string(report.place(of: finding), "where")
          json.number(finding.step, "step")
          json.string(finding.text, "text")
        }
      }
    }
  }
  return json.finished()
}

extension JSONWriter {
  fileprivate mutating func series(_ series: MetricSeries, _ smoothing: Double?) {
    string(series.tag, "tag")
    numbers(series.steps.map { Int($0) }, "steps")
    reals(series.values, "values")
    reals(series.wallTimes, "wallTimes")
    if let smoothing { reals(smoothed(series.values, smoothing), "smoothed") }
  }

  fileprivate mutating func histograms(_ series: HistogramSeries) {
    string(series.tag, "tag")
    array("steps") { json in
      for histogram in series.histograms {
        json.object { json in
          json.number(histogram.step, "step")
          json.real(histogram.count, "count")
          json.real(histogram.min, "min")
          json.real(histogram.max, "max")
          histogram.sum.map { json.real($0, "sum") } ?? json.null("sum")
          histogram.sumSquares.map { json.real($0, "sumSquares") } ?? json.null("sumSquares")
          json.reals(histogram.edges, "edges")
          json.reals(histogram.counts, "counts")
        }
      }
    }
  }
}
