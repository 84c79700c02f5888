/// The thresholds of pages, each with its reason; lengths are CSS pixels.
enum PageTuning {
  /// Between the overview and what stands beside it, and between columns.
  static let columnGap = 32.0
  /// Between what stands below each other.
  static let rowGap = 28.0
  /// The widest page: text of 9 pixels can still be read where it is scaled to a page of paper.
  static let mostWidth = 1250.0
  /// How many columns stand beside an overview at most.
  static let mostColumns = 3
  /// How much a column may pass an equal share before the next one begins.
  static let unevenness = 1.1
  /// Height over width of a page of a paper.
  static let portrait = 1.2
  /// What it costs to be that far from it, and the proportions that still fit a page, beyond which it costs more.
  static let ratioCost = 0.25
  static let accepted = 0.7...1.42
  static let outsideCost = 2.0
  /// What it costs that a part of the page is empty, and that there is one more column.
  static let emptyCost = 0.5
  static let columnCost = 0.1

  // MARK: Chains in columns

  /// From what height and proportions on, and with how many rows, a page without details is cut into columns: one that is
  /// lower fits beside the text of a paper, and fewer rows are no chain. A classifier with two LSTMs is 630 high.
  static let tall = (height: 600.0, ratio: 1.5, rows: 6)
  /// How many columns there are at most, and among how many places cuts are chosen: a chain that has more does not
  /// fit a page in any number of columns, and choosing costs the square of it.
  static let most = (chainColumns: 6, cuts: 600)
  /// How far a column may be from an equal share for the sake of a better place, as a part of that share: a row of six, the
  /// usual number.
  static let evenness = 0.2
  /// How much lower than the highest column one may be, as a part of it: with more, a page looks unfinished.
  static let mostDifference = 0.45
  /// What a column costs for each share that it is off, and for each beyond ``evenness``: equal columns come before a
  /// better place only there.
  static let offCost = (within: 0.3, beyond: 10.0)
  /// What a cut costs by its place: where a stage ends, at the border of a block, between operators, and within what
  /// readers take for one.
  static let seamCost = (stage: 0.0, block: 0.06, plain: 0.12, inner: 0.4)
  /// How much higher than its row a box may end or begin whose line is cut: boxes of a row are centred.
  static let mostSlack = 20.0
  /// Between columns of a chain, with the line from one to the next in the middle.
  static let gutter = 40.0
  /// From the last box of a column to the line below it, and from the line above a column to its first box: a corner, and
  /// above the box an arrowhead.
  static let turn = (below: 16.0, above: 18.0)
  /// The radius of that line's corners.
  static let corner = 10.0
  /// Between that line and its label, and between the label and the next line.
  static let labelGap = (below: 3.0, beside: 6.0)
  /// Below the last box.
  static let bottom = 14.0
}
