import DiagramModel
import Rendering
import TextMetrics

/// A page of charts and tables below a heading.
public struct Sheet: Sendable {
  /// The heading.
  public var title: String
  /// Short lines below it.
  public var lines: [String]
  /// What is remarkable, the most important first.
  public var findings: [Finding]
  /// What follows, from the top.
  public var sections: [Section]

  /// Makes a page.
  public init(_ title: String, lines: [String] = [], findings: [Finding] = [], sections: [Section] = []) {
    (self.title, self.lines, self.findings, self.sections) = (title, lines, findings, sections)
  }

  /// A part of a page.
  public struct Section: Sendable {
    /// Its title; none where empty.
    public var title: String
    /// Short lines below it.
    public var lines: [String]
    /// What it holds.
    public var content: Content

    /// Makes a section without a title.
    public init(_ content: Content) { self.init("", content) }

    /// Makes a section.
    public init(_ title: String, lines: [String] = [], _ content: Content) {
      (self.title, self.lines, self.content) = (title, lines, content)
    }

    /// What a section holds.
    public enum Content: Sendable {
      case table(SheetTable)
      /// Charts beside each other in their natural sizes, as many in a row as fit.
      case charts([any Chart])
      /// Charts of which one group is shown; see ``Sheet/page()``.
      case choice([ChartOption])
    }
  }

  /// The page as a scene, as wide as its widest part, its title and findings as words for those who do not see it.
  ///
  /// Cost: linear in cells and charts.
  public func scene() -> Scene {
    var layout = SheetLayout(self)
    return layout.scene()
  }
}
