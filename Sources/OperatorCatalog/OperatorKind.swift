/// An operator's purpose: the coarse classes that readers of architecture diagrams distinguish, each with
/// one colour. The order is the legend's.
public enum OperatorKind: String, Sendable, Hashable, CaseIterable {
  case convolution
  /// Matrix products, dense layers, mixtures of experts.
  case linear
  case attention
  case normalization
  case activation
  /// Pooling and resampling.
  case pooling
  case recurrent
  /// Gather, scatter, embedding tables, sorting.
  case indexing
  case reduction
  /// Arithmetic, comparison and logic, element by element.
  case elementwise
  /// Changes of shape, layout or element type.
  case shape
  case quantization
  /// Control flow, sequences, optional values, generation loops.
  case control
  /// Constants and generated values.
  case source
  /// Classic machine learning: trees, support vectors, encoders.
  case ml
  /// Signals, images and text.
  case signal
  /// Losses, gradients and optimizers.
  case training
  /// Model-local functions and operators that this version does not know.
  case custom

  /// The stable name: the key to the kind's colour in a theme.
  public var name: String { rawValue }

  /// Its name in the legend.
  public var label: String {
    switch self {
    case .convolution: "Convolution"
    case .linear: "Linear"
    case .attention: "Attention"
    case .normalization: "Normalization"
    case .activation: "Activation"
    case .pooling: "Pooling, resize"
    case .recurrent: "Recurrent"
    case .indexing: "Indexing"
    case .reduction: "Reduction"
    case .elementwise: "Elementwise"
    case .shape: "Shape, layout"
    case .quantization: "Quantization"
    case .control: "Control"
    case .source: "Constant, random"
    case .ml: "Classic ML"
    case .signal: "Signal, image, text"
    case .training: "Training"
    case .custom: "Custom"
    }
  }
}
