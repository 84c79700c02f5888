import TextOutput
import TrainingLogs

/// Metrics and weights that are not finite. One finding a run: what comes first takes the others with it.
func notFinite(_ run: TrainingRun, _ sizes: RunSizes) -> [TrainingFinding] {
  var first: (tag: String, step: Int64, text: String)?
  var others = 0
  func note(_ tag: String, _ step: Int64, _ text: String) {
    if first != nil { others += 1 }
    if first.map({ step < $0.step }) ?? true { first = (tag, step, text) }
  }
  for metric in run.metrics() {
    for line in metric.lines {
      let series = run.series[line.series]
      guard let place = series.values.firstIndex(where: { !$0.isFinite }) else { continue }
      note(series.tag, series.steps[place], text(series, from: place))
    }
  }
  if let map = sizes.weights {
    for row in map.rows {
      guard let place = row.sizes.firstIndex(of: .infinity) else { continue }
      let step = map.steps[place]
      note(row.name, step, "weights of \(sanitized(row.name)) are not finite from step \(stepText(step)) on")
    }
  }
  guard let first else { return [] }
  let more = others == 0 ? "" : others == 1 ? ", and one more metric or weight" : ", and \(others) more metrics or weights"
  return [TrainingFinding(.nan, at: first.tag, step: first.step, first.text + more)]
}

/// `loss is NaN from step 39 on`, `loss is infinite at 2 of 50 points, first at step 39`.
private func text(_ series: MetricSeries, from place: Int) -> String {
  let rest = series.values[place...]
  let what = series.values[place].isNaN ? "NaN" : "infinite"
  let step = stepText(series.steps[place])
  let tag = sanitized(series.tag)
  if rest.allSatisfy({ !$0.isFinite }) {
    return rest.count == 1 ? "\(tag) is \(what) at its last step, \(step)" : "\(tag) is \(what) from step \(step) on"
  }
  let count = rest.filter { !$0.isFinite }.count
  return "\(tag) is \(what) at \(count) of \(series.values.count) points, first at step \(step)"
}

/// A step with its thousands apart.
func stepText(_ step: Int64) -> String { NumberText.grouped(step) }
