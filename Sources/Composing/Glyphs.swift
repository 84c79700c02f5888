import DiagramModel
import Folding
import Idioms
import OperatorCatalog

/// The glyphs of activations: true values of the functions, never drawn by hand.
///
/// Coordinates are rounded to a tenth of a pixel, a hundredth before points are left out. So what the C library of another
/// machine makes of the last digits of an exponential does not reach the picture.
///
/// Cost: once for each distinct function, some microseconds; ``ComposeTuning/mostCurves`` at most.
struct Glyphs {
  /// What was made; nil where a function can't be drawn.
  private var known: [OutlineFunction: Glyph?] = [:]

  /// Puts a glyph on the card of an operator. One of a function behind a product stands below, if there is a line.
  mutating func add(to card: inout Card, for operation: OutlineOperator, _ kind: OperatorKind) {
    switch kind {
    case .activation: card.glyph = operation.function.flatMap { glyph(of: $0) }
    case .convolution, .linear: addBelow(&card, operation.activation)
    default: break
    }
  }

  /// Puts a glyph on the card of an idiom.
  mutating func add(to card: inout Card, for idiom: OutlineIdiom) {
    if let last = idiom.activation {
      addBelow(&card, .numbers(last))
    } else if idiom.kind == OperatorKind.activation.name {
      card.glyph = idiom.function.flatMap { glyph(of: $0) }
    }
  }

  private mutating func addBelow(_ card: inout Card, _ function: OutlineFunction?) {
    guard !card.lines.isEmpty, let glyph = function.flatMap({ glyph(of: $0) }) else { return }
    (card.glyph, card.hasGlyphBelow) = (glyph, true)
  }

  private mutating func glyph(of function: OutlineFunction) -> Glyph? {
    if let made = known[function] { return made }
    guard known.count < ComposeTuning.mostCurves else { return nil }
    let made: Glyph? =
      switch function {
      case .numbers(let program): Curve(of: program).map { Self.glyph(of: $0) }
      case .softmax(let isLogarithm): Self.bars(isLogarithm: isLogarithm)
      }
    known[function] = .some(made)
    return made
  }

  // MARK: Curves

  /// How far from the frame's upper and lower edge a curve keeps: half its width.
  private static let inset = 0.7
  /// How much of the height the axis stands from an edge at least, so that a flat part is seen to lie on it.
  private static let leastSide = 0.15

  static func glyph(of curve: Curve) -> Glyph {
    var low = min(0, curve.values.min() ?? 0)
    var high = max(0, curve.values.max() ?? 0)
    if low == high { (low, high) = (-1, 1) }
    (low, high) = (min(low, -leastSide * high), max(high, -leastSide * low))
    let scale = (Metrics.glyph.height - 2 * inset) / (high - low)
    let width = curve.inputs.upperBound - curve.inputs.lowerBound
    let points = curve.values.enumerated().map { place, value in
      PlottedPoint(
        x: Metrics.glyph.width * Double(place) / Double(curve.values.count - 1),
        y: inset + (high - value) * scale)
    }
    return Glyph(
      curve: pieces(points).map { piece in PlottedPoint.simplified(piece).map(\.tenths) },
      origin: Point(
        tenth(-curve.inputs.lowerBound / width * Metrics.glyph.width), tenth(inset + high * scale)))
  }

  /// A line is cut where the function jumps: over this many pixels from one value to the next.
  private static let leastJump = 3.0

  private static func pieces(_ points: [PlottedPoint]) -> [[PlottedPoint]] {
    var pieces: [[PlottedPoint]] = []
    for point in points {
      if let last = pieces.last?.last, abs(last.y - point.y) < PlottedPoint.hundredths(leastJump) {
        pieces[pieces.count - 1].append(point)
      } else {
        pieces.append([point])
      }
    }
    return pieces.filter { $0.count > 1 }
  }

  private static func tenth(_ pixels: Double) -> Double { (pixels * 10).rounded() / 10 }

  // MARK: Softmax

  private static let barWidth = 2.6
  private static let barPitch = 3.5
  private static let firstBar = 0.7

  /// Each bar is one number's share of the whole; logarithms of shares hang down.
  static func bars(isLogarithm: Bool) -> Glyph {
    let values = SharesSample.shares(isLogarithm: isLogarithm)
    let longest = values.reduce(0) { max($0, abs($1)) }
    let room = Metrics.glyph.height - 1
    let axis = isLogarithm ? 0.5 : Metrics.glyph.height - 0.5
    return Glyph(
      bars: values.enumerated().map { place, value in
        let length = tenth(abs(value) / longest * room)
        return Rect(
          Point(tenth(firstBar + Double(place) * barPitch), tenth(isLogarithm ? axis : axis - length)),
          Size(barWidth, length))
      }, axis: axis)
  }
}
