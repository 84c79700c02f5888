/// What rules ask of inputs whose elements they move.
extension InferenceContext {
  /// An input whose elements are followed, with its dims as plain numbers.
  func small(_ slot: Int) -> SmallTensor? {
    guard mayHaveContent(slot), let shape = shape(slot), let content = content(slot) else { return nil }
    // The elements of a vector say how long it is.
    if shape.count == 1 { return SmallTensor([content.count], content) }
    return SmallTensor.plain(shape).flatMap { SmallTensor($0, content) }
  }

  /// An input like ``small(_:)``, with elements that are unknown where only its dims are known.
  func smallOrGaps(_ slot: Int) -> SmallTensor? {
    if let tensor = small(slot) { return tensor }
    guard let dims = shape(slot).flatMap(SmallTensor.plain), let count = SmallTensor.count(dims) else {
      return nil
    }
    return SmallTensor(dims, [Scalar](repeating: .unknown, count: count))
  }

  /// The dims of an output that was left, as plain numbers, where it has few elements.
  func plainResult(_ slot: Int) -> [Int]? {
    results.indices.contains(slot) ? results[slot].shape.flatMap(SmallTensor.plain) : nil
  }
}
