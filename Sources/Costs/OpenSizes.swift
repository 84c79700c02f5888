import ModelGraph

/// The sizes that a count takes for dims which the file leaves open.
struct OpenSizes {
  /// Which open dims get one.
  enum Extent {
    /// None.
    case none
    /// The batch and what it alone decides: one sample.
    case sample
    /// These, and 1 for all others that sizes of the inputs would decide: whether such sizes would help.
    case anyInput
  }

  let dims: OpenDims
  let extent: Extent
  /// Whether values are those of the main graph.
  let isMain: Bool

  /// No open dim has a size.
  static let none = OpenSizes(dims: OpenDims(), extent: .none, isMain: false)

  /// The dims of a value's tensor; nil where one of them is not known.
  func dims(of value: ValueID, in graph: Graph) -> [Int64]? {
    guard case .tensor(_, let shape?)? = graph.values[value].type else { return nil }
    var sizes: [Int64] = []
    sizes.reserveCapacity(shape.dims.count)
    for (place, dim) in shape.dims.enumerated() {
      guard let size = size(of: dim, at: place, isMain ? value : nil), size >= 0 else { return nil }
      sizes.append(size)
    }
    return sizes
  }

  private func size(of dim: Dim, at place: Int, _ value: ValueID?) -> Int64? {
    if case .known(let size) = dim { return size }
    guard extent != .none else { return nil }
    if let size = dims.sampleSize(dim, at: place, ofValue: value) { return size }
    guard extent == .anyInput, case .symbol(let text) = dim, dims.decidedByInputs.contains(text) else {
      return nil
    }
    return 1
  }
}
