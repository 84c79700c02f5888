/// How much a flowchart of Mermaid may hold.
///
/// They are the defaults of Mermaid's configuration, which GitHub and GitLab do not change and a chart can't
/// (`maxTextSize` and `maxEdges` are among its `secure` keys).
enum MermaidTuning {
  /// The most characters, in UTF-16 units as JavaScript counts. Beyond it Mermaid draws an error instead.
  static let mostCharacters = 50_000
  /// The most lines.
  static let mostLines = 500
  /// The widest line of a box in CSS pixels. Mermaid breaks lines of 200 wherever there is a space; breaks of ours stand between words that
  /// belong together.
  static let mostLineWidth = 185.0
  /// The font size of Mermaid's themes in CSS pixels.
  static let fontSize = 16.0
  /// Room around the titles of open blocks, in CSS pixels: without any, the first box stands on its block's title, with arrowheads.
  static let titleMargin = #"{"top": 2, "bottom": 14}"#
  /// The longest title or description for those who can't see a chart.
  static let mostToldCharacters = 1000
  /// How much of its kind's colour a box has, white being the rest: so little that black text can be read on it.
  static let tint = 0.14
  /// The ground and the border of open blocks: a grey that shows on white and on black, and how much of it covers what is below.
  static let panelGrey = Color(0x8091A5)
  /// The share of that grey in a ground, as two hexadecimal digits.
  static let panelOpacity = "1a"
}

/// Why Mermaid would not draw a chart.
public enum MermaidExcess: Error, Sendable, Equatable {
  /// More lines than it takes.
  case lines(Int, most: Int)
  /// More text than it takes.
  case characters(Int, most: Int)
}
