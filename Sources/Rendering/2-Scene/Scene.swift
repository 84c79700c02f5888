import DiagramModel

/// A picture after layout, in painting order and in page coordinates: no models, no layout, no colours.
///
/// A flat list rather than a tree of groups, so that neither painting nor freeing it recurses, however
/// deeply blocks nest: ``Item/begin(_:)`` and ``Item/end`` bracket a group.
public struct Scene: Sendable, Equatable {
  /// The page's size, margins included.
  public var size: Size
  /// The picture's accessible name.
  public var title: String
  /// The picture's accessible description.
  public var summary: String
  /// The things to paint, the lowest first.
  public var items: [Item]

  /// One thing to paint, or the start or end of a group.
  public enum Item: Sendable, Equatable {
    case begin(Group)
    case end
    case rect(Rectangle)
    case path(Path)
    case text(Text)
    case image(Image)
  }

  /// Makes a scene.
  public init(size: Size, title: String, summary: String, items: [Item]) {
    (self.size, self.title, self.summary, self.items) = (size, title, summary, items)
  }

  /// Whether an image is among the items.
  public var hasImages: Bool { items.contains { if case .image = $0 { true } else { false } } }

  /// Whether a chart is among them.
  var hasCharts: Bool {
    items.contains { item in
      if case .begin(let group) = item, case .chart = group.role { true } else { false }
    }
  }

  /// Items that belong together, with the facts that a page's script or style may use.
  public struct Group: Sendable, Equatable {
    /// The role of the group.
    public var role: Role
    /// The name in the model; hostile text.
    public var name: String?
    /// The tooltip; hostile text.
    public var tooltip: String?
    /// What the group shows, for those who do not see it; hostile text.
    public var summary: String?
    /// The number of the outline's item that the group shows.
    public var item: Int?
    /// The pen that lines of the group are drawn with unless they have colours themselves.
    public var pen: Pen?

    /// Makes a group.
    public init(
      role: Role, name: String? = nil, tooltip: String? = nil, summary: String? = nil, item: Int? = nil,
      pen: Pen? = nil
    ) {
      (self.role, self.name, self.tooltip, self.summary) = (role, name, tooltip, summary)
      (self.item, self.pen) = (item, pen)
    }

    /// A pen.
    public struct Pen: Sendable, Equatable {
      /// The colour.
      public var stroke: Paint
      /// The width in CSS pixels.
      public var width: Double
    }

    /// The roles of groups.
    public enum Role: Sendable, Equatable {
      /// An operator: its kind and its type as in the model.
      case op(kind: String, type: String)
      /// A closed block: its scope.
      case closedBlock(scope: String)
      /// An open block: its scope.
      case openBlock(scope: String)
      /// A kind of block, drawn once for all of them: its letter.
      case detail(letter: String)
      /// What only some of the blocks have that a detail stands for.
      case region
      /// The letter and title above a detail: its letter.
      case caption(letter: String)
      /// A letter on a card, perhaps with a number: that of the detail that shows what is inside.
      case letter(String)
      /// A table of what differs between blocks of a kind.
      case table
      /// A row of a table: the boxes that it is about, as items of the outline.
      case row(items: [Int])
      /// The labels of a U's levels, and the lines between them.
      case levels
      /// A model input or output.
      case terminal(isInput: Bool)
      /// The lines of one panel.
      case links
      /// The tiny drawing on a card, which says nothing that its texts do not.
      case glyph
      /// The legend, or the caption.
      case notes
      /// A chart: its kind in lower-case letters and hyphens.
      case chart(kind: String)
      /// What is remarkable about what a page shows.
      case finding(FlagLevel)
    }
  }

  /// An upright rectangle.
  public struct Rectangle: Sendable, Equatable {
    /// Where it is.
    public var frame: Rect
    /// The corners' radius, 0 for sharp ones.
    public var radius: Double
    /// The colour inside.
    public var fill: Paint
    /// The outline's colour, if any.
    public var stroke: Paint?

