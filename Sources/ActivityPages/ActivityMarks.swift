import Activity
import Composing
import DiagramModel
import ModelGraph
import TextOutput
import Weights

/// What a diagram shows of a recording.
///
/// - Parameters:
///   - report: the values.
///   - errors: how they differ from another recording, for colours by that.
///   - colors: what colours stand for.
///   - showsMaps: whether pictures are made.
///   - sample: the sample that pictures are of.
///
/// Cost: linear in the numbers of one sample where pictures are made, else in the values.
public func valueMarks(
  _ report: ActivityReport, against errors: ActivityErrors? = nil, colors: ComposeOptions.Colors,
  showsMaps: Bool, sample: Int = 0
) -> ValueMarks {
  var pictures: [String: CardPicture] = [:]
  var facts: [String: [ValueMarks.Fact]] = [:]
  var shares: [String: Double] = [:]
  var steps: Set<String> = []
  let own = report.values.filter { $0.value?.graph == 0 && !$0.isGradient }
  let largest = own.compactMap(magnitude).max() ?? 0
  for value in own {
    guard let name = value.value?.name, facts[name] == nil, value.kind != .plumbing else { continue }
    facts[name] = lines(value)
    if value.isStep { steps.insert(name) }
    if showsMaps, let picture = CardPictures(sample: sample).picture(of: value) {
      if pictures[name] == nil { pictures[name] = picture }
      // What a fused operator does inside tells more than what it gives.
      if value.isInsideOfOperator {
        for sibling in value.value?.siblings ?? [] { pictures[sibling] = picture }
      }
    }
    switch colors {
    case .range: shares[name] = largest > 0 ? magnitude(value).map { $0 / largest } : nil
    case .zeros:
      shares[name] = value.statistics.map { Double($0.zeros) / Double(max($0.count, 1)) / zeroScale }
    case .saturation: shares[name] = value.saturation.map { $0 / zeroScale }
    case .kind, .params, .macs, .memory, .nearZero, .spread, .outliers, .error, .gradients: break
    }
  }
  if colors == .error {
    for row in errors?.rows ?? [] {
      guard let relative = row.relative else { continue }
      for name in [report.values[row.number].value?.name, row.name].compactMap({ $0 }) {
        shares[name] = relative
      }
    }
  }
  var caption = report.samples > 1 ? "pictures of sample \(sample)" : "pictures of one sample"
  if own.contains(where: { if case .maps = $0.kind { true } else { false } }) {
    caption += ", the strongest channel"
  }
  return ValueMarks(
    pictures: pictures, shares: shares, facts: facts, steps: steps,
    caption: caption, legend: legend(colors, largest))
}

extension RecordedValue {
  /// Whether it is the weights of a fused attention, or the states of a recurrent operator at all times.
  fileprivate var isInsideOfOperator: Bool {
    guard let place = value else { return false }
    switch kind {
    case .attention: return place.operatorType == "Attention"
    case .states: return ["LSTM", "GRU", "RNN"].contains(place.operatorType) && place.slot == 0
    default: return false
    }
  }
}

/// Half of what a rectifier gives is 0: colours tell shares from a third of a percent to three quarters apart.
private let zeroScale = 3.0

private func magnitude(_ value: RecordedValue) -> Double? {
  value.statistics?.range.map { max(abs($0.min), abs($0.max)) }
}

private func legend(_ colors: ComposeOptions.Colors, _ largest: Double) -> ValueMarks.Legend {
  switch colors {
  case .range: .init("of the largest magnitude, " + FigureText.number(largest))
  case .zeros: .init(percent: 100 * zeroScale, "of the values are 0")
  case .saturation: .init(percent: 100 * zeroScale, "of the values at the ends of the range")
  case .error: .init("error, root of the mean square")
  case .kind, .params, .macs, .memory, .nearZero, .spread, .outliers, .gradients: .init("")
  }
}

/// What is known of a value, in a few lines.
private func lines(_ value: RecordedValue) -> [ValueMarks.Fact] {
  guard let figures = value.statistics, let range = figures.range else { return [] }
  var lines: [ValueMarks.Fact] = [
    .init("dims", Shape(value.array.dims).text),
    .init("range", FigureText.number(range.min) + " … " + FigureText.number(range.max)),
    .init("mean, σ", FigureText.number(range.mean) + ", " + FigureText.number(range.deviation)),
  ]
  let zeros = FigureText.share(figures.zeros, figures.count)
  if !zeros.isEmpty { lines.append(.init("zero", zeros)) }
  let silent = value.remarkableSilence
  if !silent.isEmpty { lines.append(.init("silent channels", FigureText.list(silent))) }
  if let saturation = value.saturation { lines.append(.init("saturated", NumberText.percent(saturation))) }
  if figures.nonFinite > 0 { lines.append(.init("not finite", NumberText.grouped(figures.nonFinite))) }
  return lines
}
