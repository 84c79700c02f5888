import JSONInput
import ModelGraph

/// Recurrent layers and cells.
enum RecurrentLayers {
  /// A cell: its stored tensors, the sizes of its states, and the size of its output.
  private struct Cell {
    var weights: [Weight?]
    var states: [Int64?]
    var output: Int64?
  }

  static let rules: [LayerRule] = [
    LayerRule("LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU", apply: plain),
    LayerRule("LSTMCell", "GRUCell", "SimpleRNNCell", "StackedRNNCells", apply: step),
    LayerRule("RNN", apply: wrapped),
    LayerRule("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "ConvRecurrent2D", apply: convolutional),
  ]

  private static func plain(_ context: LayerContext) -> LayerResult? {
    let width = context.lastDim ?? context.config.int("input_dim")
    return cell(context.className, context.config, width: width, context).map { sequence($0, context) }
  }

  /// One step of a cell, without its states.
  private static func step(_ context: LayerContext) -> LayerResult? {
    guard let cell = cell(context.className, context.config, width: context.lastDim, context) else {
      return nil
    }
    return LayerResult(
      context.dims.map { $0.dropLast() + [cell.output] }, context.policy.compute,
      weights: DenseLayers.known(cell.weights))
  }

  /// The layer that runs any cell.
  private static func wrapped(_ context: LayerContext) -> LayerResult {
    guard let inner = context.config.value("cell"),
      let cell = cell(in: inner, width: context.lastDim, context)
    else { return LayerResult(nil, context.policy.compute, weights: nil) }
    return sequence(cell, context)
  }

  /// The results of a recurrent layer: the last output or all of them, and the states where they are asked for.
  private static func sequence(_ cell: Cell, _ context: LayerContext) -> LayerResult {
    let config = context.config
    let batch = context.dims?.first ?? nil
    var output: [Int64?]?
    if let dims = context.dims {
      let isAll = config.bool("return_sequences", false)
      if dims.count == 3 {
        output = isAll ? [batch, dims[1], cell.output] : [batch, cell.output]
      }
    } else if !config.bool("return_sequences", false) {
      output = [nil, cell.output]
    }
    var outputs = [TensorSpec(dims: output, dtype: context.policy.compute)]
    if config.bool("return_state", false) {
      outputs += cell.states.map { TensorSpec(dims: [batch, $0], dtype: context.policy.compute) }
    }
    return LayerResult(outputs, weights: DenseLayers.known(cell.weights))
  }

  private static func cell(in json: JSON, width: Int64?, _ context: LayerContext) -> Cell? {
    let name = (json["class_name"]?.string ?? "").split(separator: ">").last.map(String.init) ?? ""
    return cell(name, Config(json: json["config"]), width: width, context)
  }

  private static func cell(_ className: String, _ config: Config, width: Int64?, _ context: LayerContext)
    -> Cell?
  {
    if className == "StackedRNNCells" { return stacked(config, width: width, context) }
    let units = config.int("units", "output_dim")
    let gates: Int64
    var biases: [Int64?]
    switch className {
    case "LSTM", "LSTMCell", "CuDNNLSTM":
      gates = 4
      biases = [DimMath.times(units, className == "CuDNNLSTM" ? 8 : 4)]
    case "GRU", "GRUCell", "CuDNNGRU":
      gates = 3
      biases =
        className == "CuDNNGRU"
        ? [DimMath.times(units, 6)]
        : (config.bool("reset_after", false) ? [2] : []) + [DimMath.times(units, 3)]
    case "SimpleRNN", "SimpleRNNCell":
      gates = 1
      biases = [units]
    default: return nil
    }
    var weights = [
      context.weight("kernel", width, DimMath.times(units, gates)),
      context.weight("recurrent_kernel", units, DimMath.times(units, gates)),
    ]
    if config.bool("use_bias", true) { weights.append(context.weight("bias", biases)) }
    return Cell(
      weights: weights, states: [Int64?](repeating: units, count: gates == 4 ? 2 : 1), output: units)
  }

  /// Cells one after the other; the states of all of them.
  private static func stacked(_ config: Config, width: Int64?, _ context: LayerContext) -> Cell? {
    guard let cells = config.value("cells"), cells.isArray, cells.count > 0 else { return nil }
    var all = Cell(weights: [], states: [], output: width)
    for (number, json) in cells.elements.enumerated() {
      guard let cell = cell(in: json, width: all.output, context) else { return nil }
      all.weights += cell.weights.map { weight in
        weight.map { Weight(name: "cell_\(number)/" + $0.name, dims: $0.dims, dtype: $0.dtype) }
      }
      all.states += cell.states
      all.output = cell.output
    }
    return all
  }

  private static func convolutional(_ context: LayerContext) -> LayerResult {
    let config = context.config
    guard let rank = context.className.dropLast().last?.wholeNumberValue,
      let kernel = config.ints("kernel_size", count: rank), let filters = config.int("filters", "nb_filter")
    else { return .unknown }
    guard let dims = context.dims, dims.count == rank + 3 else {
      return LayerResult(nil, context.policy.compute, weights: nil)
    }
    let isFirst = config.isChannelsFirst
    let channels = dims[isFirst ? 2 : rank + 2]
    let strides = config.ints("strides", count: rank) ?? [Int64](repeating: 1, count: rank)
    let dilation = config.ints("dilation_rate", count: rank) ?? [Int64](repeating: 1, count: rank)
    let sizes = (0..<rank).map { axis in
      DimMath.window(
        dims[axis + (isFirst ? 3 : 2)], kernel: kernel[axis], stride: strides[axis], dilation: dilation[axis],
        padding: config.string("padding") ?? "valid")
    }
    let gates = DimMath.times(filters, 4)
    var weights = [
      context.weight("kernel", kernel + [channels, gates]),
      context.weight("recurrent_kernel", kernel + [filters, gates]),
    ]
    if config.bool("use_bias", true) { weights.append(context.weight("bias", gates)) }
    let step = isFirst ? [filters] + sizes : sizes + [filters]
    let isAll = config.bool("return_sequences", false)
    var outputs = [
      TensorSpec(dims: isAll ? [dims[0], dims[1]] + step : [dims[0]] + step, dtype: context.policy.compute)
    ]
    if config.bool("return_state", false) {
      outputs += [TensorSpec](
        repeating: TensorSpec(dims: [dims[0]] + step, dtype: context.policy.compute), count: 2)
    }
    return LayerResult(outputs, weights: DenseLayers.known(weights))
  }
}
