import ModelGraph

/// The stored tensors of quantised layers, as `quantized_build` of Keras 3 makes them.
enum QuantizedWeights {
  /// How a layer is quantised, from its dtype policy: `int8_from_float32`, `int4/128_from_float32`.
  private enum Mode: Equatable {
    case none, int8, float8
    /// The block size; nil for one scale a channel.
    case int4(Int64?)
    case other
  }

  private static func mode(_ context: LayerContext) -> (mode: Mode, history: Int64) {
    guard let policy = context.config.json?["dtype"] else { return (.none, 0) }
    let own = policy["config"]
    let history = own?["amax_history_length"]?.int ?? 1024
    guard let name = policy.string ?? own?["name"]?.string ?? own?["mode"]?.string,
      name.holds("_from_") || own?["mode"] != nil
    else { return (.none, 0) }
    let head = String(name.prefix { $0 != "_" })
    if head == "int8" { return (.int8, history) }
    if head == "float8" { return (.float8, history) }
    guard head.hasPrefix("int4") else { return (.other, history) }
    let written = head.split(separator: "/").dropFirst().first.flatMap { Int64($0) }
    let block =
      written ?? own?["block_size"]?.int
      ?? context.config.json?["quantization_config"]?["config"]?["block_size"]?.int
    return (.int4(block.flatMap { $0 > 0 ? $0 : nil }), history)
  }

  /// The kernel of a dense layer with what belongs to it.
  static func kernel(_ context: LayerContext, _ dims: [Int64?], units: Int64?, axis: Int) -> [Weight?] {
    let (mode, history) = mode(context)
    switch mode {
    case .none: return [context.weight("kernel", dims, trainable: context.config.int("lora_rank") == nil)]
    case .int8:
      return [typed(.int8, "kernel", dims), context.weight("kernel_scale", units, trainable: false)]
    case .float8: return scales(history) + [context.weight("kernel", dims)]
    case .int4(let block):
      let packed = typed(.int8, "kernel", dims.dropLast() + [DimMath.ceilDivided(units, 2)])
      guard let block else { return [packed, context.weight("kernel_scale", units, trainable: false)] }
      let groups = DimMath.ceilDivided(dims[0], block)
      return [
        packed, context.weight("kernel_scale", groups, units, trainable: false),
        typed(.int8, "kernel_zero", [groups, units]),
        typed(.float32, "g_idx", [dims[0]]),
      ]
    case .other: return [nil]
    }
  }

  /// The table of an embedding.
  static func table(_ context: LayerContext, _ rows: Int64?, _ width: Int64?) -> [Weight?] {
    switch mode(context).mode {
    case .none, .float8:
      return [context.weight("embeddings", rows, width, trainable: context.config.int("lora_rank") == nil)]
    case .int8:
      return [
        typed(.int8, "embeddings", [rows, width]), context.weight("embeddings_scale", rows, trainable: false),
      ]
    case .int4(let block):
      let packed = typed(.int8, "embeddings", [rows, DimMath.ceilDivided(width, 2)])
      guard let block else { return [packed, context.weight("embeddings_scale", rows, trainable: false)] }
      let groups = DimMath.ceilDivided(width, block)
      return [
        packed, context.weight("embeddings_scale", rows, groups, trainable: false),
        typed(.int8, "embeddings_zero", [rows, groups]), typed(.float32, "g_idx", [width]),
      ]
    case .other: return [nil]
    }
  }

  /// The kernel of an `EinsumDense`; its scales have one dim for each axis that is not summed over.
  static func einsumKernel(_ context: LayerContext, _ einsum: EinsumDense) -> [Weight?] {
    let (mode, history) = mode(context)
    switch mode {
    case .none:
      return [context.weight("kernel", einsum.kernel, trainable: context.config.int("lora_rank") == nil)]
    case .int8:
      return [
        typed(.int8, "kernel", einsum.kernel), context.weight("kernel_scale", einsum.scale, trainable: false),
      ]
    case .float8: return scales(history) + [context.weight("kernel", einsum.kernel)]
    case .int4, .other: return [nil]
    }
  }

  private static func scales(_ history: Int64) -> [Weight?] {
    ["inputs", "kernel", "outputs_grad"].flatMap { name -> [Weight?] in
      [
        Weight(name: name + "_scale", dims: [], dtype: .float32),
        Weight(name: name + "_amax_history", dims: [history], dtype: .float32),
      ]
    }
  }

  private static func typed(_ dtype: DataType, _ name: String, _ dims: [Int64?]) -> Weight? {
    let known = dims.compactMap { $0 }
    return known.count == dims.count ? Weight(name: name, dims: known, dtype: dtype, isTrainable: false) : nil
  }
}
