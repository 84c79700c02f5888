import DiagramModel

/// Colours by role, as plain data.
public struct Theme: Sendable, Equatable {
  /// The ground of the page.
  public var page: Color
  /// An operator's card.
  public var card: Color
  /// Its border.
  public var cardBorder: Color
  /// A closed block's card.
  public var block: Color
  /// Its border.
  public var blockBorder: Color
  /// Grounds of open blocks by depth, the first for depth 1; deeper ones take the last.
  public var panels: [Color]
  /// The border of an open block.
  public var panelBorder: Color
  /// An input's or output's pill.
  public var pill: Color
  /// Its border.
  public var pillBorder: Color
  /// Lines and arrowheads.
  public var line: Color
  /// The curve of an activation: in the colour of its kind, but on paper as strong as text.
  public var curve: Color
  /// The axes behind it, which have to step back.
  public var axis: Color
  /// The pill of a `×N`.
  public var badge: Color
  /// The text on it.
  public var badgeText: Color
  /// Names: operators, blocks, inputs and outputs.
  public var strongText: Color
  /// Telling attributes.
  public var text: Color
  /// Small print.
  public var quietText: Color
  /// The name of a closed block.
  public var blockStrongText: Color
  /// Its small print.
  public var blockText: Color
  /// Kinds of operators by their stable names, in the legend's order; the last also serves names that are
  /// not among them.
  public var kinds: [Kind]
  /// Grounds of cards by their share of the whole, the lowest first: all as readable as ``card``.
  public var heat: [Color]
  /// The lines behind a chart, which are barely seen.
  public var grid: Color
  /// The axes of a chart, and the rules of a table.
  public var chartAxis: Color
  /// The ground of what has no value.
  public var missing: Color
  /// Series of a chart in order; further ones begin again. After Okabe and Ito (2008), with lightness changed until all are
  /// seen on the page and apart without one sort of cones.
  public var series: [Color]
  /// Dashes that tell lines of series apart where colours do not; empty where they do.
  public var seriesDashes: [[Double]] = []
  /// How much of a series' colour each ``Tint`` has, the page having the rest.
  public var tints: [Double]
  /// How much of its colour an area of a class has, by the step of ``Paint/wash(_:_:)``: little, since points stand on it.
  public var washes = [0.07, 0.13, 0.19, 0.26, 0.34]
  /// The one colour of all such areas, where series have none of their own.
  public var washInk: Color?
  /// How far a photograph behind numbers goes from nothing to black, or to white on dark pages; 0 for none, where
  /// numbers are greys themselves.
  public var photograph = 0.32
  /// Colours of findings by ``FlagLevel``.
  public var flags: [Color]
  /// The colours of images.
  public var palettes: Palettes

  /// One kind's colour.
  public struct Kind: Sendable, Equatable {
    /// The stable name.
    public var name: String
    /// The colour.
    public var color: Color
    /// What takes the colour's place where there are none; nil where there are.
    public var texture: Texture?

    init(_ name: String, _ rgb: UInt32) {
      self.name = name
      self.color = Color(rgb)
    }
  }

  /// The colour of a role.
  public func color(_ paint: Paint) -> Color {
    switch paint {
    case .page: page
    case .card: card
    case .cardBorder: cardBorder
    case .block: block
    case .blockBorder: blockBorder
    case .panel(let depth): panels.isEmpty ? page : panels[min(max(depth, 1), panels.count) - 1]
    case .panelBorder: panelBorder
    case .pill: pill
    case .pillBorder: pillBorder
    case .line: line
    case .curve: curve
    case .axis: axis
    case .badge: badge
    case .text(let style): text(style)
    case .blockText(let style): style.isBold ? blockText(style) : blockText
    case .grid: grid
    case .chartAxis: chartAxis
    case .missing: missing
    case .series(let number): series.isEmpty ? line : series[max(0, number) % series.count]
    case .tint(let number, let tint): page.mixed(with: color(.series(number)), share: tints[tint.rawValue])
    case .wash(let number, let step):
      page.mixed(
        with: washInk ?? color(.series(number)), share: washes[min(max(step, 0), washes.count - 1)])
    case .level(_, ColorScale.noValue): missing
    case .level(let scale, let level): palettes.color(scale, level)
    case .onLevel(let scale, let level): ink(on: color(.level(scale, level)))
    case .flag(let level): flags[level.rawValue]
    case .heat(let level): heat.isEmpty ? card : heat[min(level.rawValue, heat.count - 1)]
    case .kind(let name): kinds.first { $0.name == name }?.color ?? kinds.last?.color ?? line
    }
  }

  /// The texture of a kind, by its stable name; nil where the theme has colours.
  func texture(ofKind name: String) -> Texture? {
    (kinds.first { $0.name == name } ?? kinds.last)?.texture
  }

  /// The colour of text on a ground: that of names, or of the page, or else black or white, of which one has a contrast of 4.5 at
  /// least on any colour.
  private func ink(on ground: Color) -> Color {
    [strongText, page, Color(0), Color(0xFFFFFF)].first { $0.contrast(with: ground) >= 4.5 } ?? strongText
  }

  private func text(_ style: TextStyle) -> Color {
    switch style {
    case .op, .title, .terminal, .caption, .heading: strongText
    case .detail, .cell, .head: text
    case .badge: badgeText
    case .small, .subtitle, .label, .legend, .tick: quietText
    }
  }

  private func blockText(_ style: TextStyle) -> Color { style == .badge ? badgeText : blockStrongText }
}
