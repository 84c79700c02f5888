/// The thresholds of figures, each with its reason.
enum FigureTuning {
  /// A block with fewer boxes inside explains nothing that its card does not; one with more is no detail but a picture.
  static let boxes = 3...18
  /// A piece that some members of a kind lack is framed if it has no more boxes, and if there are no more pieces: a drawing with
  /// more frames, or with larger ones, is harder to read than two drawings.
  static let largestPiece = 4
  /// See ``largestPiece``.
  static let mostPieces = 4
  /// How many items two forms may have that the other lacks: half of the largest drawing, of which most must be in all forms.
  static let mostLeftOver = 9
  /// How many forms of a name are compared.
  static let mostForms = 12
  /// How long two forms are compared, and all on a page, in steps of about a microsecond: blocks of real models take a few
  /// hundred at most.
  static let mostSteps = (pair: 2_000, page: 40_000)
  /// A block of no more boxes, inside an open one, is more frame than content.
  static let smallBlock = 3
  /// A block with no more beside one inner block is a wrapper of it.
  static let wrapperItems = 2
  /// A block that is most of the model is put into the overview where that has no more boxes then: a page holds so many
  /// rows.
  static let mostOverview = 26
  /// A kind that holds less of the model's operators, and of its multiplications, is not what the model is about.
  static let smallestShare = 0.04
  /// More letters than this are hard to keep in mind.
  static let mostDetails = 4
  /// As many letters as there are.
  static let alphabet = 26
  /// How many boxes a kind may have that a caller asks for: a picture.
  static let mostWanted = 60
  /// Members of one kind that are compared; more differ in more ways than a table can show.
  static let mostMembers = 256
  /// A block that holds more of the model than this is opened, whatever is in it: it is the overview.
  static let wholeShare = 0.5
  /// What names have in common is a name if it is as long as this.
  static let shortestName = 2
  /// How many letters a card may carry; beyond that, equal ones are added up.
  static let mostLetters = 4
  /// How many frames are taken off a chain: a page holds fewer blocks that are open.
  static let mostFrames = 64

  // MARK: Towers

  /// A tower that holds less of the model than this is an input of the other.
  static let smallestTower = 0.2
  /// In how many places the second tower reads the first at least; two branches join in one.
  static let fewestJoins = 2
  /// A page of more items is not searched for towers: all pairs of items are looked at.
  static let mostTowerItems = 150
  /// What one item weighs at most: sums of them stay far from the end of integers.
  static let mostTowerWeight = 1 << 40

  // MARK: The U

  /// A side is of the scale of another up to this ratio: halving a signal makes it half, a convolution without padding or an
  /// odd extent changes it by a few parts in a hundred.
  static let sameSide = 1.3
  /// How often the side has to fall, rise, and be joined: with one, the line that goes on is easier to follow in a column.
  static let fewestScales = 2
  /// How many values may be read on any level beside the maps: each is a line around the whole U.
  static let mostConditions = 3
  /// From how many skips on that nest the lowest level has arms: a single one is a residual connection.
  static let fewestMiddleSkips = 2
  /// With more levels a U is higher than a page.
  static let mostScales = 9
  /// Beside the block that is drawn in letters, a U has few boxes: one with two boxes saves a row on each level and arm.
  static let boxesOnScale = 2...18
  /// How many rows of boxes a U may have for the sake of showing what pools, resamples and joins: a page holds so many.
  static let mostScaleRows = 20
  /// With more rows, blocks that reach from one level into the next are drawn as one box and what is on the other level: half a
  /// page is left for details then.
  static let mostWholeRows = 14
  /// A block of no more boxes in a chain is opened for that.
  static let openedOnScale = 5
  /// How often that is done: the block of a level holds one that pools and convolves.
  static let mostOpenings = 2
  /// Where taking blocks apart fills the page with more boxes, it is given up.
  static let mostPageItems = 200
  /// More boxes do not fit a page as a U.
  static let mostScaleBoxes = 90
}
