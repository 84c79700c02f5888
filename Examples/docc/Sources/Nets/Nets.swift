/// The networks of this package.
public enum Net: String, CaseIterable, Sendable {
  /// Two linear layers with a ReLU between them.
  case perceptron
  /// Four blocks with a shortcut around each, and a softmax.
  case residual
}
