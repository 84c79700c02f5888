import DiagramModel
import TextMetrics

/// The notes below or beside a picture: the legend's chips in rows, then the caption in lines.
struct Notes {
  /// The room it takes.
  let size: Size
  /// Where each chip's row and text begin, from the notes' upper left corner.
  private var chips: [(entry: LegendEntry, at: Point)] = []
  private var lines: [(line: TextLine, at: Point)] = []

  /// Between the picture and its notes.
  static let gap = 18.0
  /// A picture narrower than this is widened for its notes.
  static let leastWidth = 260.0
  /// Notes beside a picture are so wide, or narrower: one chip in a row.
  static let besideWidth = 150.0
  private static let chip = 9.0
  private static let chipGap = 5.0
  private static let entryGap = 14.0
  private static let rowHeight = 17.0
  private static let captionGap = 4.0

  /// Sets the notes of a diagram into a width. Linear in their length.
  init(_ diagram: Diagram, width: Double) {
    var (x, y, widest) = (0.0, 0.0, 0.0)
    for entry in diagram.legend {
      let room = Self.chip + Self.chipGap + entry.text.width
      if x > 0, x + room > width {
        x = 0
        y += Self.rowHeight
      }
      chips.append((entry, Point(x, y)))
      widest = max(widest, x + room)
      x += room + Self.entryGap
    }
    if !chips.isEmpty { y += Self.rowHeight }
    if let caption = diagram.caption {
      if y > 0 { y += Self.captionGap }
      for line in wrapped(caption.text, style: caption.style, width: width) {
        lines.append((line, Point(0, y)))
        widest = max(widest, line.width)
        y += line.style.lineHeight
      }
    }
    size = Size(widest, y)
  }

  /// Where a picture and its notes stand, and the room that both take: the picture in the middle above its notes, or to the
  /// left of them.
  func sheet(around picture: Size, isBeside: Bool) -> (size: Size, picture: Point, notes: Point) {
    guard size.height > 0 else { return (picture, Point(0, 0), Point(0, 0)) }
    if isBeside {
      let height = max(picture.height, size.height)
      return (
        Size(picture.width + Self.gap + size.width, height), Point(0, 0),
        Point(picture.width + Self.gap, height - size.height)
      )
    }
    let width = max(picture.width, size.width)
    return (
      Size(width, picture.height + Self.gap + size.height), Point((width - picture.width) / 2, 0),
      Point(0, picture.height + Self.gap)
    )
  }

  /// The notes with their upper left corner at a point.
  func items(at origin: Point) -> [Scene.Item] {
    guard !chips.isEmpty || !lines.isEmpty else { return [] }
    var items: [Scene.Item] = [.begin(.init(role: .notes))]
    for (entry, at) in chips {
      let top = origin.y + at.y
      let middle = top + entry.text.style.lineHeight / 2
      let frame = Rect(Point(origin.x + at.x, middle - Self.chip / 2), Size(Self.chip, Self.chip))
      items.append(Self.chip(entry, in: frame))
      let left = origin.x + at.x + Self.chip + Self.chipGap
      items.append(.text(CardPainter.text(entry.text, at: Point(left, top), fill: .text(entry.text.style))))
    }
    for (line, at) in lines {
      items.append(.text(CardPainter.text(line, at: origin + at, fill: .text(line.style))))
    }
    items.append(.end)
    return items
  }

  private static func chip(_ entry: LegendEntry, in frame: Rect) -> Scene.Item {
    switch entry.key {
    case .kind(let name): .rect(.init(frame: frame, radius: 2, fill: .kind(name), stroke: nil))
    // Light colours need an edge.
    case .heat(let level): .rect(.init(frame: frame, radius: 2, fill: .heat(level), stroke: .cardBorder))
    case .region: .path(DetailPainter.border(ofRegion: frame, radius: 2))
    }
  }
}
