/// How a summary is written.
public struct SummaryStyle: Sendable, Equatable {
  /// The kinds of text.
  public enum Form: Sendable, Equatable {
    /// A terminal or a text file: columns.
    case text
    /// A page of documentation: a Markdown table.
    case markdown
    /// One line for each block and operator, of which none depends on another: for comparing versions.
    case lines
  }

  /// The kind of text.
  public var form: Form
  /// How deep blocks are followed; nil for all.
  public var depth: Int?
  /// The columns that a line may have; nil for as many as it takes.
  public var width: Int?
  /// Whether escape sequences set colours.
  public var isColored: Bool

  /// Makes a style.
  public init(form: Form = .text, depth: Int? = nil, width: Int? = nil, isColored: Bool = false) {
    self.form = form
    self.depth = depth
    self.width = width
    self.isColored = isColored
  }
}
