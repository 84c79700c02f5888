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
  /// The size of a glyph, in the row of its card's heading: as high as that row's letters with their descenders.
  public static let glyph = Size(18, 12)
  /// The size of a histogram of weights below a card's text.
  public static let spark = Size(64, 14)
  /// How many bars it has.
  public static let sparkBars = 32
  /// Between that text and it.
  public static let sparkGap = 3.0
  /// The most room that a picture of a value takes below a card's text: a map, or states over time.
  public static let picture = Size(72, 48)
  /// Between a glyph and the text before it.
  public static let glyphGap = 9.0
  /// From a badge's text to the end of its pill, left and right. A badge as a card's detail lets its pill
  /// reach this far into the card's padding and the heading's gap, so it needs no further room.
  public static let badgePadding = 5.0
  /// Between a header's line and the pill of the badge that follows it.
  public static let badgeGap = 8.0
  /// How far each sheet of a stack is offset right and up from the one in front.
  public static let sheetOffset = 4.0
  /// How many sheets are drawn behind a stack.
  public static let sheetCount = 2
  /// From a panel's border to its header text, left and top.
  public static let headerInset = 10.0
  /// Between the letters on a card.
  public static let letterGap = 4.0
  /// From the top of a detail's title to its panel.
  public static let captionHeight = 40.0
  /// The height of a row of a table.
  public static let tableRow = 19.0
  /// The height of a line of small print below a table.
  public static let noteRow = 16.0
  /// Between columns of a table.
  public static let columnGap = 22.0
  /// From the ends of a table to its text.
  public static let cellPadding = 4.0
  /// From a panel's border to the boxes inside, at the sides.
  public static let panelPadding = 16.0
}
