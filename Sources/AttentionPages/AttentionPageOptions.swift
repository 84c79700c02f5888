/// What sections about attention show.
public struct AttentionPageOptions: Sendable, Equatable {
  /// The tokens that look, and in layers where tokens look at each other those looked at. Positions stand for those that are
  /// missing.
  public var tokens: [String] = []
  /// The tokens that are looked at where these are others: those of an encoder.
  public var keyTokens: [String] = []
  /// The heads that are shown large; where empty, the sharpest ones.
  public var heads: [HeadPlace] = []
  /// Whether tokens are patches of a square image, perhaps with others before them, such as a class token.
  public var isImage = false
  /// The token of an image whose attention is shown over its patches; nil: the first one where it is no patch, else the mean over
  /// patches.
  public var query: Int?

  /// A head by its numbers, from 0.
  public struct HeadPlace: Sendable, Hashable {
    /// The number of the layer.
    public var layer: Int
    /// The number of the head in it.
    public var head: Int

    /// Makes a place.
    public init(layer: Int, head: Int) { (self.layer, self.head) = (layer, head) }
  }

  /// Makes the default options.
  public init() {}
}
