import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Signed numbers over an image: what speaks for a class and what against it. The image as it is stands on the left; on the right
/// it is faint, grey where the numbers are 0, so that colours stay those of the key. The numbers may be coarser than the image.
public struct OverlayChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The image.
  public var picture: Picture
  /// The numbers.
  public var map: NumberGrid
  /// Segments whose outlines are drawn over the numbers.
  public var segments: Segments?
  /// What the numbers are; above the key.
  public var unit: String
  /// The number that has the end colours, on both sides of 0; nil for the 99.9 % quantile of all sizes.
  public var reach: Double?
  /// Whether the image stands beside it, too.
  public var hasPicture: Bool

  /// Makes an overlay.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - picture: the image.
  ///   - map: the numbers; missing ones are grey.
  ///   - segments: segments whose outlines are drawn over the numbers.
  ///   - unit: what the numbers are.
  ///   - reach: the number that has the end colours; nil for the 99.9 % quantile of all sizes.
  ///   - hasPicture: whether the image stands beside it, too.
  public init(
    title: String = "", _ picture: Picture, _ map: NumberGrid, segments: Segments? = nil, unit: String = "",
    reach: Double? = nil, hasPicture: Bool = true
  ) {
    (self.title, self.picture, self.map, self.segments) = (title, picture, map, segments)
    (self.unit, self.reach, self.hasPicture) = (unit, reach, hasPicture)
  }

  /// See ``Chart/kind``.
  public var kind: String { "overlay" }

  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    let side = sides(in: Size(ChartTuning.overlaySide, ChartTuning.overlaySide))
    let width = side.width * (hasPicture ? 2 : 1) + (hasPicture ? Self.gap : 0) + Self.keyRoom
    let words = measure(note, style: .legend).width
    return Size(max(width, words, 160), head + side.height + (note.isEmpty ? 0 : Self.noteHeight))
  }

  /// See ``Chart/summary``.
  public var summary: String {
    guard let (low, high) = map.extremes else { return "No values." }
    let sides = "\(map.rows) × \(map.columns) values"
    let text =
      "\(sides) from \(NumberText.significant(Double(low))) to \(NumberText.significant(Double(high)))"
      + " over an image of \(picture.rows) × \(picture.columns) pixels."
    return note.isEmpty ? text : text + " " + note
  }

  private static let gap = 16.0
  private static let keyRoom = 62.0
  private static let noteHeight = 16.0

  private var head: Double {
    (title.isEmpty ? 0 : ChartTuning.titleHeight) + ChartTuning.axisTitleHeight
  }

  /// The colours: both signs as far, up to a quantile, so that single outliers do not leave all others pale.
  public var colors: ValueColors {
    .diverging(reaching: reach ?? Self.quantile(map.values, ChartTuning.overlayQuantile))
  }

  /// A quantile of the sizes of all finite numbers, by linear interpolation; 0 of none.
  static func quantile(_ values: [Float], _ share: Double) -> Double {
    let sizes = values.lazy.filter(\.isFinite).map { abs(Double($0)) }.sorted()
    guard let last = sizes.last else { return 0 }
    let place = Double(sizes.count - 1) * share
    let low = Int(place)
    guard low + 1 < sizes.count else { return last }
    return sizes[low] + (sizes[low + 1] - sizes[low]) * (place - Double(low))
  }

  /// Says that numbers lie beyond the colours, where they do by much.
  private var note: String {
    guard let (low, high) = map.extremes else { return "" }
    let most = max(abs(Double(low)), abs(Double(high)))
    let end = colors.high
    guard most > end * ChartTuning.overlayRest else { return "" }
    return
      "Colours end at ±\(NumberText.significant(end)); the largest number is \(NumberText.significant(most)) in size."
  }

  /// The sides of the image in a room: whole pixels for each of its own where these are large.
  private func sides(in room: Size) -> Size {
    let (columns, rows) =
      picture.columns > 0 && picture.rows > 0 ? (picture.columns, picture.rows) : (map.columns, map.rows)
    guard columns > 0, rows > 0 else { return Size(0, 0) }
    let cell = min(room.width / Double(columns), room.height / Double(rows), ChartTuning.largestPixel)
    let whole = cell >= 2 ? cell.rounded(.down) : cell
    // The thinnest image is a pixel of the page wide.
    return Size(max(1, Double(columns) * whole), max(1, Double(rows) * whole))
  }

  /// Draws into a frame. Cost: linear in pixels and numbers, and that of sorting the numbers.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    let colors = colors
    let key = ColorBar(colors: colors, title: unit)
    let top = frame.minY + head
    let height = frame.maxY - top - (note.isEmpty ? 0 : Self.noteHeight)
    let across = frame.size.width - key.room(height: height) - (hasPicture ? Self.gap : 0)
    let side = sides(in: Size(across / (hasPicture ? 2 : 1), height))
    guard across >= 4, height >= 2, side.width > 0 else { return }
    var left = frame.minX
    if hasPicture {
      let own = Rect(Point(left, top), side)
      canvas.text("input", .legend, at: Point(left, top - 6), maxWidth: side.width)
      drawPicture(own, on: &canvas)
      left += side.width + Self.gap
    }
    let plot = Rect(Point(left, top), side)
    let pixels = OverlayPixels(self, colors)
    canvas.image(
      .init(
        frame: plot, columns: pixels.columns, rows: pixels.rows,
        pixels: pixels.pixels, title: title.isEmpty ? summary : title))
    canvas.lines(segments?.lines(in: plot) ?? [], .text(.detail), width: ChartTuning.gridWidth)
    canvas.frames([plot])
    key.draw(rightOf: plot, on: &canvas)
    canvas.text(
      note, .legend, at: Point(frame.minX, plot.maxY + Self.noteHeight - 4), maxWidth: frame.size.width)
  }

  private func drawPicture(_ frame: Rect, on canvas: inout Canvas) {
    let shown = picture.pooled(most: ChartTuning.mostOverlayPixels)
    let pixels: ImagePixels =
      shown.isColor
      ? .rgb(shown.bytes) : .levels(shown.bytes.map { ColorScale.level(Double($0) / 255) }, .grey)
    canvas.image(
      .init(frame: frame, columns: shown.columns, rows: shown.rows, pixels: pixels, title: "input"))
    canvas.frames([frame])
  }
}
