import TextOutput

/// Elements that are NaN: everything that a layer with one gives is NaN.
func findNaN(_ context: FindingContext) -> [WeightFinding] {
  let places = context.tensors.indices.filter { (context.tensors[$0].statistics?.nanCount ?? 0) > 0 }
  guard places.count <= WeightTuning.mostPlaces else {
    let label = context.tensors[places[0]].stored.label
    var finding = context.finding(
      .nan, places[0], "NaN in \(label) and \(places.count - 1) more tensors", mark: "NaN")
    finding.tensors = places
    return [finding]
  }
  return places.compactMap { place in
    let report = context.tensors[place]
    guard let figures = report.statistics else { return nil }
    return context.finding(
      .nan, place,
      "NaN in \(report.stored.label): \(NumberText.grouped(figures.nanCount)) of \(NumberText.grouped(figures.count))",
      mark: "NaN")
  }
}

/// Elements that are infinite.
///
/// What is added to scores so that some become 0 holds minus infinity on purpose: tensors of nothing but 0 and that are
/// left out.
func findInfinite(_ context: FindingContext) -> [WeightFinding] {
  context.tensors.indices.compactMap { place in
    let report = context.tensors[place]
    guard let figures = report.statistics else { return nil }
    let infinite = figures.plusInfinities + figures.minusInfinities
    let isMask =
      report.stored.use?.role ?? .other == .other && figures.zeros == figures.finite
      && figures.plusInfinities == 0
    guard infinite > 0, !isMask else { return nil }
    return context.finding(
      .infinite, place,
      "infinity in \(report.stored.label): \(NumberText.grouped(infinite)) of \(NumberText.grouped(figures.count))",
      mark: "∞")
  }
}
