/// A line of text with its style and measured width.
public struct TextLine: Sendable, Hashable {
  /// The text as drawn: one line, shortened, without control characters; still to be escaped.
  public var text: String
  /// The role; a style decides size and weight here and colour in the theme.
  public var style: TextStyle
  /// The measured width in CSS pixels.
  public var width: Double
  /// The parts set in italics, as offsets of Unicode scalars, ascending: letters that stand for numbers. They are as wide as
  /// upright ones.
  public var italics: [Range<Int>] = []

  /// Makes a line.
  public init(_ text: String, style: TextStyle, width: Double) {
    self.text = text
    self.style = style
    self.width = width
  }
}

/// The roles text plays. Size and weight are geometry and so live here; colours live in the theme.
public enum TextStyle: String, Sendable, Hashable, CaseIterable {
  /// An operator's type on a card.
  case op
  /// A card's telling attributes.
  case detail
  /// Weight dims, names and other small print on a card.
  case small
  /// A block's title, open or closed.
  case title
  /// A block's class, counts and parameters.
  case subtitle
  /// The `×N` of a stack.
  case badge
  /// An input's or output's name.
  case terminal
  /// A shape beside a line.
  case label
  /// The name of a detail, beside its letter.
  case caption
  /// A cell of a table.
  case cell
  /// The head of a column.
  case head
  /// The legend and the caption.
  case legend
  /// A number at an axis, a row or a column of a chart.
  case tick
  /// The heading of a page of charts and tables.
  case heading

  /// The font size in CSS pixels.
  public var fontSize: Double {
    switch self {
    case .heading: 17
    case .caption: 13
    case .op, .title: 12
    case .terminal: 11.5
    case .detail, .badge: 11
    case .subtitle, .legend: 10
    case .small, .cell, .head: 10
    case .label, .tick: 9
    }
  }

  /// Whether the font is bold (weight 600–700).
  public var isBold: Bool {
    switch self {
    case .op, .title, .badge, .caption, .head, .heading: true
    default: false
    }
  }

  /// The height of one line of such text, leading included.
  public var lineHeight: Double { (fontSize * 1.3).rounded(.up) }
}
