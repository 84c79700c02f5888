/// Bounds on what explanations may cost, and the numbers that their methods take from papers.
public enum ExplainingTuning {
  // MARK: Passes

  /// Rows that a model gets at once: enough for a runtime to be busy, few enough for images to stay in memory.
  public static let usualBatch = 256
  /// Passes of one explanation. A small model takes an hour for so many; more is a mistake in the arguments.
  public static let mostPasses = 100_000_000

  // MARK: Shapley values

  /// Features for which all coalitions are tried where nothing else is asked for: 4,096 of them.
  public static let usualExactPlayers = 12
  /// Features for which all coalitions may be tried: 65,536 of them, as a 4 × 4 grid of an image has.
  public static let mostExactPlayers = 16
  /// Features that KernelSHAP solves for: its equations cost the cube.
  public static let mostKernelPlayers = 1_024
  /// Orders of features that permutation SHAP tries, each forward and backward: shap's usual number.
  public static let usualOrders = 10
  /// Coalitions that KernelSHAP tries beside two for each feature: shap's usual number.
  public static let usualSpareCoalitions = 2_048
  /// Steps down trees for one row: about a minute. 500 trees of 256 leaves take 3 million for 100 background rows.
  public static let mostTreeSteps = 2_000_000_000
  /// Scores of an ensemble of trees. Nobody has so many classes, but a file may say so.
  static let mostTargets = 100_000
  /// Numbers that one method may hold, such as features times scores: 400 MB.
  static let mostNumbers = 50_000_000

  /// A score of this size is 0 to the softmax that keeps zeros, as ONNX Runtime has it.
  static let zeroScore = 1e-7

  // MARK: Surrogates

  /// The width of LIME's kernel for masks, as the distance of cosines (Ribeiro et al. 2016, lime's usual number for images).
  static let maskWidth = 0.25
  /// The width of LIME's kernel for tables, as a share of the root of the number of features (lime's usual number).
  static let tableWidth = 0.75
  /// The penalty on squared coefficients: lime's, and scikit-learn's, usual number.
  public static let ridgePenalty = 1.0
  /// Samples that LIME draws where nothing else is asked for.
  public static let usualSamples = 1_000
  /// Coefficients of a surrogate: its equations cost the cube.
  static let mostCoefficients = 1_024
  /// A pivot below this share of its own diagonal is rounding: then features say the same.
  static let leastPivot = 1e-13
  /// A variance below this share of the squared mean is rounding: a score that does not vary.
  static let leastVariance = 1e-24

  // MARK: Images

  /// Windows a side of the first, coarse map.
  public static let coarseWindows = 8
  /// The largest side of an image that is small: windows of ``smallWindow`` slide over it pixel by pixel.
  public static let smallSide = 15
  /// Pixels a side of a window on a small image.
  public static let smallWindow = 2
  /// How often more windows are put between.
  static let refinements = 2
  /// Around one in so many windows, more are tried.
  static let refinedShare = 4

  /// How often superpixels are assigned anew: the number of the paper (Achanta et al. 2012).
  static let clusterSteps = 10
  /// How much a pixel's place counts beside its brightness, as a share of the image's range: the paper's 10 of 100.
  static let compactness = 0.1
  /// A part of a superpixel below one in so many of the usual size joins a neighbour: the paper's number.
  static let smallestPart = 4
  /// Segments a side of an image that is small, and of others: 16 can be tried in all ways.
  public static let smallSegments = 4
  /// See ``smallSegments``.
  public static let usualSegments = 7

  // MARK: Tables

  /// What the range of a feature is widened by on each side of a boundary's grid, so that no point lies on the frame.
  static let margin = 0.05
  /// Cells a side of a boundary's grid.
  public static let mostCells = 2_000

  /// Features of which each pair has a boundary: 15 pairs.
  public static let pairedFeatures = 6
  /// Rows that make a data set: a boundary or an importance over fewer says nothing.
  public static let leastData = 10
  /// Rows of a data set that stand for absent features where none are named: shap's usual number.
  public static let usualBackground = 100
  /// The same for more features than can be tried in all ways: KernelSHAP takes thousands of passes for each of them.
  public static let fewBackground = 25
  /// Rows of a data set that are explained where none are named: a swarm shows as much.
  public static let usualRows = 100
  /// The same for more features than can be tried in all ways.
  public static let wideRows = 40

  // MARK: Pages

  /// Rows that a page has charts of: a reader chooses among them.
  public static let shownRows = 24
  /// Rows that are shown one by one; a swarm of so few would be a handful of points.
  public static let fewRows = 6

  // MARK: Random numbers

  /// The seed of all that is drawn, so that a picture is the same each time. Any number would do.
  public static let seed: UInt64 = 0x5EED_F01D_0075_EED5
}
