import ModelGraph

/// Recurrent layers and cells.
enum Recurrent {
  /// A cell: its stored tensors, the sizes of its states, and the size of what it gives.
  private struct Cell {
    var weights: [Weight?]
    var states: [Int64?]
    var output: Int64?
  }

  static func effect(_ at: Situation) -> Effect? {
    switch at.className {
    case "LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU":
      guard let cell = cell(at.className, at.config, width: at.lastDim ?? at.config.int("input_dim"), at)
      else { return nil }
      return sequence(cell, at)
    case "LSTMCell", "GRUCell", "SimpleRNNCell", "StackedRNNCells":
      guard let cell = cell(at.className, at.config, width: at.lastDim, at) else { return nil }
      return Effect(
        [at.dims.map { $0.dropLast() + [cell.output] }, nil].prefix(1).map {
          Spec(dims: $0 ?? nil, dtype: at.policy.compute)
        },
        weights: DenseLayers.known(cell.weights))
    case "RNN":
      guard let inner = at.config.value("cell"), let cell = cell(in: inner, width: at.lastDim, at) else {
        return Effect(nil, at.policy.compute, weights: nil)
      }
      return sequence(cell, at)
    case "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "ConvRecurrent2D": return convolutional(at)
    default: return nil
    }
  }

  /// What a recurrent layer gives: the last output or all of them, and the states where they are asked for.
  private static func sequence(_ cell: Cell, _ at: Situation) -> Effect {
    let config = at.config
    let batch = at.dims?.first ?? nil
    var output: [Int64?]?
    if let dims = at.dims {
      let isAll = config.bool("return_sequences", false)
      if dims.count == 3 {
        output = isAll ? [batch, dims[1], cell.output] : [batch, cell.output]
      }
    } else if !config.bool("return_sequences", false) {
      output = [nil, cell.output]
    }
    var outputs = [Spec(dims: output, dtype: at.policy.compute)]
    if config.bool("return_state", false) {
      outputs += cell.states.map { Spec(dims: [batch, $0], dtype: at.policy.compute) }
    }
    return Effect(outputs, weights: DenseLayers.known(cell.weights))
  }

  private static func cell(in json: JSON, width: Int64?, _ at: Situation) -> Cell? {
    let name = (json["class_name"]?.string ?? "").split(separator: ">").last.map(String.init) ?? ""
    return cell(name, Config(json: json["config"]), width: width, at)
  }

  private static func cell(_ className: String, _ config: Config, width: Int64?, _ at: Situation) -> Cell? {
    if className == "StackedRNNCells" { return stacked(config, width: width, at) }
    let units = config.int("units", "output_dim")
    let gates: Int64
    var biases: [Int64?]
    switch className {
    case "LSTM", "LSTMCell", "CuDNNLSTM":
      gates = 4
      biases = [Size.times(units, className == "CuDNNLSTM" ? 8 : 4)]
    case "GRU", "GRUCell", "CuDNNGRU":
      gates = 3
      biases =
        className == "CuDNNGRU"
        ? [Size.times(units, 6)] : (config.bool("reset_after", false) ? [2] : []) + [Size.times(units, 3)]
    case "SimpleRNN", "SimpleRNNCell":
      gates = 1
      biases = [units]
    default: return nil
    }
    var weights = [
      at.weight("kernel", width, Size.times(units, gates)),
      at.weight("recurrent_kernel", units, Size.times(units, gates)),
    ]
    if config.bool("use_bias", true) { weights.append(at.weight("bias", biases)) }
    return Cell(
      weights: weights, states: [Int64?](repeating: units, count: gates == 4 ? 2 : 1), output: units)
  }

  /// Cells one after the other; the states of all of them.
  private static func stacked(_ config: Config, width: Int64?, _ at: Situation) -> Cell? {
    guard let cells = config.value("cells"), cells.isArray, cells.count > 0 else { return nil }
    var all = Cell(weights: [], states: [], output: width)
    for (number, json) in cells.elements.enumerated() {
      guard let cell = cell(in: json, width: all.output, at) else { return nil }
      all.weights += cell.weights.map { weight in
        weight.map { Weight(name: "cell_\(number)/" + $0.name, dims: $0.dims, dtype: $0.dtype) }
      }
      all.states += cell.states
      all.output = cell.output
    }
    return all
  }

  private static func convolutional(_ at: Situation) -> Effect {
    let config = at.config
    guard let rank = at.className.dropLast().last?.wholeNumberValue,
      let kernel = config.ints("kernel_size", count: rank), let filters = config.int("filters", "nb_filter")
    else { return .unknown }
    guard let dims = at.dims, dims.count == rank + 3 else {
      return Effect(nil, at.policy.compute, weights: nil)
    }
    let isFirst = config.isChannelsFirst
    let channels = dims[isFirst ? 2 : rank + 2]
    let strides = config.ints("strides", count: rank) ?? [Int64](repeating: 1, count: rank)
    let dilation = config.ints("dilation_rate", count: rank) ?? [Int64](repeating: 1, count: rank)
    let sizes = (0..<rank).map { axis in
      Size.window(
        dims[axis + (isFirst ? 3 : 2)], kernel: kernel[axis], stride: strides[axis], dilation: dilation[axis],
        padding: config.string("padding") ?? "valid")
    }
    let gates = Size.times(filters, 4)
    var weights = [
      at.weight("kernel", kernel + [channels, gates]),
      at.weight("recurrent_kernel", kernel + [filters, gates]),
    ]
    if config.bool("use_bias", true) { weights.append(at.weight("bias", gates)) }
    let step = isFirst ? [filters] + sizes : sizes + [filters]
    let isAll = config.bool("return_sequences", false)
    var outputs = [
      Spec(dims: isAll ? [dims[0], dims[1]] + step : [dims[0]] + step, dtype: at.policy.compute)
    ]
    if config.bool("return_state", false) {
      outputs += [Spec](repeating: Spec(dims: [dims[0]] + step, dtype: at.policy.compute), count: 2)
    }
    return Effect(outputs, weights: DenseLayers.known(weights))
  }
}
