import TextOutput
import TrainingLogs

/// Gradients above a size at which they throw weights far off, or not finite: where that happens first.
///
/// Norms count as the log has them, since that is what clipping looks at; without norms root mean squares do.
func exploding(_ run: TrainingRun, _ map: SizeMap?) -> [TrainingFinding] {
  var worst: Explosion?
  for series in run.series where TensorTag(norm: series.tag) != nil || MetricName(series.tag).isGradientNorm {
    guard let place = series.values.firstIndex(where: { !($0 <= TrainingTuning.exploded) }) else { continue }
    let value = series.values[place]
    let tag = TensorTag(norm: series.tag)
    Explosion(
      place: tag?.name ?? series.tag,
      subject: tag.map { "the norm in \(sanitized($0.name))" } ?? sanitized(series.tag),
      step: series.steps[place], size: value.isFinite ? value : .infinity,
      before: series.values[..<place].last { $0.isFinite }
    ).replaceIfWorse(&worst)
  }
  for row in map?.rows ?? [] where !row.isNorm {
    guard let map, let place = row.sizes.firstIndex(where: { $0 > TrainingTuning.exploded }) else { continue }
    Explosion(
      place: row.name, subject: "the root mean square in \(sanitized(row.name))", step: map.steps[place],
      size: row.sizes[place], before: row.sizes[..<place].last { $0.isFinite }
    ).replaceIfWorse(&worst)
  }
  guard let worst else { return [] }
  return [TrainingFinding(.exploding, at: worst.place, step: worst.step, worst.text)]
}

/// A gradient that explodes.
private struct Explosion {
  let place: String
  /// What is huge, in safe text.
  let subject: String
  let step: Int64
  /// Infinite where it is not finite.
  let size: Double
  let before: Double?

  /// Takes the place of another that is later, or smaller at the same step.
  func replaceIfWorse(_ other: inout Explosion?) {
    if let other, (other.step, -other.size) <= (step, -size) { return }
    other = self
  }

  var text: String {
    var text = "gradients explode at step \(stepText(step)): \(subject) is "
    text += size.isFinite ? NumberText.significant(size, digits: 2) : "not finite"
    if let before { text += ", after \(NumberText.significant(before, digits: 2)) before" }
    return text
  }
}

extension MetricName {
  /// Whether it is the norm of all gradients.
  var isGradientNorm: Bool {
    let words = key.split(separator: " ")
    return words.contains { $0.hasPrefix("grad") } && words.contains { $0.hasPrefix("norm") }
  }
}
