import DiagramModel
import Weights

/// The details that a diagram shows on its boxes and lines.
public struct ComposeOptions: Sendable, Equatable {
  /// Which shapes stand beside lines.
  public enum Shapes: Sendable, Equatable {
    /// None.
    case none
    /// Those that an operator or block changes, and those of inputs and outputs.
    case changed
    /// Every known one.
    case all
  }

  /// The meaning of colours.
  public enum Colors: String, Sendable, Equatable, CaseIterable {
    /// Kinds of operators.
    case kind
    /// Shares of all parameters.
    case params
    /// Shares of all multiply-accumulates.
    case macs
    /// Shares of the bytes of all outputs.
    case memory
    /// The share of a layer's weights that are near zero.
    case nearZero = "near-zero"
    /// The standard deviation of a layer's weights, as a share of the largest.
    case spread
    /// The share of a layer's weights that are outliers.
    case outliers
    /// The largest magnitude of what a layer gave, as a share of the largest of all.
    case range
    /// The share of what a layer gave that is 0.
    case zeros
    /// The share of what a sigmoid or tanh gave that is at the ends of its range.
    case saturation
    /// How far what a layer gave is from another recording of it.
    case error
    /// The size of the last gradient of a layer's parameters in a log, as a share of the largest.
    case gradients

    /// Whether they show what is in the weights, which have to be read for that.
    public var needWeights: Bool { self == .nearZero || self == .spread || self == .outliers }

    /// Whether they show what was recorded.
    public var needValues: Bool {
      switch self {
      case .range, .zeros, .saturation, .error, .gradients: true
      case .kind, .params, .macs, .memory, .nearZero, .spread, .outliers: false
      }
    }
  }

  /// The meaning of colours.
  public var colors = Colors.kind
  /// Whether blocks show what they cost to run.
  public var showsCosts = true
  /// Which way the data flows.
  public var direction: Diagram.Direction
  /// Which shapes stand beside lines.
  public var shapes: Shapes
  /// Whether cards list every attribute rather than the telling ones.
  public var showsAttributes: Bool
  /// Whether cards show the dims of weights.
  public var showsWeights: Bool
  /// Whether cards show the names of nodes.
  public var showsNames: Bool
  /// Whether cards show the names of layers of formats whose users know them by name (the trait `nodesAreLayers`).
  public var showsLayerNames = true
  /// Whether cards of activations show the curve of the function.
  public var showsCurves = true
  /// Whether cards show how the weights behind them are distributed.
  public var showsHistograms = false
  /// Whether cards and pills show pictures of the values that were recorded.
  public var showsMaps = false
  /// What was recorded, for ``showsMaps``, ``colors`` and those who ask.
  public var values: ValueMarks?
  /// What is in the weights, where they were read for ``showsHistograms`` or ``colors``.
  public var weights: WeightMarks?
  /// Whether there is a legend.
  public var showsLegend: Bool
  /// The picture's accessible name; nil for one made from the model.
  public var title: String?
  /// The name of the model's file, without folder and extension: the picture's name where the model itself has none.
  public var fallbackTitle: String?

  /// Makes options; the defaults are those of the command line.
  public init(
    direction: Diagram.Direction = .down, shapes: Shapes = .changed, showsAttributes: Bool = false,
    showsWeights: Bool = true, showsNames: Bool = false, showsLegend: Bool = true, title: String? = nil
  ) {
    self.direction = direction
    self.shapes = shapes
    self.showsAttributes = showsAttributes
    self.showsWeights = showsWeights
    self.showsNames = showsNames
    self.showsLegend = showsLegend
    self.title = title
  }
}