    /// Makes a rectangle.
    public init(frame: Rect, radius: Double = 0, fill: Paint, stroke: Paint? = nil) {
      (self.frame, self.radius, self.fill, self.stroke) = (frame, radius, fill, stroke)
    }
  }

  /// A way or an outline.
  public struct Path: Sendable, Equatable {
    /// Where it starts.
    public var start: Point
    /// Its pieces, in order.
    public var steps: [Step]
    /// The colour inside, if any.
    public var fill: Paint?
    /// The outline's colour, if any. A path without fill and stroke takes its group's pen.
    public var stroke: Paint?
    /// The outline's width in CSS pixels, where it is not 1.
    public var width: Double?
    /// Whether the outline is dashed.
    public var isDashed = false
    /// Whether the dashes are short.
    public var hasShortDashes = false
    /// Whether ends are round: a piece without length is then a dot as wide as the outline.
    public var hasRoundEnds = false
    /// For a line between boxes, the value's name in the model; hostile text.
    public var link: String?

    /// Makes a way; without a fill and a stroke it has its group's pen.
    public init(
      start: Point, steps: [Step], fill: Paint? = nil, stroke: Paint? = nil, width: Double? = nil,
      isDashed: Bool = false, hasShortDashes: Bool = false, link: String? = nil
    ) {
      (self.start, self.steps, self.fill, self.stroke) = (start, steps, fill, stroke)
      (self.width, self.isDashed, self.hasShortDashes, self.link) = (width, isDashed, hasShortDashes, link)
    }

    /// The smallest upright rectangle around the ends of its pieces.
    var frame: Rect {
      var (low, high) = (start, start)
      for step in steps {
        let end: Point
        switch step {
        case .line(let point), .curve(_, _, let point), .corner(_, let point), .move(let point): end = point
        case .close: continue
        }
        low = Point(min(low.x, end.x), min(low.y, end.y))
        high = Point(max(high.x, end.x), max(high.y, end.y))
      }
      return Rect(low, Size(high.x - low.x, high.y - low.y))
    }

    /// One piece of a path.
    public enum Step: Sendable, Equatable {
      case line(Point)
      case curve(Point, Point, Point)
      /// A quarter of a circle of a radius, clockwise.
      case corner(Double, Point)
      /// A jump to the start of a new piece.
      case move(Point)
      case close
    }
  }

  /// A line of text.
  public struct Text: Sendable, Equatable {
    /// The text; still to be escaped.
    public var text: String
    /// Its size and weight.
    public var style: TextStyle
    /// Where the text is anchored, on its baseline.
    public var at: Point
    /// Which part of it stands at the point.
    public var anchor: Anchor
    /// Its colour.
    public var fill: Paint
    /// The parts set in italics, as offsets of Unicode scalars.
    public var italics: [Range<Int>] = []
    /// Whether the text reads upwards.
    public var isTurned = false

    /// Makes a line of text.
    public init(
      text: String, style: TextStyle, at: Point, anchor: Anchor = .start, fill: Paint,
      italics: [Range<Int>] = [],
      isTurned: Bool = false
    ) {
      (self.text, self.style, self.at, self.anchor, self.fill) = (text, style, at, anchor, fill)
      (self.italics, self.isTurned) = (italics, isTurned)
    }

    /// Which part of a text its point is.
    public enum Anchor: String, Sendable, Equatable { case start, middle, end }
  }

  /// A grid of pixels, scaled to a frame without blurring.
  public struct Image: Sendable, Equatable {
    /// Where it is.
    public var frame: Rect
    /// Pixels a row.
    public var columns: Int
    /// Rows of pixels.
    public var rows: Int
    /// The pixels, from the top left, row by row. Missing ones are 0.
    public var pixels: Pixels
    /// What it shows, for those who do not see it; hostile text.
    public var title: String

    /// What pixels are made of.
    public typealias Pixels = ImagePixels

    /// Makes an image.
    public init(frame: Rect, columns: Int, rows: Int, pixels: Pixels, title: String) {
      (self.frame, self.columns, self.rows) = (frame, columns, rows)
      (self.pixels, self.title) = (pixels, title)
    }
  }
}
