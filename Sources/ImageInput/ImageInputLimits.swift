/// The thresholds of this target. A picture may be hostile: whatever it can make grow is bounded.
public enum ImageInputLimits {
  /// Pixels of a picture: phones take pictures of up to 50 million, and its colours then take 200 MB.
  public static let pixels = 64 << 20
  /// Bits of the weights of a filter: with 8 of a pixel and the carry of a sum they fit into 32.
  static let weightBits = 22
}
