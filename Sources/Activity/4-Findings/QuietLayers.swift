import TextOutput
import Weights

/// Layers that give nothing but one number, whatever comes in.
func findConstants(_ context: ActivityContext) -> [ActivityFinding] {
  let values = context.report.values
  let found = context.layers.filter { number in
    guard let place = values[number].value, let range = values[number].statistics?.range,
      range.min == range.max
    else { return false }
    // Weights that add up to 1 over a single key are 1.
    return values[number].kind != .attention && !makers.contains(place.operatorType)
  }
  return found.prefix(ActivityTuning.mostPlaces).map { number in
    let given = values[number].statistics?.range?.min ?? 0
    return context.finding(
      .constant, number, "\(values[number].label) gives \(FigureText.number(given)) everywhere",
      mark: "all " + FigureText.number(given))
  }
}

/// Operators that make numbers of a shape rather than of what comes in.
private let makers: Set<String> = [
  "Constant", "ConstantOfShape", "Expand", "Tile", "Range", "EyeLike", "Shape", "Slice",
]

/// Channels of a rectified layer that are 0 in every sample: nothing that is learnt ever changes them again.
func findDeadChannels(_ context: ActivityContext) -> [ActivityFinding] {
  guard context.report.samples >= ActivityTuning.deadSamples else { return [] }
  let values = context.report.values
  return context.layers.compactMap { number in
    let value = values[number]
    guard isRectified(value, context), !value.norms.isEmpty, value.statistics?.range?.max != 0 else {
      return nil
    }
    let dead = value.silentChannels
    guard !dead.isEmpty else { return nil }
    let text =
      "\(dead.count) of \(value.norms.count) channels of \(value.label) are 0 in all "
      + "\(NumberText.grouped(context.report.samples)) samples: \(FigureText.list(dead))"
    return context.finding(.deadChannels, number, text, mark: "\(dead.count) dead")
  }
}

private func isRectified(_ value: RecordedValue, _ context: ActivityContext) -> Bool {
  guard let place = value.value, let node = place.node else { return false }
  if ["Relu", "ThresholdedRelu", "ReLU"].contains(place.operatorType) { return true }
  let own = context.model.graphs[place.graph].nodes[node]
  switch place.operatorType {
  case "Clip": return value.statistics?.range?.min == 0
  default:
    if case .string("relu")? = own.attribute("activation") { return true }
    return false
  }
}

/// Sigmoids and tanhs most of whose outputs are at the ends of their range.
func findSaturation(_ context: ActivityContext) -> [ActivityFinding] {
  let values = context.report.values
  // What goes out is meant to be sure.
  let found = context.layers.filter { number in
    values[number].value?.isOutput != true
      && (values[number].saturation ?? 0) >= ActivityTuning.saturatedShare
  }
  guard found.count <= ActivityTuning.mostPlaces else {
    let named = found.prefix(ActivityTuning.mostPlaces).map { values[$0].label }.joined(separator: ", ")
    var finding = context.finding(
      .saturated, found[0],
      "\(found.count) gates are at the ends of their range in half of their values or more: \(named) and "
        + "\(found.count - ActivityTuning.mostPlaces) more", mark: "saturated")
    finding.values = found
    return [finding]
  }
  return found.map { number in
    let percent = NumberText.percent(values[number].saturation ?? 0)
    return context.finding(
      .saturated, number, "\(percent) of \(values[number].label) is at the ends of its range",
      mark: percent + " saturated")
  }
}

extension RecordedValue {
  /// The share of elements at the ends of the range of a function that has some; nil for others.
  ///
  /// Ends are as far as 1/64 from them. Cost: linear in the sketch.
  public var saturation: Double? {
    guard let statistics, statistics.finite > 0, let type = value?.operatorType else { return nil }
    let end = ActivityTuning.nearEnd
    let count: Int64
    switch type {
    case "Sigmoid", "HardSigmoid", "sigmoid":
      count = statistics.sketch.count(in: -1...end) + statistics.sketch.count(in: (1 - end)...2)
    case "Tanh", "Softsign", "tanh":
      count = statistics.sketch.count(in: -2...(end - 1)) + statistics.sketch.count(in: (1 - end)...2)
    default: return nil
    }
    return Double(count) / Double(statistics.finite)
  }
}
