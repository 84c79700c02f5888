/// Why a model says what it says of some rows.
public struct Explanation: Sendable {
  /// How it was found.
  public enum Method: String, Sendable, CaseIterable {
    /// Interventional Shapley values.
    case shap
    /// The same straight from the branches of trees.
    case tree
    /// A linear model that stands for the other near a row.
    case lime
    /// Where an image loses its score when a window is covered.
    case occlusion
    /// What the model loses when a feature's numbers are shuffled.
    case permutation
    /// Classes over two features.
    case boundary
  }

  /// How it was found.
  public var method: Method
  /// What exactly was done, in a few words.
  public var definition: String
  /// The number of the class that it is about; nil where it is about all.
  public var target: Int?
  /// The mean score over the background; nil where there is none.
  public var expected: Double?
  /// How often the model scored a row.
  public var passes = 0
  /// By explained row: its score, and a value a feature.
  public var rows: [(prediction: Double, values: [Double])] = []
  /// By feature: its importance over a data set.
  public var importance: [(mean: Double, deviation: Double)] = []
  /// Of an image: what windows lose.
  public var occlusion: (window: Int, stride: Int, baseline: Double, map: [[Double]], pixels: [[Double]])?
  /// Of two features: the classes.
  public var boundary: DecisionBoundary.ClassGrid?
  /// Names of the features, as many as there are values.
  public var features: [String] = []
  /// The largest difference between the sum of values and f(x) − E f.
  public var rest: Double?
  /// Whether scores are those of a softmax over the model's output.
  public var isSoftmax = false
  /// Whether scores are sums of votes that the model turns into shares afterwards.
  public var isMargin = false
  /// Of an image: its pixels, grey, row by row.
  public var image: (columns: Int, rows: Int, numbers: [Double])?

  /// Makes an explanation without numbers.
  public init(_ method: Method, _ definition: String = "") {
    (self.method, self.definition) = (method, definition)
  }
}
