import ModelGraph

/// Layers that add to the borders or cut them off.
enum Padding {
  private static let classes: [String: (rank: Int, sign: Int64)] = [
    "ZeroPadding1D": (1, 1), "ZeroPadding2D": (2, 1), "ZeroPadding3D": (3, 1),
    "Cropping1D": (1, -1), "Cropping2D": (2, -1), "Cropping3D": (3, -1),
  ]

  static func effect(_ at: Situation) -> Effect? {
    guard let (rank, sign) = classes[at.className] else { return nil }
    let dtype = at.inputs.first?.dtype ?? .undefined
    guard var dims = at.dims, dims.count == rank + 2,
      let amounts = amounts(at.config.value("padding", "cropping"), rank)
    else { return Effect([Spec(dims: nil, dtype: dtype)]) }
    let first = at.config.isChannelsFirst ? 2 : 1
    for axis in 0..<rank {
      dims[first + axis] = Size.plus(dims[first + axis], Size.times(amounts[axis], sign))
    }
    return Effect(dims, dtype)
  }

  /// What is added per axis in all: from `1`, `[1, 1]`, or `[[1, 1], [2, 2]]`.
  private static func amounts(_ json: JSON?, _ rank: Int) -> [Int64?]? {
    guard let json else { return nil }
    if let same = json.int { return [Int64?](repeating: Size.times(same, 2), count: rank) }
    let elements = Array(json.elements.prefix(8))
    if rank == 1, elements.count == 2 { return [Size.plus(elements[0].int, elements[1].int)] }
    guard elements.count == rank else { return nil }
    return elements.map { element in
      if let same = element.int { return Size.times(same, 2) }
      let ends = Config.ints(element) ?? []
      return ends.count == 2 ? Size.plus(ends[0], ends[1]) : nil
    }
  }
}
