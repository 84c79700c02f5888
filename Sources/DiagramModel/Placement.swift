/// A diagram with every position found.
///
/// Each panel's placement is in local coordinates: the origin is the panel's upper left corner. The
/// panel's box in the enclosing panel says where that corner goes. Panels with equal layout keys have
/// equal placements.
public struct Placement: Sendable, Equatable {
  /// By panel number, as in ``Diagram/panels``.
  public var panels: [PanelPlacement]
  /// Where the overview, details and tables stand; nil where the first panel is all there is.
  public var page: PagePlacement?

  /// Makes a placement.
  public init(panels: [PanelPlacement]) { self.panels = panels }
}

/// Where things stand in one panel, in the panel's coordinates.
public struct PanelPlacement: Sendable, Equatable {
  /// The panel's size, without the sheets of a stack.
  public var size: Size
  /// The upper left corner of the header's text, where there is a header.
  public var header: Point?
  /// By box: where it stands and how large it is (an open block's size is its panel's).
  public var boxes: [Rect]
  /// By link: its way.
  public var routes: [Route]
  /// By port of ``Panel/inputs``: where the value crosses the border.
  public var inputs: [Point]
  /// By port of ``Panel/outputs``: where the value crosses the border.
  public var outputs: [Point]
  /// Labels that found room.
  public var labels: [PlacedLabel]
  /// Labels of lines from the end of a column to the start of the next, where the panel is cut into columns.
  public var seams: [PlacedSeam] = []
  /// By port of ``Panel/inputs``: the rectangle that its label's text fills, where there is one.
  public var inputLabels: [Rect?] = []
  /// By level of ``Panel/scales``: where its label stands, and the line below it; empty for a panel that is no U.
  public var levels: [PlacedLevel] = []
  /// The upper left corner of room in the panel that nothing stands in, down to its lower right corner; nil where there
  /// is none.
  public var room: Point?

  /// Makes a panel's placement.
  public init(
    size: Size, header: Point? = nil, boxes: [Rect] = [], routes: [Route] = [],
    inputs: [Point] = [], outputs: [Point] = [], labels: [PlacedLabel] = []
  ) {
    self.size = size
    self.header = header
    self.boxes = boxes
    self.routes = routes
    self.inputs = inputs
    self.outputs = outputs
    self.labels = labels
  }
}

/// Where the parts of a page stand, from its upper left corner, without the page's margin.
public struct PagePlacement: Sendable, Equatable {
  /// The size of all of it.
  public var size: Size
  /// The upper left corner of the overview.
  public var overview: Point
  /// By detail: the upper left corner of its title; its panel follows ``Metrics/captionHeight`` below.
  public var details: [Point]
  /// By table: the room it fills.
  public var tables: [Rect]
  /// Whether legend and caption stand to the right of the picture, because it is high and narrow; else below.
  public var hasNotesBeside = false

  /// Makes a page.
  public init(size: Size, overview: Point = Point(0, 0), details: [Point] = [], tables: [Rect] = []) {
    self.size = size
    self.overview = overview
    self.details = details
    self.tables = tables
  }
}

/// The label of one output port, with its place.
public struct PlacedLabel: Sendable, Equatable {
  /// The box whose output port it belongs to.
  public var box: Int
  /// The port.
  public var port: Int
  /// The rectangle that the text fills.
  public var rect: Rect

  /// Makes a label.
  public init(box: Int, port: Int, rect: Rect) {
    self.box = box
    self.port = port
    self.rect = rect
  }
}

/// The way of one line.
public struct Route: Sendable, Equatable {
  /// One piece of a way.
  public enum Segment: Sendable, Hashable {
    /// A straight piece to a point.
    case line(Point)
    /// A cubic Bézier piece: two control points and the end.
    case curve(Point, Point, Point)

    /// Where the piece ends.
    public var end: Point {
      switch self {
      case .line(let end), .curve(_, _, let end): end
      }
    }
  }

  /// Where the way starts.
  public var start: Point
  /// Its pieces, in order.
  public var segments: [Segment]
  /// Whether it ends in an arrowhead: it does at a card or pill, not at a border it crosses.
  public var hasArrow: Bool

  /// Makes a way.
  public init(start: Point, segments: [Segment] = [], hasArrow: Bool = true) {
    self.start = start
    self.segments = segments
    self.hasArrow = hasArrow
  }

  /// Where the way ends.
  public var end: Point { segments.last?.end ?? start }
}
