import ModelGraph

/// Pooling, global and adaptive pooling, and upsampling.
enum Pooling {
  static func effect(_ at: Situation) -> Effect? {
    let name = at.className
    guard let rank = rank(name) else { return nil }
    let stem = name.dropLast(2)
    switch stem {
    case "MaxPooling", "AveragePooling", "MaxPool", "AvgPool": return window(at, rank)
    case "GlobalMaxPooling", "GlobalAveragePooling", "GlobalMaxPool", "GlobalAvgPool": return global(at, rank)
    case "AdaptiveMaxPooling", "AdaptiveAveragePooling":
      guard let size = at.config.ints("output_size", count: rank) else { return same }
      return spatial(at, rank) { size[$1] }
    case "UpSampling":
      guard let size = at.config.ints("size", "length", count: rank) else { return same }
      return spatial(at, rank) { Size.times($0, size[$1]) }
    default: return nil
    }
  }

  private static let same = Effect([.unknown])

  /// The number before the `D` at the end of a class's name.
  private static func rank(_ name: String) -> Int? {
    guard name.hasSuffix("D"), let digit = name.dropLast().last?.wholeNumberValue, (1...3).contains(digit)
    else {
      return nil
    }
    return digit
  }

  private static func window(_ at: Situation, _ rank: Int) -> Effect {
    let config = at.config
    guard let pool = config.ints("pool_size", "pool_length", count: rank) else { return same }
    let strides = config.ints("strides", "stride", count: rank) ?? pool
    let padding = config.string("padding", "border_mode") ?? "valid"
    return spatial(at, rank) { size, axis in
      Size.window(size, kernel: pool[axis], stride: strides[axis], dilation: 1, padding: padding)
    }
  }

  private static func global(_ at: Situation, _ rank: Int) -> Effect {
    guard let dims = at.dims, dims.count == rank + 2 else { return same }
    let isFirst = at.config.isChannelsFirst
    let channels = dims[isFirst ? 1 : rank + 1]
    guard at.config.bool("keepdims", false) else { return Effect([dims[0], channels], at.policy.compute) }
    let ones = [Int64?](repeating: 1, count: rank)
    return Effect(isFirst ? [dims[0], channels] + ones : [dims[0]] + ones + [channels], at.policy.compute)
  }

  /// Changes every spatial axis.
  private static func spatial(_ at: Situation, _ rank: Int, _ change: (Int64?, Int) -> Int64?) -> Effect {
    guard var dims = at.dims, dims.count == rank + 2 else { return same }
    let first = at.config.isChannelsFirst ? 2 : 1
    for axis in 0..<rank { dims[first + axis] = change(dims[first + axis], axis) }
    return Effect(dims, at.policy.compute)
  }
}
