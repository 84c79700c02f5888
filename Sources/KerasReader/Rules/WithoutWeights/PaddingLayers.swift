import JSONInput
import ModelGraph

/// Layers that add to the borders or cut them off.
enum PaddingLayers {
  static let rules: [LayerRule] = [
    LayerRule("ZeroPadding1D") { changed($0, rank: 1, sign: 1) },
    LayerRule("ZeroPadding2D") { changed($0, rank: 2, sign: 1) },
    LayerRule("ZeroPadding3D") { changed($0, rank: 3, sign: 1) },
    LayerRule("Cropping1D") { changed($0, rank: 1, sign: -1) },
    LayerRule("Cropping2D") { changed($0, rank: 2, sign: -1) },
    LayerRule("Cropping3D") { changed($0, rank: 3, sign: -1) },
  ]

  private static func changed(_ context: LayerContext, rank: Int, sign: Int64) -> LayerResult {
    let dtype = context.inputs.first?.dtype ?? .undefined
    guard var dims = context.dims, dims.count == rank + 2,
      let amounts = amounts(context.config.value("padding", "cropping"), rank)
    else { return LayerResult([TensorSpec(dims: nil, dtype: dtype)]) }
    let first = context.config.isChannelsFirst ? 2 : 1
    for axis in 0..<rank {
      dims[first + axis] = DimMath.plus(dims[first + axis], DimMath.times(amounts[axis], sign))
    }
    return LayerResult(dims, dtype)
  }

  /// The total added per axis: from `1`, `[1, 1]`, or `[[1, 1], [2, 2]]`.
  private static func amounts(_ json: JSON?, _ rank: Int) -> [Int64?]? {
    guard let json else { return nil }
    if let same = json.int { return [Int64?](repeating: DimMath.times(same, 2), count: rank) }
    let elements = Array(json.elements.prefix(8))
    if rank == 1, elements.count == 2 { return [DimMath.plus(elements[0].int, elements[1].int)] }
    guard elements.count == rank else { return nil }
    return elements.map { element in
      if let same = element.int { return DimMath.times(same, 2) }
      let ends = Config.ints(element) ?? []
      return ends.count == 2 ? DimMath.plus(ends[0], ends[1]) : nil
    }
  }
}
