import DiagramModel

/// The thresholds of pages, each with its reason; lengths are CSS pixels.
enum PageTuning {
  /// Between the overview and what stands beside it, and between columns.
  static let columnGap = 32.0
  /// Between what stands below each other.
  static let rowGap = 28.0
  /// The widest page: text of 9 pixels can still be read where it is scaled to a page of paper.
  static let mostWidth = 1250.0
  /// What margins, a legend of one line and a caption add to a page.
  static let frame = Size(32, 104)
  /// What a legend beside a picture takes.
  static let notesBeside = 200.0
  /// Of how many details all ways to fill columns are tried; of more, only columns that are about equally high.
  static let mostSplit = 7
  /// The most columns of details.
  static let mostColumns = 5
  /// How near a page comes to a size that was asked for: a factor of its proportions.
  static let nearly = 1.15
  /// What it costs to be that far from the proportions that a page is to have, and beyond those that do as well.
  static let ratioCost = 0.25
  static let outsideCost = 2.0
  /// What it costs that a part of the page is empty, and that there is one more column.
  static let emptyCost = 0.5
  static let columnCost = 0.1

  /// What it costs that details stand below the overview, and not beside it, where readers look from one to the other.
  static let belowCost = 0.3
  static let underCost = 0.1

  // MARK: Chains in columns

  /// From what height on, and with how many rows, a chain is cut into columns: one that is lower fits beside the text of a
  /// paper, and fewer rows are no chain. A classifier with two LSTMs is 630 high.
  static let tall = (height: 600.0, rows: 6)
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

  // MARK: Towers

  /// From the first tower to the first lane of the gutter, between lanes, and from the last one to the second tower.
  static let lanes = (before: 14.0, between: 12.0, after: 18.0)
  /// How far below a box a line turns to the side: a label stands there.
  static let underLabel = 20.0
  /// How far lines that enter or leave one box at its side are from each other.
  static let sideStep = 11.0
  /// How much higher a page may become for the sake of a level line, as a factor.
  static let levelling = 1.2
  /// How near a line comes to a box or a text that it passes.
  static let clearance = 4.0

  // MARK: The U

  /// A larger U is read more easily as a flow from top to bottom with details beside it.
  static let mostScales = (width: 1250.0, height: 1600.0)
  /// From the label of a level to the falling arm.
  static let levelGap = 24.0
  /// From what stands beside a U to the labels of its levels.
  static let besideGap = 20.0
  /// From an arm to the first lane of what comes from there, between lanes, to the label of a level (nearer, a line seems to
  /// underline it), and above a box that it enters from there: a corner and an arrowhead.
  static let busRoom = (arm: 26.0, lane: 9.0, label: 10.0, above: 14.0)
  /// From the lowest box of the U, and of what stands beside it, to the first line below.
  static let busBelow = 14.0
  /// Between levels, with a dotted line in the middle.
  static let bandGap = 6.0
  /// Between the arms at least, beside a skip's label, and from where a skip changes its height to the rising arm.
  static let skipRoom = (least: 72.0, beside: 20.0, jog: 14.0)
  /// From the line of an arm to the box between the arms: a corner and an arrowhead.
  static let turnRoom = 34.0
  /// Between the ends of skips at one box.
  static let endPitch = 10.0
  /// How far above a box room is made for it: an arrowhead stays whole.
  static let stretchRoom = 8.0
  /// Between boxes that leave the top to the right, and how many there are at most: more make a page wider than paper.
  static let headGap = 30.0
  static let longestHead = 3
  /// The least distance of boxes in a U; sheets of stacks included.
  static let leastGap = 3.0
}
