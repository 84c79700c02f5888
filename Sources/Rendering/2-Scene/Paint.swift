import DiagramModel

/// A colour by its role; a theme decides how a role looks.
public enum Paint: Sendable, Hashable {
  /// The ground of the page.
  case page
  /// An operator's card.
  case card
  case cardBorder
  /// A closed block's card.
  case block
  case blockBorder
  /// The ground of an open block, by depth: 1 and up.
  case panel(Int)
  case panelBorder
  /// An input's or output's pill.
  case pill
  case pillBorder
  /// Lines and their arrowheads.
  case line
  /// The curve of an activation, or the bars of a softmax.
  case curve
  /// Their axes.
  case axis
  /// The pill of a `×N`.
  case badge
  /// Text on cards, pills and panels.
  case text(TextStyle)
  /// Text on a closed block's card.
  case blockText(TextStyle)
  /// The stripe of an operator's card, by the kind's stable name.
  case kind(String)
  /// The ground of a card that is coloured by its share of the whole.
  case heat(HeatLevel)
  /// The lines behind a chart.
  case grid
  /// The axes of a chart, and the rules of a table.
  case chartAxis
  /// The ground of what has no value.
  case missing
  /// A series of a chart, by its number from 0 on.
  case series(Int)
  /// A series' colour, paler.
  case tint(Int, Tint)
  /// An area of a series' class behind points, by how sure it is: from 0 to ``Paint/strongestWash``.
  case wash(Int, Int)
  /// A number as an image has it, for shapes: a level of a scale. No value is as ``missing``.
  case level(ColorScale, UInt8)
  /// Text on a ground of that colour.
  case onLevel(ColorScale, UInt8)
  /// The mark of a finding.
  case flag(FlagLevel)

  /// The highest step of ``wash(_:_:)``.
  public static let strongestWash = 4

  /// How pale a colour is.
  public enum Tint: Int, Sendable, Hashable, CaseIterable {
    /// Bands behind lines.
    case pale
    /// Lines behind stronger ones, and bands in the middle of pale ones.
    case middle
    /// Bars, and the innermost of bands.
    case strong
  }

  /// The part of a CSS class that names the role; only letters, digits and hyphens.
  var className: String {
    switch self {
    case .panel(let depth): "panel-\(depth)"
    case .text(let style): "text-\(style.rawValue)"
    case .blockText(let style): "block-\(style.rawValue)"
    case .kind(let name): "kind-\(Paint.letters(name))"
    case .heat(let level): level.name
    case .grid: "grid"
    case .chartAxis: "chart-axis"
    case .missing: "missing"
    case .series(let number): "series-\(number)"
    case .tint(let number, let tint): "tint-\(number)-\(tint.rawValue)"
    case .wash(let number, let step): "wash-\(number)-\(step)"
    case .level(let scale, let level): "level-\(scale.rawValue)-\(level)"
    case .onLevel(let scale, let level): "on-\(scale.rawValue)-\(level)"
    case .flag(let level): "flag-\(level.rawValue)"
    case .page: "page"
    case .card: "card"
    case .cardBorder: "card-border"
    case .block: "block"
    case .blockBorder: "block-border"
    case .panelBorder: "panel-border"
    case .pill: "pill"
    case .pillBorder: "pill-border"
    case .line: "line"
    case .curve: "curve"
    case .axis: "axis"
    case .badge: "badge"
    }
  }

  /// The name without anything that would need escaping in CSS.
  static func letters(_ name: String) -> String {
    String(decoding: name.utf8.prefix(40).filter(isLetter), as: UTF8.self)
  }

  /// Whether a byte is a letter of ASCII or a hyphen. No byte of another character is.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D
  }
}
