import Rendering

/// A table whose cells are texts or charts.
public struct SheetTable: Sendable {
  /// The columns, from the left.
  public var columns: [Column]
  /// The rows, from the top.
  public var rows: [Row]
  /// Small print below.
  public var notes: [String]

  /// Makes a table. Cells beyond the columns are left out.
  public init(columns: [Column], rows: [Row], notes: [String] = []) {
    (self.columns, self.rows, self.notes) = (columns, rows, notes)
  }

  /// A column.
  public struct Column: Sendable, Equatable {
    /// What stands above it.
    public var head: String
    /// Where texts stand in it.
    public var alignment: CellAlignment
    /// The most that texts of the column may take, in CSS pixels; longer ones lose their middle.
    public var maxWidth: Double

    /// Makes a column.
    public init(_ head: String, _ alignment: CellAlignment = .left, maxWidth: Double = 280) {
      (self.head, self.alignment, self.maxWidth) = (head, alignment, maxWidth)
    }
  }

  /// A row.
  public struct Row: Sendable {
    /// Its cells, from the left.
    public var cells: [SheetCell]
    /// Whether it is the title of the rows below it.
    public var isGroup: Bool
    /// The tooltip: the whole name, say.
    public var tooltip: String?

    /// Makes a row.
    public init(_ cells: [SheetCell], tooltip: String? = nil) {
      (self.cells, self.isGroup, self.tooltip) = (cells, false, tooltip)
    }

    /// The title of the rows below it, with cells of its own for columns after the first: totals, say.
    public static func group(_ title: String, _ cells: [SheetCell] = []) -> Row {
      var row = Row([.strong(title)] + cells)
      row.isGroup = true
      return row
    }
  }
}

/// Where a text stands in its column.
public enum CellAlignment: Sendable, Equatable {
  case left
  case right
  /// Points below each other.
  case decimal
}

/// A cell of a table.
public enum SheetCell: Sendable {
  case empty
  case text(String)
  /// Text that stands out.
  case strong(String)
  /// Text that stands back.
  case quiet(String)
  /// A chart in its natural size.
  case chart(any Chart)
  /// Marks with their texts, one after the other.
  case flags([Finding])
}
