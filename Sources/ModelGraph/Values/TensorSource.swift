/// The elements of a small stored tensor, in row-major order.
public enum TensorElements: Sendable, Equatable {
  /// Whole numbers, booleans as 0 and 1.
  case ints([Int64])
  /// Real numbers.
  case reals([Double])
  /// Texts.
  case strings([String])
}

/// Who can look up what small stored tensors hold.
///
/// Phases that need a few numbers of a file (a Reshape's target, a Resize's scales) ask for them one by
/// one, so that weights are never touched.
public protocol TensorSource {
  /// The elements of a tensor; nil where it holds more than `limit`, is stored in another file, has a type
  /// this version does not decode, or is damaged.
  func elements(of tensor: TensorRef, limit: Int) -> TensorElements?
}
