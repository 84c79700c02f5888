import ModelGraph

/// Pooling, global and adaptive pooling, and upsampling.
enum PoolingLayers {
  static let rules: [LayerRule] = (1...3).flatMap { rank in
    let named = { (stems: [String]) in stems.map { "\($0)\(rank)D" } }
    return [
      LayerRule(named(["MaxPooling", "AveragePooling", "MaxPool", "AvgPool"])) { window($0, rank) },
      LayerRule(named(["GlobalMaxPooling", "GlobalAveragePooling", "GlobalMaxPool", "GlobalAvgPool"])) {
        global($0, rank)
      },
      LayerRule(named(["AdaptiveMaxPooling", "AdaptiveAveragePooling"])) { adaptive($0, rank) },
      LayerRule(named(["UpSampling"])) { upsampled($0, rank) },
    ]
  }

  private static let same = LayerResult([.unknown])

  private static func adaptive(_ context: LayerContext, _ rank: Int) -> LayerResult {
    guard let size = context.config.ints("output_size", count: rank) else { return same }
    return spatial(context, rank) { size[$1] }
  }

  private static func upsampled(_ context: LayerContext, _ rank: Int) -> LayerResult {
    guard let size = context.config.ints("size", "length", count: rank) else { return same }
    return spatial(context, rank) { DimMath.times($0, size[$1]) }
  }

  private static func window(_ context: LayerContext, _ rank: Int) -> LayerResult {
    let config = context.config
    guard let pool = config.ints("pool_size", "pool_length", count: rank) else { return same }
    let strides = config.ints("strides", "stride", count: rank) ?? pool
    let padding = config.string("padding", "border_mode") ?? "valid"
    return spatial(context, rank) { size, axis in
      DimMath.window(size, kernel: pool[axis], stride: strides[axis], dilation: 1, padding: padding)
    }
  }

  private static func global(_ context: LayerContext, _ rank: Int) -> LayerResult {
    guard let dims = context.dims, dims.count == rank + 2 else { return same }
    let isFirst = context.config.isChannelsFirst
    let channels = dims[isFirst ? 1 : rank + 1]
    guard context.config.bool("keepdims", false) else {
      return LayerResult([dims[0], channels], context.policy.compute)
    }
    let ones = [Int64?](repeating: 1, count: rank)
    return LayerResult(
      isFirst ? [dims[0], channels] + ones : [dims[0]] + ones + [channels], context.policy.compute)
  }

  /// Changes every spatial axis.
  private static func spatial(_ context: LayerContext, _ rank: Int, _ change: (Int64?, Int) -> Int64?)
    -> LayerResult
  {
    guard var dims = context.dims, dims.count == rank + 2 else { return same }
    let first = context.config.isChannelsFirst ? 2 : 1
    for axis in 0..<rank { dims[first + axis] = change(dims[first + axis], axis) }
    return LayerResult(dims, context.policy.compute)
  }
}
