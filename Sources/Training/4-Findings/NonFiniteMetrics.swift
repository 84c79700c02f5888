import TextOutput
import TrainingLogs

/// Metrics and weights that are not finite. One finding a run: what comes first takes the others with it.
func notFinite(_ run: TrainingRun, _ sizes: RunSizes) -> [TrainingFinding] {
  var all: [(tag: String, step: Int64, text: String)] = []
  for metric in run.metrics() {
    for line in metric.lines {
      let series = run.series[line.series]
      guard let place = series.values.firstIndex(where: { !$0.isFinite }) else { continue }
      all.append((series.tag, series.steps[place], text(series, from: place)))
    }
  }
  for row in sizes.weights?.rows ?? [] {
    guard let map = sizes.weights, let place = row.sizes.firstIndex(of: .infinity) else { continue }
    let step = map.steps[place]
    all.append(
      (row.name, step, "the weights of \(sanitized(row.name)) are not finite from step \(stepText(step)) on"))
  }
  guard
    let first = all.enumerated().min(by: { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) })?
      .offset
  else { return [] }
  var others = all
  let worst = others.remove(at: first)
  let more =
    switch others.count {
    case 0: ""
    case 1: "; \(sanitized(others[0].tag)), too"
    case 2: "; \(sanitized(others[0].tag)) and \(sanitized(others[1].tag)), too"
    default: "; \(sanitized(others[0].tag)) and \(others.count - 1) more, too"
    }
  return [TrainingFinding(.nan, at: worst.tag, step: worst.step, worst.text + more)]
}

/// `loss is NaN from step 39 on`, `loss is infinite at 2 of 50 points, first at step 39`.
private func text(_ series: MetricSeries, from place: Int) -> String {
  let rest = series.values[place...]
  let what = series.values[place].isNaN ? "NaN" : "infinite"
  let step = stepText(series.steps[place])
  let tag = sanitized(series.tag)
  if rest.allSatisfy({ !$0.isFinite }) {
    return rest.count == 1
      ? "\(tag) is \(what) at its last step, \(step)" : "\(tag) is \(what) from step \(step) on"
  }
  let count = rest.filter { !$0.isFinite }.count
  return "\(tag) is \(what) at \(count) of \(series.values.count) points, first at step \(step)"
}

/// A step with its thousands apart.
func stepText(_ step: Int64) -> String { NumberText.grouped(step) }
