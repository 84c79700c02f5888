import ShapeMath

/// ``PlainSize``'s arithmetic on dims as Keras has them: nil where one is unknown. Nothing overflows.
enum DimMath {
  static func times(_ a: Int64?, _ b: Int64?) -> Int64? { (PlainSize(a) * PlainSize(b)).value }

  static func plus(_ a: Int64?, _ b: Int64?) -> Int64? { (PlainSize(a) + PlainSize(b)).value }

  /// Division, rounded down.
  static func floorDivided(_ a: Int64?, _ b: Int64?) -> Int64? {
    PlainSize(a).floorDivided(by: PlainSize(b)).value
  }

  /// Division, rounded up.
  static func ceilDivided(_ a: Int64?, _ b: Int64?) -> Int64? {
    PlainSize(a).ceilDivided(by: PlainSize(b)).value
  }

  /// The product of dims; unknown where one is.
  static func product(_ dims: some Sequence<Int64?>) -> Int64? { PlainSize.product(dims).value }

  /// The size of an axis after a window slid along it.
  static func window(_ size: Int64?, kernel: Int64, stride: Int64, dilation: Int64, padding: String) -> Int64?
  {
    guard padding == "valid" else { return PlainSize(size).paddedWindowPlaces(stride: stride).value }
    let reach = PlainSize(kernel).reach(dilation: dilation)
    return PlainSize(size).windowPlaces(reach: reach, stride: stride).value
  }

  /// The position of an axis counted from the end where negative, or nil.
  static func axis(_ axis: Int64, _ rank: Int) -> Int? { axisPlace(axis, rank: rank) }
}
