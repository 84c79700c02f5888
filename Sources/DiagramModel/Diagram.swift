/// The number of a panel in ``Diagram/panels``.
public typealias PanelID = Int

/// A picture before layout: panels of boxes joined by links, with every size but no position.
///
/// `panels[0]` is the page itself. An open block is a box whose content is another panel, so panels
/// form a tree. Text is already chosen, shortened and measured; layout sees only sizes.
public struct Diagram: Sendable, Equatable {
  /// Which way the data flows.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// From top to bottom.
    case down
    /// From left to right.
    case right
  }

  /// Which way the data flows.
  public var direction: Direction
  /// The page first, then every open block; a panel's number is lower than its inner panels'.
  public var panels: [Panel]
  /// Kinds of blocks that are drawn once beside the overview, by letter.
  public var details: [DetailPanel] = []
  /// What differs between the blocks that one detail stands for.
  public var tables: [DetailTable] = []
  /// The picture's accessible name: one line.
  public var title: String
  /// The picture's accessible description: a sentence or two.
  public var summary: String
  /// A line of small print below the picture, or nil.
  public var caption: TextLine?
  /// The kinds present, in the order the legend shows them; empty for no legend.
  public var legend: [LegendEntry]

  /// Makes a diagram.
  public init(
    direction: Direction = .down, panels: [Panel], title: String = "", summary: String = "",
    caption: TextLine? = nil, legend: [LegendEntry] = []
  ) {
    self.direction = direction
    self.panels = panels
    self.title = title
    self.summary = summary
    self.caption = caption
    self.legend = legend
  }
}

/// The page or one open block: boxes, the links between them, and ports on the border.
public struct Panel: Sendable, Equatable {
  /// The name plate; nil for the page.
  public var header: Header?
  /// The boxes inside, in the model's order.
  public var boxes: [Box]
  /// The lines inside this panel, in the order of their targets.
  public var links: [Link]
  /// By link: how well the page may be cut there; empty where it is not to be cut.
  public var seams: [Seam] = []
  /// By box: the tower that it is part of; empty where the panel is no pair of towers.
  public var towers: [Tower] = []
  /// Where boxes stand if the panel is to be a U; nil for a flow in the diagram's direction.
  public var scales: Scales?
  /// Values that come in across the border, in order of first use.
  public var inputs: [Port]
  /// Values that go out across the border, in order.
  public var outputs: [Port]
  /// Panels with equal keys have equal boxes' sizes, links, ports and header size, inner panels
  /// included: one layout serves them all. Layout may rely on it.
  public var layoutKey: Int
  /// How deep the panel is nested: 0 for the page.
  public var depth: Int
  /// Whether it is no block, but what only some of the blocks have that a detail stands for; its header says which.
  public var isRegion = false

  /// Makes a panel.
  public init(
    header: Header? = nil, boxes: [Box] = [], links: [Link] = [], inputs: [Port] = [],
    outputs: [Port] = [], layoutKey: Int = 0, depth: Int = 0
  ) {
    self.header = header
    self.boxes = boxes
    self.links = links
    self.inputs = inputs
    self.outputs = outputs
    self.layoutKey = layoutKey
    self.depth = depth
  }

  /// The name plate of an open block: lines of text in the upper left, of a size layout keeps clear of
  /// lines and boxes.
  public struct Header: Sendable, Hashable {
    /// The text, top line first.
    public var lines: [TextLine]
    /// The room it takes, without margins.
    public var size: Size

    /// Makes a header.
    public init(lines: [TextLine], size: Size) {
      self.lines = lines
      self.size = size
    }

    /// Makes a header with the room its lines take: below each other, but a badge to the right of the line
    /// before it.
    public init(lines: [TextLine]) {
      var size = Size(0, 0)
      var last = 0.0
      for line in lines {
        if line.style == .badge {
          last += Metrics.badgeGap + line.width + 2 * Metrics.badgePadding
          if size.height == 0 { size.height = line.style.lineHeight }
        } else {
          last = line.width
          size.height += line.style.lineHeight
        }
        size.width = max(size.width, last)
      }
      self.init(lines: lines, size: size)
    }
  }
}

