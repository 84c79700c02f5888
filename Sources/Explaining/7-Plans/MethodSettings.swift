/// How the methods go about it, whatever the rows are.
public struct MethodSettings: Sendable {
  /// How an image is divided.
  public enum Division: Sendable, Equatable {
    /// In a regular grid of so many segments a side.
    case grid(Int)
    /// In about so many segments along its edges.
    case superpixels(Int)
  }

  /// What covers pixels, steps and tokens, and stands for absent ones.
  public var baseline = 0.0
  /// Pixels a side of a window, and from one to the next; nil for what suits the image.
  public var window: (size: Int, stride: Int)?
  /// How an image is divided; nil for what suits its size.
  public var division: Division?
  /// Whether a boundary is on the plane of the data.
  public var isPrincipal = false
  /// Cells a side of a boundary.
  public var cells = 120
  /// Whether all coalitions are tried for up to 16 features (`ExplainingTuning.mostExactPlayers`).
  public var isExact = false
  /// Masks and samples of LIME, or coalitions of KernelSHAP; nil for the usual numbers.
  public var samples: Int?

  /// Makes the usual settings.
  public init() {}
}
