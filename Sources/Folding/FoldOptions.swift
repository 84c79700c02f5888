import Idioms

/// The choice of folded, open and hidden parts.
public struct FoldOptions: Sendable, Equatable {
  /// How many boxes a picture may have before blocks stay closed; nil for the default: at most
  /// ``defaultMaxBoxes`` and about one page's height.
  public var maxBoxes: Int?
  /// Open every block above this depth and none below, whatever the budget; nil to use the budget.
  public var depth: Int?
  /// Blocks to open, with the blocks around them.
  public var open: [Glob]
  /// Blocks to keep closed.
  public var fold: [Glob]
  /// Patterns beside these that have to name a block, for whoever takes blocks from the outline.
  public var named: [Glob] = []
  /// Draw the inside of this one block as the whole picture.
  public var only: Glob?
  /// No blocks and no repeats: every operator.
  public var flat: Bool
  /// Draw shape arithmetic.
  public var showsPlumbing: Bool
  /// Draw constants and the operators that prepare them.
  public var showsConstants: Bool
  /// Gather repeats.
  public var gathersRepeats: Bool

  /// Draw idioms as one card each.
  public var showsIdioms: Bool
  /// The table of idioms.
  public var idioms: Idioms
  /// List what stacks leave out, in ``Outline/copies``. It changes no picture.
  package var listsCopies = false

  /// Whether the caller chose which blocks are open.
  package var asksForNesting: Bool {
    flat || depth != nil || maxBoxes != nil || !open.isEmpty || !fold.isEmpty
  }

  /// Whether the rest beyond a page is gathered: so it is, unless the caller chose how much is drawn.
  var gathersRest: Bool { foldsRepeats && maxBoxes == nil && depth == nil }

  /// Whether repeats are gathered: ``flat`` leaves nothing to gather.
  var foldsRepeats: Bool { !flat && gathersRepeats }

  /// Whether idioms are looked for.
  var findsIdioms: Bool { !flat && showsIdioms }

  /// The default budget.
  public static let defaultMaxBoxes = 64

  /// Makes options; the defaults are those of the command line.
  public init(
    maxBoxes: Int? = nil, depth: Int? = nil, open: [Glob] = [], fold: [Glob] = [], only: Glob? = nil,
    flat: Bool = false, showsPlumbing: Bool = false, showsConstants: Bool = false,
    gathersRepeats: Bool = true,
    showsIdioms: Bool = true, idioms: Idioms = .builtIn
  ) {
    self.maxBoxes = maxBoxes
    self.depth = depth
    self.open = open
    self.fold = fold
    self.only = only
    self.flat = flat
    self.showsPlumbing = showsPlumbing
    self.showsConstants = showsConstants
    self.gathersRepeats = gathersRepeats
    self.showsIdioms = showsIdioms
    self.idioms = idioms
  }
}
