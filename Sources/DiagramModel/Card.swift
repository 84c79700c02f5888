/// The content of the card of an operator or a closed block.
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
  /// Letters of the details that show what is inside, with how many there are of each in a row, at the right of the heading.
  public var badges: [TextLine] = []
  /// Lines below the heading.
  public var lines: [TextLine]
  /// What the operator computes as a small drawing at the right of the heading, behind the detail; or nil.
  public var glyph: Glyph?
  /// Whether the drawing stands at the right of the first of ``lines`` instead: it shows only what comes last.
  public var hasGlyphBelow = false
  /// How the weights behind it are distributed, as a small drawing below all lines; or nil.
  public var spark: Spark?
  /// What went through it, as a small picture below all lines; or nil.
  public var picture: CardPicture?
  /// Whether its weights are kept from training, which is drawn as a muted card.
  public var isFrozen = false
  /// How much of the whole it takes, where colours show that; nil where they show kinds.
  public var heat: HeatLevel?

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
  /// What came in or went out, as a small picture below the name; or nil.
  public var picture: CardPicture?

  /// Makes a terminal.
  public init(isInput: Bool, heading: TextLine) {
    self.isInput = isInput
    self.heading = heading
  }
}
