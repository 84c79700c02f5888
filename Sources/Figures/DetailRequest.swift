import Folding

/// Which kinds of blocks a caller wants to see drawn beside an overview.
public enum DetailRequest: Sendable, Equatable {
  /// None: the overview is all there is.
  case none
  /// Those that explain most of the model, as many as readers keep in mind and a page holds.
  case automatic
  /// So many of them.
  case atMost(Int)
  /// Those with a block whose class, name or path matches, however small their share is.
  case matching([Glob])

  /// How many are detailed at most.
  var most: Int {
    switch self {
    case .none: 0
    case .automatic: FigureTuning.mostDetails
    case .atMost(let count): min(count, FigureTuning.alphabet)
    case .matching: FigureTuning.alphabet
    }
  }
}
