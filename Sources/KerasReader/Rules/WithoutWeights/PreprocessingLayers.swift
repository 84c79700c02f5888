import ModelGraph

/// Layers that turn raw features, text, sound and images into tensors.
enum PreprocessingLayers {
  static let rules: [LayerRule] = [
    LayerRule("CategoryEncoding") { encoded($0, depth: $0.config.int("num_tokens"), $0.policy.compute) },
    LayerRule("Hashing", apply: hashed), LayerRule("HashedCrossing", apply: crossed),
    LayerRule("Discretization", apply: discrete),
    LayerRule("IntegerLookup", "StringLookup", "IndexLookup", apply: lookedUp),
    LayerRule("TextVectorization", apply: vectorized),
    LayerRule("Resizing", "CenterCrop", "RandomCrop", apply: resized),
    LayerRule("MelSpectrogram", apply: mel), LayerRule("STFTSpectrogram", apply: stft),
  ]

  /// The dims of an encoding: one more axis, or the last one replaced.
  private static func encoded(_ context: LayerContext, depth: Int64?, _ dtype: DataType) -> LayerResult {
    guard let dims = context.dims else { return LayerResult([TensorSpec(dims: nil, dtype: dtype)]) }
    if context.config.string("output_mode") == "one_hot", dims.last != 1 || dims.count == 1 {
      return LayerResult(dims + [depth], dtype)
    }
    return LayerResult(dims.dropLast() + [depth], dtype)
  }

  private static func hashed(_ context: LayerContext) -> LayerResult {
    let dtype = TensorSpec.dtype(context.config.json?["dtype"]) ?? .int64
    if context.config.string("output_mode") ?? "int" == "int" {
      return LayerResult([TensorSpec(dims: context.dims, dtype: dtype)])
    }
    return LayerResult(context.dims.map { $0.dropLast() + [context.config.int("num_bins")] }, dtype)
  }

  private static func crossed(_ context: LayerContext) -> LayerResult {
    let dtype = TensorSpec.dtype(context.config.json?["dtype"]) ?? .int64
    if context.config.string("output_mode") ?? "int" == "int" {
      return LayerResult([TensorSpec(dims: context.dims, dtype: dtype)])
    }
    return encoded(context, depth: context.config.int("num_bins"), dtype)
  }

  private static func discrete(_ context: LayerContext) -> LayerResult {
    let mode = context.config.string("output_mode") ?? "int"
    if mode == "int" { return LayerResult([TensorSpec(dims: context.dims, dtype: .int64)]) }
    let bounds = context.config.value("bin_boundaries")
    let depth = bounds.map { Int64($0.count) + 1 } ?? context.config.int("num_bins")
    if mode == "one_hot" { return encoded(context, depth: depth, context.policy.compute) }
    guard let dims = context.dims else {
      return LayerResult([TensorSpec(dims: nil, dtype: context.policy.compute)])
    }
    return LayerResult(
      dims.count > 1 ? [dims[0]] + dims.dropFirst(2) + [depth] : [depth], context.policy.compute)
  }

  /// The vocabulary's size with the tokens for what is not in it.
  private static func vocabularySize(_ config: Config) -> Int64? {
    if config.bool("pad_to_max_tokens", false) { return config.int("max_tokens") }
    if let size = config.int("vocabulary_size") { return size }
    guard let words = config.value("vocabulary"), words.isArray else { return nil }
    let special = config.int("num_oov_indices") ?? 1
    let mask: Int64 = config.value("mask_token") == nil || config.string("output_mode") != "int" ? 0 : 1
    return DimMath.plus(Int64(words.count), DimMath.plus(special, mask))
  }

  private static func lookedUp(_ context: LayerContext) -> LayerResult {
    if context.config.string("output_mode") ?? "int" == "int" {
      let isInverse = context.config.bool("invert", false)
      let dtype: DataType = isInverse && context.className == "StringLookup" ? .string : .int64
      return LayerResult([TensorSpec(dims: context.dims, dtype: dtype)])
    }
    return encoded(context, depth: vocabularySize(context.config), .float32)
  }

  private static func vectorized(_ context: LayerContext) -> LayerResult {
    let config = context.config
    let batch = context.dims?.first ?? nil
    if config.string("output_mode") ?? "int" == "int" {
      return LayerResult([batch, config.int("output_sequence_length")], .int64)
    }
    return LayerResult(context.dims.map { $0.prefix(1) + [vocabularySize(config)] }, .float32)
  }

  private static func resized(_ context: LayerContext) -> LayerResult {
    let dtype = context.policy.compute
    guard var dims = context.dims, dims.count == 3 || dims.count == 4 else {
      return LayerResult([TensorSpec(dims: nil, dtype: dtype)])
    }
    let first = dims.count - 3 + (context.config.isChannelsFirst ? 1 : 0)
    dims[first] = context.config.int("height")
    dims[first + 1] = context.config.int("width")
    return LayerResult(dims, dtype)
  }

  private static func mel(_ context: LayerContext) -> LayerResult {
    let stride = context.config.int("sequence_stride") ?? 1
    guard let dims = context.dims, let length = dims.last else {
      return LayerResult([TensorSpec(dims: nil, dtype: context.policy.compute)])
    }
    let steps = DimMath.floorDivided(DimMath.plus(length, DimMath.plus(stride, 1)), stride)
    return LayerResult(dims.dropLast() + [context.config.int("num_mel_bins"), steps], context.policy.compute)
  }

  private static func stft(_ context: LayerContext) -> LayerResult {
    let config = context.config
    guard let dims = context.dims, dims.count == 3, let frame = config.int("frame_length") else {
      return LayerResult([TensorSpec(dims: nil, dtype: context.policy.compute)], weights: nil)
    }
    let isFirst = config.isChannelsFirst
    let mode = config.string("mode") ?? "log"
    let fft = config.int("fft_length") ?? frame
    let bins = DimMath.plus(fft / 2, 1)
    let width = mode == "stft" ? DimMath.times(bins, 2) : bins
    let channels = dims[isFirst ? 1 : 2]
    let steps = DimMath.window(
      dims[isFirst ? 2 : 1], kernel: frame, stride: config.int("frame_step") ?? frame / 2, dilation: 1,
      padding: config.string("padding") ?? "valid")
    var kernels: [Weight?] = []
    if mode != "imag" { kernels.append(context.weight("real_kernel", frame, 1, bins)) }
    if mode != "real" { kernels.append(context.weight("imag_kernel", frame, 1, bins)) }
    let weights = DenseLayers.known(kernels)
    if config.bool("expand_dims", false) {
      return LayerResult(
        isFirst ? [dims[0], channels, steps, width] : [dims[0], steps, width, channels],
        context.policy.compute,
        weights: weights)
    }
    let all = DimMath.times(width, channels)
    return LayerResult(
      isFirst ? [dims[0], all, steps] : [dims[0], steps, all], context.policy.compute, weights: weights)
  }
}
