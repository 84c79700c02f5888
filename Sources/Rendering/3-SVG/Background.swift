/// The ground that a picture stands on.
public enum Background: Sendable, Hashable {
  /// The page's own ground where a picture stands in one, else the theme's. An SVG stands in a page where it is dark, where it
  /// follows the page's switch, and where it is pasted into it: a box of another black would show there. A light
  /// SVG may be opened alone, a PNG is passed around, and paper is white: these have the theme's ground.
  case automatic
  /// The theme's ground: the picture can be read on any page.
  case theme
  /// None: whatever is below shows.
  case transparent
  /// One colour in all themes.
  case color(Color)

  /// Reads `auto`, `transparent`, `theme`, `white`, `black`, `#rgb` or `#rrggbb`; nil for anything else.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "auto": self = .automatic
    case "theme": self = .theme
    case "transparent": self = .transparent
    case "white": self = .color(Color(0xFFFFFF))
    case "black": self = .color(Color(0))
    default:
      guard text.utf8.first == UInt8(ascii: "#"), text.utf8.dropFirst().allSatisfy(Self.isDigit) else {
        return nil
      }
      let digits = text.dropFirst()
      guard digits.count == 3 || digits.count == 6 else { return nil }
      let all = digits.count == 6 ? String(digits) : digits.map { "\($0)\($0)" }.joined()
      guard let number = UInt32(all, radix: 16) else { return nil }
      self = .color(Color(number))
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// The text that ``init(_:)`` reads as this.
  public var text: String {
    switch self {
    case .automatic: "auto"
    case .theme: "theme"
    case .transparent: "transparent"
    case .color(let color): "#" + String(0x100_0000 | color.rgb, radix: 16).dropFirst()
    }
  }

  /// The ground of an SVG with options: `automatic` decided.
  func decided(_ options: SVGOptions) -> Background {
    guard self == .automatic else { return self }
    return options.theme == .dark || options.darkSelector != nil || options.isFragment ? .transparent : .theme
  }
}
