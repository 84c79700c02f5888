/// Distances on a page of charts and tables, in CSS pixels.
enum SheetMetrics {
  static let margin = 24.0
  /// No page is narrower than this, so that its lines of text are not broken often.
  static let leastWidth = 620.0
  /// Lines of text are no wider: longer ones are hard to read.
  static let textWidth = 760.0
  /// Charts flow in rows no wider than this, unless a table is wider.
  static let flowWidth = 960.0
  static let headingHeight = 24.0
  static let lineHeight = 16.0
  static let sectionGap = 22.0
  static let sectionTitle = 20.0
  /// Between charts, across and down.
  static let chartGap = 28.0
  static let chartRowGap = 22.0
  /// Pictures have no more of a choice than fit into this height, about that of a page of paper, and no more than this many.
  static let choiceHeight = 1200.0
  static let mostOptions = 24
  /// Around the charts of an option that stands alone: the page around it has a margin, too.
  static let optionMargin = 8.0
  /// Between columns of a table.
  static let columnGap = 18.0
  static let rowHeight = 17.0
  /// Above and below a chart in a row.
  static let cellPadding = 2.0
  static let headHeight = 19.0
  /// Above the title of a group of rows.
  static let groupGap = 6.0
  /// The rules of a table: above and below, and below its head.
  static let strongRule = 1.1
  static let fineRule = 0.6
  /// Between the marks of a cell.
  static let flagGap = 10.0
}
