import TextOutput

/// Where NaN comes from: values that have some although nothing that was recorded of what their operator reads has any.
func findFirstNaN(_ context: ActivityContext) -> [ActivityFinding] {
  let values = context.report.values
  let sick = values.indices.filter { (values[$0].statistics?.nanCount ?? 0) > 0 }
  guard !sick.isEmpty else { return [] }
  var isSick: [FindKinds.Place: Bool] = [:]
  for value in values where !value.isGradient {
    guard let place = value.value, let statistics = value.statistics else { continue }
    isSick[.init(graph: place.graph, value: place.value)] = statistics.nanCount > 0
  }
  let first = sick.filter { number in
    guard !values[number].isGradient, let place = values[number].value, let node = place.node else {
      return true
    }
    let graph = context.model.graphs[place.graph]
    // What was not recorded tells nothing: NaN may come from there.
    return !graph.nodes[node].inputs.contains { input in
      input.flatMap { isSick[.init(graph: place.graph, value: $0)] } ?? false
    }
  }
  return first.prefix(ActivityTuning.mostPlaces).map { number in
    let figures = values[number].statistics
    var text =
      "NaN first in \(values[number].label): \(NumberText.grouped(figures?.nanCount ?? 0)) of \(NumberText.grouped(figures?.count ?? 0))"
    let others = sick.count - first.count
    if number == first.first, others > 0 {
      text += ", and in \(others) \(others == 1 ? "value" : "values") after it"
    }
    var finding = context.finding(.nan, number, text, mark: "NaN")
    if number == first.first { finding.values += sick.filter { !first.contains($0) } }
    return finding
  }
}

/// Values that are infinite. Minus infinity is what hides keys from an attention, on purpose: alone it is not told.
func findInfinities(_ context: ActivityContext) -> [ActivityFinding] {
  let values = context.report.values
  let found = values.indices.filter { (values[$0].statistics?.plusInfinities ?? 0) > 0 }
  return found.prefix(ActivityTuning.mostPlaces).map { number in
    let figures = values[number].statistics
    let count = NumberText.grouped(figures?.plusInfinities ?? 0)
    return context.finding(
      .infinite, number,
      "infinity in \(values[number].label): \(count) of \(NumberText.grouped(figures?.count ?? 0))",
      mark: "∞")
  }
}
