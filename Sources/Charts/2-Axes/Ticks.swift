import DiagramModel
import TextMetrics
import TextOutput

/// A mark at an axis; without a text it is a small one.
struct Tick: Equatable {
  var value: Double
  var label: String
}

/// The ticks of an axis, as many as have room.
struct Ticks: Equatable {
  var all: [Tick]
  /// What all numbers are to be multiplied with, as text: `×10⁻⁴`.
  var factor: String?

  /// The ticks with a text.
  var labelled: [Tick] { all.filter { !$0.label.isEmpty } }
  /// The width of the widest text in CSS pixels.
  var width: Double { labelled.reduce(0) { max($0, measure($1.label, style: .tick).width) } }

  /// Chooses ticks.
  ///
  /// - Parameters:
  ///   - length: of the axis in CSS pixels.
  ///   - isLevel: whether texts stand side by side, rather than above each other.
  ///   - isWhole: whether only whole numbers have a tick.
  init(_ range: AxisRange, length: Double, isLevel: Bool, isWhole: Bool = false) {
    switch range.kind {
    case .linear: self = Self.linear(range, length: length, isLevel: isLevel, isWhole: isWhole)
    case .log: self = LogTicks(range, length: length, isLevel: isLevel).ticks
    }
  }

  init(_ all: [Tick], factor: String? = nil) { (self.all, self.factor) = (all, factor) }

  /// The most ticks that an axis of a length may have, whatever their texts.
  static func most(length: Double, isLevel: Bool) -> Int {
    let step = isLevel ? ChartTuning.levelTickGap + 8 : ChartTuning.uprightTickStep
    guard length > 0, length.isFinite else { return 1 }
    return Int(min(max(length / step, 1), Double(ChartTuning.mostTicks)))
  }

  static func linear(_ range: AxisRange, length: Double, isLevel: Bool, isWhole: Bool) -> Ticks {
    let span = range.high - range.low
    var step = TickStep.fine(span: span, atMost: most(length: length, isLevel: isLevel))
    if isWhole, step.exponent < 0 { step = TickStep(mantissa: 1, exponent: 0) }
    var ticks = Ticks([])
    // Each step is twice as long as the last or more, so few are tried before only one tick is left.
    for _ in 0..<12 {
      let first = (range.low / step.size - 1e-9).rounded(.up)
      let last = (range.high / step.size + 1e-9).rounded(.down)
      guard first <= last else { break }
      let counts = stride(from: first, through: last, by: 1).prefix(ChartTuning.mostTicks + 2)
      let text = TickText(step: step, counts: (first, last))
      ticks = Ticks(
        counts.map { Tick(value: step.value(of: $0), label: text.label($0)) }, factor: text.factor)
      if !isLevel || ticks.all.count < 2
        || ticks.width + ChartTuning.levelTickGap <= length * step.size / span
      {
        break
      }
      step = step.next
    }
    return ticks
  }
}
