/// Which of two towers that stand side by side a box is part of.
public enum Tower: Sendable, Hashable {
  /// The one that comes first, such as an encoder.
  case left
  /// The one that takes what the first gives, such as a decoder.
  case right
}
