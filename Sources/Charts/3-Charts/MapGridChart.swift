import DiagramModel
import Rendering

/// Small heat maps in rows with names, in one scale of colours: the heads of attention, layer by layer. Some may be marked, and have a few words below.
public struct MapGridChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The rows, from the top.
  public var rows: [Row]
  /// What stands above the columns, as many as the longest row has maps, or none.
  public var columnLabels: [String]
  /// What the columns are together: `head`.
  public var columnTitle: String
  /// The colours of all maps.
  public var colors: ValueColors
  /// What the numbers are; beside the key.
  public var unit: String
  /// The longer side of a map, in CSS pixels; a little less where that makes cells of whole pixels.
  public var side: Double

  /// Maps beside each other.
  public struct Row: Sendable {
    /// What stands before it.
    public var label: String
    /// The maps, the first one left.
    public var maps: [Map]

    /// Makes a row.
    public init(_ label: String, _ maps: [Map]) { (self.label, self.maps) = (label, maps) }
  }

  /// One map.
  public struct Map: Sendable {
    /// The numbers.
    public var grid: NumberGrid
    /// Lines below it; one that is too wide is left out.
    public var words: [String]
    /// Whether a strong frame is around it.
    public var isMarked: Bool
    /// What it is about, for those who point at it, and for those who do not see it.
    public var tooltip: String

    /// Makes a map.
    public init(_ grid: NumberGrid, words: [String] = [], isMarked: Bool = false, tooltip: String = "") {
      (self.grid, self.words, self.isMarked, self.tooltip) = (grid, words, isMarked, tooltip)
    }
  }

  /// Makes a grid of maps.
  public init(
    title: String = "", _ rows: [Row], columnLabels: [String] = [], columnTitle: String = "",
    colors: ValueColors, unit: String = "", side: Double = 64
  ) {
    (self.title, self.rows, self.columnLabels, self.columnTitle) = (title, rows, columnLabels, columnTitle)
    (self.colors, self.unit) = (colors, unit)
    self.side = side.isFinite ? min(max(side, 4), 400) : 64
  }

  /// See ``Chart/kind``.
  public var kind: String { "map-grid" }

  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    let layout = MapGridLayout(self, side: side)
    return Size(max(layout.size.width, 200), layout.size.height)
  }

  /// See ``Chart/summary``.
  public var summary: String {
    let count = rows.reduce(0) { $0 + $1.maps.count }
    let marked = rows.flatMap { row in
      row.maps.filter(\.isMarked).map { ($0.tooltip.isEmpty ? [row.label] : [$0.tooltip]) + $0.words }
    }
    var text = "\(count) maps in \(rows.count) rows"
    if !marked.isEmpty {
      text += "; marked: " + marked.map { $0.joined(separator: ", ") }.joined(separator: "; ")
    }
    return text + "."
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let natural = MapGridLayout(self, side: side)
    let share = min(
      1, frame.size.width / max(natural.size.width, 1), frame.size.height / max(natural.size.height, 1))
    // Labels keep their size where maps give way.
    let layout = share < 1 ? MapGridLayout(self, side: side * share * share) : natural
    guard layout.size.width <= frame.size.width + 1, layout.size.height <= frame.size.height + 1 else {
      return
    }
    canvas.chartTitle(title, in: frame)
    layout.draw(self, at: frame.origin, on: &canvas)
  }
}
