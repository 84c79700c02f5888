extension Dimension {
  /// The common size of two by NumPy's rules: a 1 yields to the other, and an unknown size to a number above 1.
  /// Nil where two numbers contradict each other.
  @inlinable public func broadcast(with other: Self) -> Self? {
    if self == other { return self }
    if value == 1 { return other }
    if other.value == 1 { return self }
    switch (value, other.value) {
    case (_?, _?): return nil
    case (_?, nil): return self
    case (nil, _?): return other
    case (nil, nil): return broadcast(withOpen: other)
    }
  }
}

/// The dims that two shapes have together, aligned at their ends; a shape of fewer dims is filled up with ones.
///
/// - Parameter conflict: decides where two numbers contradict each other; nil ends the work.
/// - Returns: nil where `conflict` said so.
///
///     broadcast([3, 1], [4]) { _, _ in nil }  // [3, 4], as sizes
@inlinable public func broadcast<Size: Dimension>(
  _ a: [Size], _ b: [Size], conflict: (Size, Size) -> Size?
) -> [Size]? {
  if a == b { return a }
  let rank = max(a.count, b.count)
  var result: [Size] = []
  result.reserveCapacity(rank)
  for index in 0..<rank {
    let x = index - (rank - a.count)
    let y = index - (rank - b.count)
    if x < 0 {
      result.append(b[y])
    } else if y < 0 {
      result.append(a[x])
    } else {
      guard let size = a[x].broadcast(with: b[y]) ?? conflict(a[x], b[y]) else { return nil }
      result.append(size)
    }
  }
  return result
}
