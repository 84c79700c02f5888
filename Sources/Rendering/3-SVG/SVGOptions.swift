import DiagramModel

/// How a picture is written: its colours, its size on the page, and what it needs to stand inside another page.
public struct SVGOptions: Sendable, Hashable {
  /// Which colours the picture carries.
  public var theme: ThemeChoice
  /// A CSS selector that holds for a page's root, or another element around the picture, while the page is
  /// dark: the picture then follows the page's own switch instead of the reader's system. It is written
  /// into a style sheet as it is, so it must not come from a model; see ``isSelector(_:)``.
  public var darkSelector: String?
  /// How large the picture says it is.
  public var size: PictureSize
  /// Whether styles reach this picture only, so that several may stand in one page.
  public var isFragment: Bool
  /// The start of all ids; nil for a name made from the content. See ``isIdentifier(_:)``.
  public var idPrefix: String?
  /// What the picture stands on.
  public var background: Background

  /// Makes options; the defaults are those of the command line.
  public init(
    theme: ThemeChoice = .light, darkSelector: String? = nil, size: PictureSize = .natural,
    isFragment: Bool = false, idPrefix: String? = nil, background: Background = .automatic
  ) {
    self.theme = theme
    self.darkSelector = darkSelector
    self.size = size
    self.isFragment = isFragment
    self.idPrefix = idPrefix
    self.background = background
  }

  /// Whether text can be a CSS selector: it can't end the rule or the style sheet it is written into.
  public static func isSelector(_ text: String) -> Bool {
    !text.isEmpty
      && !text.unicodeScalars.contains { "{};<>&@\\".unicodeScalars.contains($0) || $0.value < 32 }
  }

  /// Whether text can begin an id: a letter, then letters, digits, `-` and `_`.
  public static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}

/// How large a picture says it is.
public enum PictureSize: Sendable, Hashable {
  /// As large as it was laid out, smaller where a page is narrower.
  case natural
  /// As wide as the page allows.
  case fluid
  /// Fitted into a box of CSS pixels; a missing side follows from the other.
  case box(width: Double?, height: Double?)

  /// Reads `natural`, `fluid`, `800x600`, `800x` or `x600`; nil for anything else. Sides go from 1 to 100,000.
  public init?(_ text: String) {
    switch text {
    case "natural": self = .natural
    case "fluid": self = .fluid
    default:
      let sides = text.split(separator: "x", omittingEmptySubsequences: false)
      guard sides.count == 2, text != "x" else { return nil }
      let numbers = sides.map { Int($0).map(Double.init) }
      for (side, number) in zip(sides, numbers) where !side.isEmpty {
        guard let number, (1...100_000).contains(number), side.first != "+" else { return nil }
      }
      self = .box(width: numbers[0], height: numbers[1])
    }
  }

  /// The size in CSS pixels of a picture that was laid out in a natural size.
  public func pixels(of natural: Size) -> Size {
    guard case .box(let width, let height) = self, natural.width > 0, natural.height > 0 else {
      return natural
    }
    return Size(
      width ?? (height ?? natural.height) * natural.width / natural.height,
      height ?? (width ?? natural.width) * natural.height / natural.width)
  }
}
