/// What kind of thing a recorded value is, and so which picture shows it.
public enum ValueKind: Sendable, Equatable {
  /// Maps of channels over a plane: `[N, C, H, W]`, or the channels last.
  case maps(channelAxis: Int)
  /// Channels over a line: the signals of a convolution over time.
  case signals(channelAxis: Int)
  /// States over time: `[N, T, C]`; of a recurrent operator of ONNX `[T, D, N, C]`.
  case states(timeAxis: Int)
  /// One number a channel: `[N, C]`.
  case vector
  /// The same as an output of the model: a score for each class.
  case scores
  /// Weights of an attention: heads × queries × keys.
  case attention
  /// Whole numbers that name tokens or classes.
  case tokens
  /// Shapes, axes, and single numbers that steer the rest.
  case plumbing
  /// Anything else.
  case other

  /// The stable name.
  public var name: String {
    switch self {
    case .maps: "maps"
    case .signals: "signals"
    case .states: "states"
    case .vector: "vector"
    case .scores: "scores"
    case .attention: "attention"
    case .tokens: "tokens"
    case .plumbing: "plumbing"
    case .other: "other"
    }
  }
}
