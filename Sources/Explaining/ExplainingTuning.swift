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

  /// Cells a side of the first, coarse map.
  public static let coarseCells = 8
  /// One in so many cells is looked at again, in four quarters.
  static let refinedShare = 4

  // MARK: Tables

  /// What the range of a feature is widened by on each side of a boundary's grid, so that no point lies on the frame.
  static let margin = 0.05
  /// Cells a side of a boundary's grid.
  public static let mostCells = 2_000

  // MARK: Random numbers

  /// The seed of all that is drawn, so that a picture is the same each time. Any number would do.
  public static let seed: UInt64 = 0x5EED_F01D_0075_EED5
}
