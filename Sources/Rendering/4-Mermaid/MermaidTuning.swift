/// How much a flowchart of Mermaid may hold.
///
/// They are the defaults of Mermaid's configuration, which GitHub and GitLab do not change and a chart can't
/// (`maxTextSize` and `maxEdges` are among its `secure` keys).
enum MermaidTuning {
  /// The most characters, in UTF-16 units as JavaScript counts. Beyond it Mermaid draws an error instead.
  static let mostCharacters = 50_000
  /// The most lines.
  static let mostLines = 500
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
