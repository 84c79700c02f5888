import PageLayout

/// The form of a page.
public enum PageForm: Sendable, Hashable {
  /// One flow from top to bottom.
  case column
  /// An overview, and beside it the kinds of blocks that explain the model, each once, on a page of this shape.
  case page(PageShape)

  /// The page of a paper.
  public static let portrait = PageForm.page(.portrait)
  /// A slide.
  public static let landscape = PageForm.page(.landscape)

  /// The shape of a page; nil for a column.
  var shape: PageShape? {
    if case .page(let shape) = self { shape } else { nil }
  }

  /// A word for it, another one for each form.
  package var name: String {
    switch self {
    case .column: "column"
    case .portrait: "portrait"
    case .landscape: "landscape"
    case .page(let shape): "page \(shape.ratio)"
    }
  }

  /// Reads `column`, `portrait`, `landscape`, or a width and a height, `210x297`; nil for another text.
  public init?(_ text: String) {
    switch text {
    case "column": self = .column
    case "portrait": self = .portrait
    case "landscape": self = .landscape
    default:
      let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      guard sides.count == 2, sides.allSatisfy(Self.sides.contains) else { return nil }
      self = .page(PageShape(width: Double(sides[0]), height: Double(sides[1])))
    }
  }

  /// The sides that a page may have, in any unit.
  private static let sides = 1...100_000
}
