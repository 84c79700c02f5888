/// A tiny drawing on a card that shows what an operator computes: the curve of a function, or bars that share a whole.
///
/// All coordinates are tenths of a CSS pixel exactly, from the upper left corner of a frame of ``Metrics/glyph``. One word
/// large, since most cards have none, and all cards of one function share theirs.
public final class Glyph: Sendable, Hashable {
  /// Where the axes cross: the input's axis is level, the function's upright, where the frame shows it.
  public let origin: Point
  /// Whether there is an upright axis.
  public let hasUpright: Bool
  /// The curve, as pieces of straight lines from point to point: one, and a further one behind each jump.
  public let curve: [[Point]]
  /// Bars, filled.
  public let bars: [Rect]

  /// Makes a curve.
  public init(curve: [[Point]], origin: Point) {
    (self.curve, self.origin) = (curve, origin)
    hasUpright = true
    bars = []
  }

  /// Makes bars on an axis at some height.
  public init(bars: [Rect], axis: Double) {
    self.bars = bars
    origin = Point(0, axis)
    hasUpright = false
    curve = []
  }

  /// Whether two draw the same.
  public static func == (a: Glyph, b: Glyph) -> Bool {
    a === b
      || a.origin == b.origin && a.hasUpright == b.hasUpright && a.curve == b.curve && a.bars == b.bars
  }

  /// Hashes what it draws.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(origin)
    hasher.combine(curve)
    hasher.combine(bars)
  }
}
