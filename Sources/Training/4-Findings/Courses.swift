import TextOutput
import TrainingLogs

/// How losses go: falling and rising again, or not falling at all.
func courses(_ run: TrainingRun) -> [TrainingFinding] {
  var found: [TrainingFinding] = []
  for metric in run.metrics() where metric.name.isLoss {
    guard let line = metric.line(.train) ?? (metric.lines.count == 1 ? metric.lines.first : nil) else {
      continue
    }
    let train = run.series[line.series]
    guard let course = LossCourse(train) else { continue }
    if let finding = divergence(train, course) {
      found.append(finding)
    } else if let finding = plateau(train, course) {
      found.append(finding)
    }
    if let other = metric.line(.validation) ?? metric.line(.test),
      let finding = overfitting(train, course, run.series[other.series])
    {
      found.append(finding)
    }
  }
  return found
}

/// A training loss that rises again and stays high.
private func divergence(_ series: MetricSeries, _ course: LossCourse) -> TrainingFinding? {
  let (start, best, end) = (course.start, course.best, course.end)
  guard end - best > TrainingTuning.divergedShare * max(start - best, 0), end > best,
    best <= 0 || end > TrainingTuning.divergedRise * best
  else { return nil }
  let step = course.steps[course.bestPlace]
  return TrainingFinding(
    .divergence, at: series.tag, step: step,
    "\(sanitized(series.tag)) diverges from step \(stepText(step)) on: from \(NumberText.significant(best)) to "
      + NumberText.significant(end))
}

/// A training loss that does not fall any more for more than half of the run.
private func plateau(_ series: MetricSeries, _ course: LossCourse) -> TrainingFinding? {
  let values = course.values
  guard values.count >= TrainingTuning.plateauPoints else { return nil }
  let quarter = values.count / 4
  let early = median(values[quarter..<(2 * quarter)])
  let late = median(values[(values.count - quarter)...])
  guard early - late < TrainingTuning.plateauGain * abs(early) else { return nil }
  let limit = course.best + TrainingTuning.plateauGain * abs(course.best)
  guard let place = course.levels.firstIndex(where: { $0 <= limit }) else { return nil }
  let step = course.steps[place]
  return TrainingFinding(
    .plateau, at: series.tag, step: step,
    "\(sanitized(series.tag)) stays at \(NumberText.significant(late)) from step \(stepText(step)) on")
}

/// A validation loss that rises while that of training still falls.
private func overfitting(
  _ train: MetricSeries, _ course: LossCourse, _ validation: MetricSeries
) -> TrainingFinding? {
  guard let other = LossCourse(validation) else { return nil }
  let (best, end) = (other.best, other.end)
  let rest = Double(other.values.count - 1 - other.bestPlace)
  guard rest >= TrainingTuning.overfitRest * Double(other.values.count), end > best,
    best <= 0 || end >= TrainingTuning.overfitRise * best,
    end - best >= TrainingTuning.overfitShare * max(other.start - best, 0)
  else { return nil }
  let step = other.steps[other.bestPlace]
  let then = course.level(at: step, Double(other.bestPlace) / Double(max(1, other.values.count - 1)))
  guard course.end < then, then <= 0 || course.end <= TrainingTuning.stillFalls * then else { return nil }
  return TrainingFinding(
    .overfitting, at: validation.tag, step: step,
    "\(sanitized(validation.tag)) rises from step \(stepText(step)) on, from \(NumberText.significant(best)) to "
      + "\(NumberText.significant(end)), while \(sanitized(train.tag)) still falls: overfitting")
}
