/// Why a model says what it says of some rows: one method's numbers, and what was done to get them.
public struct Explanation: Sendable {
  /// How it was found.
  public enum Method: String, Sendable, CaseIterable {
    /// Interventional Shapley values.
    case shap
    /// The same straight from the branches of trees.
    case tree
    /// A linear model that stands for the other near a row.
    case lime
    /// Where an image loses its score when a window is covered; a sequence, when steps are; a text, when a token is.
    case occlusion
    /// What the model loses when a feature's numbers are shuffled.
    case permutation
    /// Classes over two features, or over the plane of the data.
    case boundary

    /// Whether it is about a data set and not about single rows.
    public var isGlobal: Bool { self == .permutation || self == .boundary }
  }

  /// What it says of one row.
  public struct Row: Sendable, Equatable {
    /// The row's number among those that came in.
    public var number = 0
    /// The number of the class that its values are about.
    public var target = 0
    /// The score of the target.
    public var prediction: Double
    /// A value a feature.
    public var values: [Double]
    /// By feature: the row's own number; empty where a feature is more than one.
    public var inputs: [Double] = []
    /// Names of its features, where they are not those of all rows; else empty.
    public var names: [String] = []
    /// Of an image: its segments, which are the features.
    public var segments: Segments?
    /// The score of each class; empty where that is not known.
    public var scores: [Double] = []
    /// The places of its values, the largest in size first.
    public var order: [Int] { Explanation.largestFirst(values.map(abs)) }
    /// Of LIME: the share of the weighted variance that its linear model explains, R².
    public var fit: Double?
  }

  /// What windows over an image lose.
  public struct Windows: Sendable, Equatable {
    /// Pixels a side of a window, or steps.
    public var window: Int
    /// Pixels from one window to the next.
    public var stride: Int
    /// What covers.
    public var baseline: Double
    /// By window, row by row: the loss.
    public var map: [[Double]]
    /// By pixel: the mean loss over the windows that cover it.
    public var pixels: [[Double]]
  }

  /// A part of an image that comes and goes as one.
  public struct Segments: Sendable, Equatable {
    /// Pixels of a row.
    public var columns: Int
    /// By pixel, row by row: its segment; nil where it is in none.
    public var ofPixel: [Int?]
  }

  /// Classes over a plane, and the data on it.
  public struct Boundary: Sendable {
    /// Names of both axes.
    public var names: (x: String, y: String)
    /// The classes.
    public var grid: DecisionBoundary.ClassGrid
    /// Of each row of the data: where it is.
    public var points: [Point]
  }

  /// A row of the data on a plane.
  public struct Point: Sendable, Equatable {
    /// The first coordinate.
    public var x: Double
    /// The second coordinate.
    public var y: Double
    /// The number of its class; nil where that is not known.
    public var known: Int?
    /// The number of the class that the model gives the row as it is, not as it lies on the plane.
    public var said: Int
  }

  /// How it was found.
  public var method: Method
  /// What exactly was done, in a few words.
  public var definition: String
  /// The number of the class that it is about; nil where it is about all, or each row is about its own.
  public var target: Int?
  /// The mean score over the background; nil where there is none.
  public var expected: Double?
  /// How often the model scored a row.
  public var passes = 0
  /// By explained row.
  public var rows: [Row] = []
  /// By feature: its importance over a data set.
  public var importance: [(mean: Double, deviation: Double)] = []
  /// The quality of a data set as it is: what shuffles take from.
  public var quality: Double?
  /// Of an image or a sequence: what windows lose.
  public var windows: Windows?
  /// Planes of the data set, each with the classes.
  public var boundaries: [Boundary] = []
  /// Names of the features, as many as there are values.
  public var features: [String] = []
  /// The largest difference between the sum of values and f(x) − E f.
  public var rest: Double?
  /// Whether scores are sums of votes that the model turns into shares afterwards.
  public var isMargin = false

  /// The features by importance over a data set, the most important first.
  public var importanceOrder: [Int] { Self.largestFirst(importance.map(\.mean)) }

  /// The places of numbers, that of the largest number first; of equal ones, in their order. Cost: that of sorting them.
  public static func largestFirst(_ numbers: [Double]) -> [Int] {
    numbers.indices.sorted { (-numbers[$0], $0) < (-numbers[$1], $1) }
  }

  /// What a row's features are called. As they were given, so not yet safe to print.
  public func names(of row: Row) -> [String] { row.names.isEmpty ? features : row.names }

  /// Makes an explanation without numbers.
  public init(_ method: Method, _ definition: String = "") {
    (self.method, self.definition) = (method, definition)
  }
}