/// One thing in a panel: an operator, a closed block, an open block, or an input or output.
public struct Box: Sendable, Equatable {
  /// The content of the box.
  public enum Content: Sendable, Equatable {
    /// An operator or a closed block.
    case card(Card)
    /// A model input or output.
    case terminal(Terminal)
    /// An open block, drawn as a panel.
    case panel(PanelID)
  }

  /// The content of the box.
  public var content: Content
  /// Its size; for an open block `(0, 0)`, since layout finds it. Without the sheets behind a stack.
  public var size: Size
  /// Values that come in, by port. A link's target names one of them.
  public var inputs: [Port]
  /// Values that go out, by port. A link's source names one of them.
  public var outputs: [Port]
  /// How many times the box stands for itself; above 1, sheets are drawn behind it.
  public var repeats: Int
  /// The name in the model (node name, scope path, value name); hostile text.
  public var name: String
  /// The text of the tooltip: full, unshortened; hostile text.
  public var tooltip: String
  /// The number of the outline's item that the box shows, for pages that show more about it.
  public var item: Int?

  /// Makes a box.
  public init(
    content: Content, size: Size, inputs: [Port] = [], outputs: [Port] = [], repeats: Int = 1,
    name: String = "", tooltip: String = ""
  ) {
    self.content = content
    self.size = size
    self.inputs = inputs
    self.outputs = outputs
    self.repeats = repeats
    self.name = name
    self.tooltip = tooltip
  }
}

extension Box {
  /// Whether it is an input or output of the model.
  public var isTerminal: Bool { if case .terminal = content { true } else { false } }
}

/// A place where a value crosses a border.
public struct Port: Sendable, Hashable {
  /// The value's name in the model; hostile text.
  public var value: String
  /// The text beside the line where it leaves this port (outputs of boxes, inputs of panels): mostly a shape.
  public var label: TextLine?

  /// Makes a port.
  public init(value: String, label: TextLine? = nil) {
    self.value = value
    self.label = label
  }
}

/// One line of a panel: from where a value is made or comes in to where it is used or goes out.
public struct Link: Sendable, Hashable {
  /// One end of a line.
  public enum End: Sendable, Hashable {
    /// A port of a box of this panel: an output port at the source, an input port at the target.
    case box(Int, port: Int)
    /// A port of the panel's border: of ``Panel/inputs`` at the source, ``Panel/outputs`` at the target.
    case border(Int)
  }

  /// How the line is drawn.
  public enum Style: Sendable, Hashable {
    /// Data.
    case data
    /// A value captured by a body from outside: dashed.
    case captured
  }

  /// Where the line starts.
  public var source: End
  /// Where it ends.
  public var target: End
  /// How it is drawn.
  public var style: Style
  /// The value's name in the model; hostile text.
  public var value: String

  /// Makes a link.
  public init(from source: End, to target: End, style: Style = .data, value: String = "") {
    self.source = source
    self.target = target
    self.style = style
    self.value = value
  }
}

/// A colour that the picture uses, and its meaning.
public struct LegendEntry: Sendable, Hashable {
  /// The meaning of a colour.
  public enum Key: Sendable, Hashable {
    /// A kind of operator, by its stable name, the key to its colour in a theme (`convolution`).
    case kind(String)
    /// A share of the whole.
    case heat(HeatLevel)
    /// A frame around what only some blocks have.
    case region

    /// The stable name.
    public var name: String {
      switch self {
      case .kind(let name): name
      case .heat(let level): level.name
      case .region: "region"
      }
    }
  }

  /// The meaning of the colour.
  public var key: Key
  /// The words beside it.
  public var text: TextLine

  /// Makes an entry.
  public init(_ key: Key, text: TextLine) {
    self.key = key
    self.text = text
  }
}
