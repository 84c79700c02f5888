import ModelGraph
import ShapeMath

/// Convolutions: plain, transposed, depthwise, separable, locally connected.
enum ConvolutionLayers {
  private enum Form { case plain, transposed, depthwise, separable, local }

  /// The classes with their number of spatial axes, Keras 1's names included.
  private static let classes: [(name: String, form: Form, rank: Int)] = [
    ("Conv1D", .plain, 1), ("Conv2D", .plain, 2), ("Conv3D", .plain, 3),
    ("Convolution1D", .plain, 1), ("Convolution2D", .plain, 2), ("Convolution3D", .plain, 3),
    ("AtrousConvolution1D", .plain, 1), ("AtrousConvolution2D", .plain, 2), ("AtrousConv2D", .plain, 2),
    ("Conv1DTranspose", .transposed, 1), ("Conv2DTranspose", .transposed, 2),
    ("Conv3DTranspose", .transposed, 3),
    ("Deconvolution2D", .transposed, 2), ("Deconvolution3D", .transposed, 3),
    ("Convolution2DTranspose", .transposed, 2),
    ("DepthwiseConv1D", .depthwise, 1), ("DepthwiseConv2D", .depthwise, 2),
    ("DepthwiseConv3D", .depthwise, 3),
    ("SeparableConv1D", .separable, 1), ("SeparableConv2D", .separable, 2),
    ("SeparableConvolution2D", .separable, 2),
    ("LocallyConnected1D", .local, 1), ("LocallyConnected2D", .local, 2),
  ]

  static let rules: [LayerRule] = classes.map { name, form, rank in
    LayerRule(name) { convolved($0, form, rank) }
  }

  private static func convolved(_ context: LayerContext, _ form: Form, _ rank: Int) -> LayerResult {
    let config = context.config
    guard let kernel = kernel(config, rank), kernel.allSatisfy({ $0 > 0 }) else { return .unknown }
    let filters = config.int("filters", "nb_filter")
    let strides = config.ints("strides", "subsample", "subsample_length", count: rank) ?? ones(rank)
    let dilation = config.ints("dilation_rate", "atrous_rate", count: rank) ?? ones(rank)
    guard let dims = context.dims, dims.count == rank + 2, filters != nil || form == .depthwise else {
      return LayerResult(nil, context.policy.compute, weights: nil)
    }
    let isFirst = config.isChannelsFirst
    let spatial = isFirst ? 2..<(rank + 2) : 1..<(rank + 1)
    let channels = dims[isFirst ? 1 : rank + 1]
    let padding = config.string("padding", "border_mode") ?? "valid"
    var sizes: [Int64?] = []
    for (place, axis) in spatial.enumerated() {
      sizes.append(
        form == .transposed
          ? stretched(
            dims[axis], kernel[place], strides[place], dilation[place], padding,
            config.ints("output_padding", count: rank)?[place])
          : DimMath.window(
            dims[axis], kernel: kernel[place], stride: strides[place], dilation: dilation[place],
            padding: padding))
    }
    let multiplier = config.int("depth_multiplier") ?? 1
    let out = form == .depthwise ? DimMath.times(channels, multiplier) : filters
    var weights: [Weight?] = []
    switch form {
    case .plain:
      let inner = DimMath.floorDivided(channels, config.int("groups") ?? 1)
      weights = [
        context.weight("kernel", kernel + [inner, filters], trainable: config.int("lora_rank") == nil)
      ]
    case .transposed: weights = [context.weight("kernel", kernel + [filters, channels])]
    case .depthwise: weights = [context.weight("depthwise_kernel", kernel + [channels, multiplier])]
    case .separable:
      weights = [
        context.weight("depthwise_kernel", kernel + [channels, multiplier]),
        context.weight("pointwise_kernel", ones(rank) + [DimMath.times(channels, multiplier), filters]),
      ]
    case .local:
      let patch = DimMath.times(DimMath.product(kernel.map { $0 }), channels)
      weights = [
        rank == 1
          ? context.weight("kernel", sizes[0], patch, filters)
          : context.weight("kernel", DimMath.product(sizes), patch, filters)
      ]
    }
    if config.bool(config.json?["bias"] == nil ? "use_bias" : "bias", true) {
      weights.append(form == .local ? context.weight("bias", sizes + [filters]) : context.weight("bias", out))
    }
    if let rank = config.int("lora_rank"), form == .plain, let kernel = weights[0] {
      weights.append(Weight(name: "lora_kernel_a", dims: kernel.dims.dropLast() + [rank], dtype: .float32))
      weights.append(context.weight("lora_kernel_b", rank, filters))
    }
    let known = weights.compactMap { $0 }
    let shape = isFirst ? [dims[0], out] + sizes : [dims[0]] + sizes + [out]
    return LayerResult(shape, context.policy.compute, weights: known.count == weights.count ? known : nil)
  }

  private static func ones(_ rank: Int) -> [Int64] { [Int64](repeating: 1, count: rank) }

  /// The window, whatever the version of Keras calls it.
  private static func kernel(_ config: Config, _ rank: Int) -> [Int64]? {
    if let size = config.ints("kernel_size", "filter_length", count: rank) { return size }
    let sides = [
      config.int("kernel_dim1", "nb_row"), config.int("kernel_dim2", "nb_col"), config.int("kernel_dim3"),
    ]
    let known = sides.prefix(rank).compactMap { $0 }
    return known.count == rank ? known : nil
  }

  /// The size of an axis after a transposed convolution.
  static func stretched(
    _ size: Int64?, _ kernel: Int64, _ stride: Int64, _ dilation: Int64, _ padding: String, _ extra: Int64?
  ) -> Int64? {
    let isValid = padding == "valid"
    guard isValid || extra != nil else { return DimMath.times(size, stride) }
    guard let reach = PlainSize(kernel).reach(dilation: dilation).value,
      let extra = extra ?? (PlainSize(max(reach, stride)) - PlainSize(reach)).value
    else { return nil }
    let last = PlainSize(isValid ? reach : reach % 2)
    return PlainSize(size).windowCover(reach: last, stride: stride, extra: extra).value
  }
}
