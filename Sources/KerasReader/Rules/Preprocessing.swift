import ModelGraph

/// Layers that turn raw features, text, sound and images into tensors.
enum Preprocessing {
  static func effect(_ at: Situation) -> Effect? {
    switch at.className {
    case "CategoryEncoding": encoded(at, depth: at.config.int("num_tokens"), at.policy.compute)
    case "Hashing": hashed(at)
    case "HashedCrossing": crossed(at)
    case "Discretization": discrete(at)
    case "IntegerLookup", "StringLookup", "IndexLookup": lookedUp(at)
    case "TextVectorization": vectorized(at)
    case "Resizing", "CenterCrop", "RandomCrop": resized(at)
    case "MelSpectrogram": mel(at)
    case "STFTSpectrogram": stft(at)
    default: nil
    }
  }

  /// The dims of an encoding: one more axis, or the last one replaced.
  private static func encoded(_ at: Situation, depth: Int64?, _ dtype: DataType) -> Effect {
    guard let dims = at.dims else { return Effect([Spec(dims: nil, dtype: dtype)]) }
    if at.config.string("output_mode") == "one_hot", dims.last != 1 || dims.count == 1 {
      return Effect(dims + [depth], dtype)
    }
    return Effect(dims.dropLast() + [depth], dtype)
  }

  private static func hashed(_ at: Situation) -> Effect {
    let dtype = Spec.dtype(at.config.json?["dtype"]) ?? .int64
    if at.config.string("output_mode") ?? "int" == "int" {
      return Effect([Spec(dims: at.dims, dtype: dtype)])
    }
    return Effect(at.dims.map { $0.dropLast() + [at.config.int("num_bins")] }, dtype)
  }

  private static func crossed(_ at: Situation) -> Effect {
    let dtype = Spec.dtype(at.config.json?["dtype"]) ?? .int64
    if at.config.string("output_mode") ?? "int" == "int" {
      return Effect([Spec(dims: at.dims, dtype: dtype)])
    }
    return encoded(at, depth: at.config.int("num_bins"), dtype)
  }

  private static func discrete(_ at: Situation) -> Effect {
    let mode = at.config.string("output_mode") ?? "int"
    if mode == "int" { return Effect([Spec(dims: at.dims, dtype: .int64)]) }
    let bounds = at.config.value("bin_boundaries")
    let depth = bounds.map { Int64($0.count) + 1 } ?? at.config.int("num_bins")
    if mode == "one_hot" { return encoded(at, depth: depth, at.policy.compute) }
    guard let dims = at.dims else { return Effect([Spec(dims: nil, dtype: at.policy.compute)]) }
    return Effect(dims.count > 1 ? [dims[0]] + dims.dropFirst(2) + [depth] : [depth], at.policy.compute)
  }

  /// The vocabulary's size with the tokens for what is not in it.
  private static func vocabularySize(_ config: Config) -> Int64? {
    if config.bool("pad_to_max_tokens", false) { return config.int("max_tokens") }
    if let size = config.int("vocabulary_size") { return size }
    guard let words = config.value("vocabulary"), words.isArray else { return nil }
    let special = config.int("num_oov_indices") ?? 1
    let mask: Int64 = config.value("mask_token") == nil || config.string("output_mode") != "int" ? 0 : 1
    return Size.plus(Int64(words.count), Size.plus(special, mask))
  }

  private static func lookedUp(_ at: Situation) -> Effect {
    if at.config.string("output_mode") ?? "int" == "int" {
      let isInverse = at.config.bool("invert", false)
      let dtype: DataType = isInverse && at.className == "StringLookup" ? .string : .int64
      return Effect([Spec(dims: at.dims, dtype: dtype)])
    }
    return encoded(at, depth: vocabularySize(at.config), .float32)
  }

  private static func vectorized(_ at: Situation) -> Effect {
    let config = at.config
    let batch = at.dims?.first ?? nil
    if config.string("output_mode") ?? "int" == "int" {
      return Effect([batch, config.int("output_sequence_length")], .int64)
    }
    return Effect(at.dims.map { $0.prefix(1) + [vocabularySize(config)] }, .float32)
  }

  private static func resized(_ at: Situation) -> Effect {
    let dtype = at.policy.compute
    guard var dims = at.dims, dims.count == 3 || dims.count == 4 else {
      return Effect([Spec(dims: nil, dtype: dtype)])
    }
    let first = dims.count - 3 + (at.config.isChannelsFirst ? 1 : 0)
    dims[first] = at.config.int("height")
    dims[first + 1] = at.config.int("width")
    return Effect(dims, dtype)
  }

  private static func mel(_ at: Situation) -> Effect {
    let stride = at.config.int("sequence_stride") ?? 1
    guard let dims = at.dims, let length = dims.last else {
      return Effect([Spec(dims: nil, dtype: at.policy.compute)])
    }
    let steps = Size.floorDivided(Size.plus(length, Size.plus(stride, 1)), stride)
    return Effect(dims.dropLast() + [at.config.int("num_mel_bins"), steps], at.policy.compute)
  }

  private static func stft(_ at: Situation) -> Effect {
    let config = at.config
    guard let dims = at.dims, dims.count == 3, let frame = config.int("frame_length") else {
      return Effect([Spec(dims: nil, dtype: at.policy.compute)], weights: nil)
    }
    let isFirst = config.isChannelsFirst
    let mode = config.string("mode") ?? "log"
    let fft = config.int("fft_length") ?? frame
    let bins = Size.plus(fft / 2, 1)
    let width = mode == "stft" ? Size.times(bins, 2) : bins
    let channels = dims[isFirst ? 1 : 2]
    let steps = Size.window(
      dims[isFirst ? 2 : 1], kernel: frame, stride: config.int("frame_step") ?? frame / 2, dilation: 1,
      padding: config.string("padding") ?? "valid")
    var kernels: [Weight?] = []
    if mode != "imag" { kernels.append(at.weight("real_kernel", frame, 1, bins)) }
    if mode != "real" { kernels.append(at.weight("imag_kernel", frame, 1, bins)) }
    let weights = DenseLayers.known(kernels)
    if config.bool("expand_dims", false) {
      return Effect(
        isFirst ? [dims[0], channels, steps, width] : [dims[0], steps, width, channels], at.policy.compute,
        weights: weights)
    }
    let all = Size.times(width, channels)
    return Effect(
      isFirst ? [dims[0], all, steps] : [dims[0], steps, all], at.policy.compute, weights: weights)
  }
}
