import Explaining
import ModelRunning

/// What is explained, and how.
public struct ExplainOptions: Sendable {
  /// What the numbers of a row are, where the model's shapes don't say it right.
  public enum Form: String, Sendable, CaseIterable {
    /// A feature each.
    case table
    /// Pixels.
    case image
    /// Steps in time.
    case sequence
    /// Numbers of tokens.
    case tokens
  }

  /// How; empty for what says most about such rows.
  public var methods: [Explanation.Method] = []
  /// The input that is explained; nil for the first that fits. All others stay as they are.
  public var input: String?
  /// What its rows are; nil for what the shape says.
  public var form: Form?
  /// The value with the scores; nil for the first output that fits.
  public var output: String?
  /// Of a value with scores for each step: which step, from the end where negative.
  public var position = -1
  /// Whether scores are explained as the model gives them, even where a softmax would make shares of them.
  public var isRaw = false
  /// The class, by name or number; nil for the largest score of the first row.
  public var target: String?
  /// Two features of a boundary, by name or number.
  public var features: (String, String)?
  /// Names of the features; empty for those of the data or the model.
  public var names: [String] = []
  /// By row of the data: its class, by name or number, or its value; empty for what the data says.
  public var labels: [String] = []
  /// Names of the classes; empty for those of the model or the data.
  public var classes: [String] = []
  /// Texts of tokens.
  public var tokens: Labels?
  /// How the methods go about it.
  public var settings = MethodSettings()
  /// An argument that names LIME's masks, an array with a row for each; nil to draw them.
  public var masks: String?
  /// Limits and the library of runs.
  public var run = RunOptions()

  /// Makes the default options.
  public init() {}
}

/// The rows that are explained, and those that help.
public struct ExplainRows: Sendable {
  /// The rows that are explained, with what the model's other inputs are given.
  public var rows: RunInputs
  /// The number of the first of them among those of their file.
  public var first: Int
  /// The data set; nil for the rows themselves.
  public var data: RunInputs?
  /// Rows that stand for absent features; nil for some of the data set.
  public var background: RunInputs?

  /// Takes rows.
  public init(_ rows: RunInputs, first: Int = 0, data: RunInputs? = nil, background: RunInputs? = nil) {
    (self.rows, self.first, self.data, self.background) = (rows, first, data, background)
  }
}
