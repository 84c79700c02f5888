/// Sizes of axes that a window slides along, for convolutions and pools; see Dumoulin and Visin, "A guide to
/// convolution arithmetic for deep learning" (2016).
extension Dimension {
  /// How far a window of this size reaches with its gaps: `(k − 1)·dilation + 1`.
  @inlinable public func reach(dilation: Int64) -> Self { (self - .known(1)) * .known(dilation) + .known(1) }

  /// The number of places of a window on an axis of this size, padding included: `⌊(n − reach) / stride⌋ + 1`.
  @inlinable public func windowPlaces(reach: Self, stride: Int64) -> Self {
    (self - reach).floorDivided(by: .known(stride)) + .known(1)
  }

  /// The number of places where padding is chosen such that stride alone decides: `⌈n / stride⌉`.
  @inlinable public func paddedWindowPlaces(stride: Int64) -> Self { ceilDivided(by: .known(stride)) }

  /// The size that so many places of a window cover in a transposed convolution, before anything is cut off:
  /// `(n − 1)·stride + extra + reach`.
  @inlinable public func windowCover(reach: Self, stride: Int64, extra: Int64) -> Self {
    (self - .known(1)) * .known(stride) + .known(extra) + reach
  }
}
