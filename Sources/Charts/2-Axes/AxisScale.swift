import ElementaryFunctions
import TextOutput

/// The map from numbers to places along an axis.
struct AxisScale: Equatable {
  let kind: Axis.Kind
  /// The numbers at both ends, `low` below `high`; both above 0 for logarithms.
  let low: Double
  let high: Double
  /// Where they are, in CSS pixels.
  var start: Double
  var end: Double
  private let from: Double
  private let span: Double

  /// The scale over a range that ``AxisRange`` made.
  init(_ range: AxisRange, start: Double, end: Double) {
    (kind, low, high, self.start, self.end) = (range.kind, range.low, range.high, start, end)
    from = range.kind == .log ? decimalLogarithm(range.low) : range.low
    span = (range.kind == .log ? decimalLogarithm(range.high) : range.high) - from
  }

  /// The place of a number, also outside the range; nil for one that has none.
  func place(_ value: Double) -> Double? {
    guard value.isFinite, kind == .linear || value > 0 else { return nil }
    let number = kind == .log ? decimalLogarithm(value) : value
    let share = min(max((number - from) / span, -1e4), 1e4)
    return start + (end - start) * share
  }

  /// The place of a number, or of the end that is nearer to it.
  func clampedPlace(_ value: Double) -> Double? { place(min(max(value, low), high)) }

  /// Whether a number is in range.
  func contains(_ value: Double) -> Bool { value >= low && value <= high }
}

/// The range of an axis: finite, with a low end below the high one whatever the values.
struct AxisRange: Equatable {
  let kind: Axis.Kind
  private(set) var low: Double
  private(set) var high: Double

  /// The range of values for an axis, or the one that the axis asks for. Values without a place do not count.
  init(_ axis: Axis, over values: some Sequence<Double>) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite && (axis.kind == .linear || value >= ChartTuning.smallest) {
      if value < low { low = value }
      if value > high { high = value }
    }
    self.init(axis, low: low, high: high)
  }

  /// The range for an axis of values from `low` to `high`; none where `low` is above `high`.
  init(_ axis: Axis, low: Double, high: Double) {
    kind = axis.kind
    let asked = axis.range
    (self.low, self.high) = (asked?.lowerBound ?? low, asked?.upperBound ?? high)
    if axis.hasZero, kind == .linear, asked == nil, low <= high {
      (self.low, self.high) = (min(self.low, 0), max(self.high, 0))
    }
    if kind == .log { makeLogarithmic() } else { makeLinear() }
    if axis.isWhole, kind == .linear, asked == nil, self.high - self.low < 1, self.high < 1e9 {
      (self.low, self.high) = (self.low.rounded(.down), self.low.rounded(.down) + 1)
    }
  }

  private mutating func makeLinear() {
    guard low <= high else { return (low, high) = (0, 1) }
    low = min(max(low, -ChartTuning.largest), ChartTuning.largest)
    high = min(max(high, -ChartTuning.largest), ChartTuning.largest)
    let size = max(abs(low), abs(high))
    guard size >= ChartTuning.smallest else { return (low, high) = (-1, 1) }
    guard high - low < size * ChartTuning.leastSpan else { return }
    // One value: it stands in the middle, a tenth of itself around it.
    let middle = low / 2 + high / 2
    (low, high) = (middle - size / 10, middle + size / 10)
  }

  private mutating func makeLogarithmic() {
    guard low <= high, high >= ChartTuning.smallest else { return (low, high) = (1, 10) }
    low = min(max(low, ChartTuning.smallest), ChartTuning.largest)
    high = min(max(high, low), ChartTuning.largest)
    // A number has the room of its decade's third around it.
    if high < low * (1 + ChartTuning.leastSpan) { (low, high) = (low / 2, high * 2) }
  }

  /// Moves the ends outwards to multiples of a tick's step, or to whole decades where they are near.
  mutating func endRound(atMost count: Int) {
    switch kind {
    case .linear:
      let step = TickStep.fine(span: high - low, atMost: max(count, 2))
      low = step.value(of: (low / step.size + 1e-9).rounded(.down))
      high = step.value(of: (high / step.size - 1e-9).rounded(.up))
    case .log:
      let (first, last) = (decimalLogarithm(low), decimalLogarithm(high))
      // A fifth of a decade is as far as an end moves: half a decade without values would look like a gap.
      let room = max(0.2, (last - first) * 0.1)
      let (floor, ceiling) = (first.rounded(.down), last.rounded(.up))
      if first - floor <= room { low = NumberText.tenPower(Int(floor)) }
      if ceiling - last <= room { high = NumberText.tenPower(Int(ceiling)) }
    }
  }
}

extension AxisRange {
  /// Widens one of two linear ranges so that a step is as long across as up.
  static func makeEven(_ x: inout AxisRange, _ y: inout AxisRange, width: Double, height: Double) {
    guard x.kind == .linear, y.kind == .linear, width > 0, height > 0 else { return }
    let perPixel = max((x.high - x.low) / width, (y.high - y.low) / height)
    x.widen(to: perPixel * width)
    y.widen(to: perPixel * height)
  }

  /// Widens a linear range by a twentieth on both sides.
  mutating func pad() {
    if kind == .linear { widen(to: (high - low) * 1.1) }
  }

  private mutating func widen(to span: Double) {
    let middle = low / 2 + high / 2
    guard span.isFinite, span > high - low else { return }
    (low, high) = (middle - span / 2, middle + span / 2)
  }
}
