/// One kind of block, drawn once beside the overview: a panel with its letter and title above.
public struct DetailPanel: Sendable, Equatable {
  /// The panel in ``Diagram/panels``.
  public var panel: PanelID
  /// The letter, as on the cards that it explains.
  public var letter: TextLine
  /// The name of the kind.
  public var title: TextLine
  /// How many blocks it stands for, and of how many operators they are.
  public var subtitle: TextLine

  /// Makes a detail.
  public init(panel: PanelID, letter: TextLine, title: TextLine, subtitle: TextLine) {
    self.panel = panel
    self.letter = letter
    self.title = title
    self.subtitle = subtitle
  }
}

/// What differs between blocks that one drawing stands for: a row for each, a column for each letter.
public struct DetailTable: Sendable, Equatable {
  /// One column.
  public struct Column: Sendable, Equatable {
    /// What stands above it.
    public var head: TextLine
    /// Whether its cells are numbers, which end at one line.
    public var isNumber: Bool

    /// Makes a column.
    public init(head: TextLine, isNumber: Bool) {
      self.head = head
      self.isNumber = isNumber
    }
  }

  /// The columns, from the left.
  public var columns: [Column]
  /// The rows, each with a cell for each column.
  public var rows: [[TextLine]]
  /// By row: the boxes of the overview that it is about, as items of the outline; empty where that is not known.
  public var items: [[Int]] = []
  /// Lines of small print below.
  public var notes: [TextLine]
  /// The details that use its letters, as positions in ``Diagram/details``.
  public var details: [Int]

  /// Makes a table.
  public init(columns: [Column], rows: [[TextLine]], notes: [TextLine] = [], details: [Int]) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.details = details
  }

  /// The width of each column where the table is as narrow as it can be.
  public var columnWidths: [Double] {
    columns.indices.map { column in
      rows.reduce(columns[column].head.width) { max($0, $1[column].width) }
    }
  }

  /// The room it takes where it is as narrow as it can be.
  public var size: Size {
    let gaps = Metrics.columnGap * Double(max(0, columns.count - 1)) + 2 * Metrics.cellPadding
    let width = max(
      columnWidths.reduce(gaps, +), notes.reduce(0) { max($0, $1.width) } + 2 * Metrics.cellPadding)
    let height = Metrics.tableRow * Double(rows.count + 1) + Metrics.noteRow * Double(notes.count)
    return Size(width.rounded(.up), height)
  }
}
