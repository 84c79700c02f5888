import Charts
import DiagramModel
import Exporting
import Folding
import Idioms
import Rendering
import TextMetrics
import TextOutput

/// A function as part of a figure: its name, its curve or the shares of a softmax, and what there is to say below.
public struct FunctionFigure: Chart {
  private let row: FunctionRow
  private let captions: [TextLine]
  /// How often inputs came, of a recording; drawn below the curve.
  public var inputs: Bins?

  /// Draws a function.
  public init(_ row: FunctionRow, inputs: Bins? = nil) {
    (self.row, self.inputs) = (row, inputs)
    captions = Self.captions(row).flatMap { text, most in
      Self.cut(wrapped(text, style: .legend, width: SheetTuning.curveWidth), most)
    }
  }

  /// See ``Chart/kind``.
  public var kind: String { "function" }
  /// See ``Chart/title``.
  public var title: String {
    row.heading + (row.places.count > 1 ? " ×" + NumberText.grouped(Int64(row.places.count)) : "")
  }
  /// See ``Chart/summary``.
  public var summary: String { Self.captions(row).map(\.text).joined(separator: ". ") + "." }

  private static let titleHeight = 18.0

  private var curveHeight: Double {
    inputs == nil ? SheetTuning.curveHeight : SheetTuning.curveHeightWithInputs
  }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    Size(
      SheetTuning.curveWidth,
      Self.titleHeight + curveHeight + 4 + Double(captions.count) * SheetTuning.captionStep)
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.text(title, .title, at: Point(frame.minX, frame.minY + 11), maxWidth: frame.size.width)
    let below = 4 + Double(captions.count) * SheetTuning.captionStep
    let height = frame.size.height - Self.titleHeight - below
    guard height > 8 else { return }
    let plot = Rect(Point(frame.minX, frame.minY + Self.titleHeight), Size(frame.size.width, height))
    if let curve {
      canvas.draw(curve, in: plot)
    } else if case .softmax(let isLogarithm)? = row.function {
      canvas.draw(SharesChart(isLogarithm: isLogarithm), in: plot)
    }
    for (number, line) in captions.enumerated() {
      canvas.text(
        line.text, .legend,
        at: Point(frame.minX, plot.maxY + 4 + (Double(number) + 0.75) * SheetTuning.captionStep))
    }
  }

  private var curve: CurveChart? {
    guard let shape = row.shape else { return nil }
    let stretch = shape.inputs
    var saturated: [ClosedRange<Double>] = []
    if let end = shape.saturatedBelow, end > stretch.lowerBound {
      saturated.append(stretch.lowerBound...min(end, stretch.upperBound))
    }
    if let start = shape.saturatedAbove, start < stretch.upperBound {
      saturated.append(max(start, stretch.lowerBound)...stretch.upperBound)
    }
    return CurveChart(
      x: shape.points.map(\.input), values: shape.points.map(\.value), derivative: shape.points.map(\.slope),
      saturated: saturated, inputs: inputs)
  }

  // MARK: Captions

  /// What is said below, each with the most lines that it may take.
  private static func captions(_ row: FunctionRow) -> [(text: String, most: Int)] {
    var texts: [(String, Int)] = []
    if row.name == nil, case .numbers(let program)? = row.function, let formula = formulaText(of: program),
      formula != row.title
    {
      texts.append((formula, 2))
    }
    texts.append(([row.range, row.course].filter { !$0.isEmpty }.joined(separator: " · "), 2))
    let ends = [("below", row.shape?.saturatedBelow), ("above", row.shape?.saturatedAbove)].compactMap {
      side, place in
      place.map { side + " " + FunctionRow.number($0) }
    }
    if !ends.isEmpty { texts.append(("saturated " + ends.joined(separator: " and "), 1)) }
    if !row.places.isEmpty { texts.append((PlaceText(row.places).text(most: 4), SheetTuning.mostPlaceLines)) }
    return texts
  }

  /// The first lines, the last of them with an ellipsis where there are more.
  private static func cut(_ lines: [TextLine], _ most: Int) -> [TextLine] {
    guard lines.count > most, most > 0 else { return lines }
    var kept = Array(lines.prefix(most))
    kept[most - 1] = shorten(
      lines[most - 1].text + " …", style: .legend, maxWidth: SheetTuning.curveWidth)
    return kept
  }
}
