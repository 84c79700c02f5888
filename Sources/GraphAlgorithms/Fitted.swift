extension Array {
  /// The same elements in memory of just their size: an array that grew has room for up to twice as many.
  ///
  /// For many arrays that are kept. Cost: linear; nothing where there is little to gain.
  @inlinable public var fitted: [Element] { capacity > count + count / 4 ? map { $0 } : self }
}
