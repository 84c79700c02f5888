import ShapeMath

/// NumPy's broadcasting, with symbols.
enum Broadcasting {
  /// The dims that several shapes have together; nil where a rank is unknown.
  static func shape(_ shapes: [[Extent]?]) throws(RuleError) -> [Extent]? {
    var result: [Extent] = []
    for shape in shapes {
      guard let shape else { return nil }
      result = try join(result, shape)
    }
    return result
  }

  /// The dims that two shapes have together.
  static func join(_ a: [Extent], _ b: [Extent]) throws(RuleError) -> [Extent] {
    guard let joined = broadcast(a, b, conflict: { _, _ in nil }) else {
      throw .shape("\(Reconciling.text(a)) and \(Reconciling.text(b)) can't be broadcast together")
    }
    return joined
  }

  /// Applies a function to the elements of small tensors, broadcast together.
  static func map(
    _ a: [Scalar], _ shapeA: [Extent]?, _ b: [Scalar], _ shapeB: [Extent]?, _ result: [Extent]?,
    _ combine: (Scalar, Scalar) -> Scalar
  ) -> [Scalar]? {
    if a.count == 1 { return b.map { combine(a[0], $0) } }
    if b.count == 1 { return a.map { combine($0, b[0]) } }
    guard let shapeA, let shapeB, let result else { return nil }
    if shapeA == shapeB { return a.count == b.count ? zip(a, b).map(combine) : nil }
    guard let x = spread(a, shapeA, to: result), let y = spread(b, shapeB, to: result) else { return nil }
    return zip(x, y).map(combine)
  }

  /// Repeats elements so that they fill a larger shape; nil where sizes are unknown or too large.
  static func spread(_ elements: [Scalar], _ shape: [Extent], to target: [Extent]) -> [Scalar]? {
    guard let own = SmallTensor.plain(shape), let goal = SmallTensor.plain(target) else { return nil }
    return SmallTensor(own, elements)?.spread(to: goal)?.elements
  }

  /// The number of elements of a shape that is known and small.
  static func count(_ shape: [Extent]) -> Int? {
    guard let total = Extent.product(shape).value, total >= 0, total <= Int64(InferenceLimits.elements) else {
      return nil
    }
    return Int(total)
  }
}
