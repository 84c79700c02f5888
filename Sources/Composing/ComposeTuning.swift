/// All numbers that composing was tuned with; widths are CSS pixels.
///
/// They were found by looking at pictures of real models: wider texts make pictures wider than a page and
/// lines longer, narrower ones cut more names. A change to any of them changes pictures.
enum ComposeTuning {
  /// The widest heading and the widest line of an operator's card: most names of types and layers are uncut.
  static let mostCardText = 210.0
  /// The widest of a closed block's card, of which a picture has fewer.
  static let mostBlockText = 270.0
  /// The widest detail beside a heading.
  static let mostDetail = 130.0
  /// A layer's name and weights share a line up to this width, so that no line looks cut off.
  static let mostJoinedLine = 189.0
  /// The widest name plate of an open block whose title and class share a line. A wider one would push the
  /// block's first line, and so its whole flow, to the right.
  static let mostJoinedHeader = 165.0
  /// The widest line of a name plate otherwise, and the widest name in a caption.
  static let mostHeaderLine = 200.0
  /// The widest name of an input or output.
  static let mostTerminalName = 200.0
  /// The widest text beside a line.
  static let mostLabel = 140.0
  /// A closed block of up to this many operators names them instead of counting them.
  static let mostNamedOperators = 3
  /// The most functions of which a picture shows the curve, against files with thousands of different slopes.
  static let mostCurves = 200
  /// The most attributes in a tooltip.
  static let mostTooltipAttributes = 12
  /// The most letters of one table: nobody keeps more in mind. Beyond that only numbers on cards have letters, or none.
  static let mostLetters = 7
  /// The most rows of a table; beyond that it says between what numbers each letter is.
  static let mostRows = 10
  /// The most equations below a table: more are harder to read than the rows that they save.
  static let mostEquations = 4
  /// A note below a table is broken into lines no narrower than this.
  static let leastNote = 280.0
  /// The widest cell of a table.
  static let mostCell = 130.0
}
