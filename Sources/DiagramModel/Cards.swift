/// A line of text with its style and measured width.
public struct TextLine: Sendable, Hashable {
  /// The text as drawn: one line, shortened, without control characters; still to be escaped.
  public var text: String
  /// What it is; a style decides size and weight here and colour in the theme.
  public var style: TextStyle
  /// The measured width in CSS pixels.
  public var width: Double

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
  /// The legend and the caption.
  case legend

  /// The font size in CSS pixels.
  public var fontSize: Double {
    switch self {
    case .op, .title: 12
    case .terminal: 11.5
    case .detail, .badge: 11
    case .subtitle, .legend: 10
    case .small: 10
    case .label: 9
    }
  }

  /// Whether the font is bold (weight 600–700).
  public var isBold: Bool {
    switch self {
    case .op, .title, .badge: true
    default: false
    }
  }

  /// The height of one line of such text, leading included.
  public var lineHeight: Double { (fontSize * 1.3).rounded(.up) }
}

/// What stands on the card of an operator or a closed block.
public struct Card: Sendable, Hashable {
  /// Whether an operator or a block.
  public enum Form: Sendable, Hashable {
    /// One operator: white, a stripe in its kind's colour.
    case op
    /// A closed block: tinted.
    case block
  }

  /// Whether an operator or a block.
  public var form: Form
  /// The kind's stable name, the key to its colour in a theme (`convolution`).
  public var kind: String
  /// The operator (`Conv`, `com.microsoft::FusedConv`) or the scope path, as in the model; hostile text.
  public var identity: String
  /// The heading: the operator's type or the block's title.
  public var heading: TextLine
  /// The telling attributes at the right of the heading, or nil.
  public var detail: TextLine?
  /// Lines below the heading.
  public var lines: [TextLine]
  /// Whether its weights are kept from training, which is drawn as a muted card.
  public var isFrozen = false
  /// How much it weighs, from 0 to ``Heat/most``, where colours say so; nil where they tell kinds.
  public var heat: Int?

  /// Makes a card.
  public init(
    form: Form, kind: String, identity: String, heading: TextLine, detail: TextLine? = nil,
    lines: [TextLine] = []
  ) {
    self.form = form
    self.kind = kind
    self.identity = identity
    self.heading = heading
    self.detail = detail
    self.lines = lines
  }
}

/// A model input or output, drawn as a pill.
public struct Terminal: Sendable, Hashable {
  /// Whether an input or an output.
  public var isInput: Bool
  /// The name.
  public var heading: TextLine

  /// Makes a terminal.
  public init(isInput: Bool, heading: TextLine) {
    self.isInput = isInput
    self.heading = heading
  }
}

/// The distances that cards, panels and layout agree on, in CSS pixels.
public enum Metrics {
  /// Width of the coloured stripe at the left of an operator's card.
  public static let stripe = 5.0
  /// From a card's edge (or its stripe) to its text, left and right.
  public static let cardPaddingX = 10.0
  /// From a card's edge to its text, above and below.
  public static let cardPaddingY = 6.0
  /// Between a card's heading and its detail.
  public static let headingGap = 14.0
  /// From a badge's text to the end of its pill, left and right. A badge as a card's detail lets its pill
  /// reach this far into the card's padding and the heading's gap, so it needs no room of its own.
  public static let badgePadding = 5.0
  /// Between a header's line and the pill of the badge that follows it.
  public static let badgeGap = 8.0
  /// How far each sheet of a stack is offset right and up from the one in front.
  public static let sheetOffset = 4.0
  /// How many sheets are drawn behind a stack.
  public static let sheetCount = 2
  /// From a panel's border to its header text, left and top.
  public static let headerInset = 10.0
  /// From a panel's border to the boxes inside, at the sides.
  public static let panelPadding = 16.0
}
