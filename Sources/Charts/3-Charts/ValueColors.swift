import DiagramModel
import Rendering

/// Which colour a number has: a scale of colours over a range of numbers.
public struct ValueColors: Sendable, Equatable {
  /// The colours.
  public var scale: ColorScale
  /// The number of the first colour.
  public var low: Double
  /// The number of the last colour.
  public var high: Double
  /// Whether colours follow the logarithm.
  public var isLog: Bool

  /// Makes colours over a range.
  public init(_ scale: ColorScale, from low: Double, to high: Double, isLog: Bool = false) {
    (self.scale, self.isLog) = (scale, isLog)
    let range = AxisRange(Axis("", isLog ? .log : .linear), low: min(low, high), high: max(low, high))
    (self.low, self.high) = (range.low, range.high)
  }

  /// Blue to red around 0, as far as a number on both sides.
  public static func diverging(reaching most: Double) -> ValueColors {
    ValueColors(.diverging, from: -abs(most), to: abs(most))
  }

  /// Colours that fit numbers: diverging where some are below 0 and some above, else sequential.
  public static func fitting(_ grids: [NumberGrid]) -> ValueColors {
    let ends = grids.compactMap(\.extremes)
    let low = Double(ends.map(\.low).min() ?? 0)
    let high = Double(ends.map(\.high).max() ?? 1)
    return low < 0 && high > 0
      ? .diverging(reaching: max(-low, high)) : ValueColors(.sequential, from: low, to: high)
  }

  /// The levels of numbers, ready for an image. Numbers beyond the range have its ends.
  public func levels(_ values: [Float]) -> [UInt8] {
    let map = AxisScale(range, start: 0, end: 1)
    return values.map { value in
      if value.isNaN { return ColorScale.noValue }
      let value = Double(value)
      if isLog, value <= 0 { return 0 }
      return ColorScale.level(map.clampedPlace(value) ?? 0)
    }
  }

  /// The range as an axis has it.
  var range: AxisRange { AxisRange(axis, low: low, high: high) }

  private var axis: Axis { Axis("", isLog ? .log : .linear, range: low...high) }
}
