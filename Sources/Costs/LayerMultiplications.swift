import ModelGraph
import ShapeMath

/// Multiply-accumulates of Keras layers: the kernel is the first stored tensor, channels last in it.
extension MacRules {
  /// The layers that count, by all names that they ever had.
  static let layers: [(types: [String], rule: Rule)] = [
    (["1D", "2D", "3D"].flatMap { ["Conv" + $0, "Convolution" + $0] }, convolutionLayer),
    (["DepthwiseConv1D", "DepthwiseConv2D", "DepthwiseConv3D"], depthwiseLayer),
    (["SeparableConv1D", "SeparableConv2D"], separableLayer),
    (["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"], transposedLayer), (["Dense"], denseLayer),
    (["EinsumDense"], einsumLayer), (["MultiHeadAttention"], attentionLayer),
    (["LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU"], recurrentLayer),
    (["Bidirectional"], bidirectionalLayer), (["TimeDistributed"], distributedLayer),
  ]

  /// Layers and operations that multiply in ways which nobody counts yet, and those whose work is code.
  static let uncounted: Set = [
    "LocallyConnected1D", "LocallyConnected2D", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "ConvRecurrent2D",
    "AtrousConvolution1D", "AtrousConvolution2D", "AtrousConv2D", "Deconvolution2D", "Deconvolution3D",
    "Convolution2DTranspose", "SeparableConvolution2D", "Dot", "Highway", "MaxoutDense",
    "TimeDistributedDense",
    "AdditiveAttention", "Attention", "GroupedQueryAttention", "GroupQueryAttention", "LSTMCell", "GRUCell",
    "SimpleRNNCell", "RNN", "StackedRNNCells", "SpectralNormalization",
    "ReversibleEmbedding", "Lambda", "TFOpLambda", "ClassMethod", "InstanceMethod", "TensorFlowOpLayer",
    "JaxLayer",
    "FlaxLayer", "TFSMLayer", "TorchModuleWrapper", "Matmul", "Einsum", "Tensordot", "Vdot", "Inner", "Outer",
    "Kron",
    "Cross", "Conv", "ConvTranspose", "DepthwiseConv", "SeparableConv", "DotProductAttention",
    "MelSpectrogram",
    "STFTSpectrogram", "Cholesky", "CholeskyInverse", "Det", "Eig", "Eigh", "Inv", "LuFactor", "Lstsq",
    "Logdet",
    "MatrixRank", "Pinv", "Qr", "Slogdet", "Solve", "SolveTriangular", "SVD", "CDist",
  ]

  private static func kernels(_ context: CostContext) -> [[Int64]] {
    context.node.inputs.compactMap { input in
      guard let input, let constant = context.graph.values[input].constant else { return nil }
      return constant.dims
    }
  }

  /// out · ∏k · (C/group): the kernel is k… × C/group × M.
  private static func convolutionLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count >= 3, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + kernel.dropLast().map { $0 })
  }

  /// out · ∏k: the kernel is k… × C × multiplier.
  private static func depthwiseLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count >= 3, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + kernel.dropLast(2).map { $0 })
  }

  /// Depthwise at every place of the output, then pointwise: places · (C·multiplier·∏k + C·multiplier·M).
  private static func separableLayer(_ context: CostContext) -> Int64? {
    let found = kernels(context)
    guard found.count >= 2, let output = context.output(), let width = output.last, width > 0,
      let deep = product(output.map { $0 }), let first = product(found[0].map { $0 }),
      let second = product(found[1].map { $0 }), let places = Optional(deep / width)
    else { return nil }
    return product([places, saturatingSum(first, second)])
  }

  /// in · ∏k · M: the kernel is k… × M × C.
  private static func transposedLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count >= 3, let input = context.input(0) else {
      return nil
    }
    return product(input.map { $0 } + kernel.dropLast().map { $0 })
  }

  /// The product of the sizes of all indices of the equation (Keras, EinsumDense: the kernel is the second operand).
  private static func einsumLayer(_ context: CostContext) -> Int64? {
    guard let equation = context.string("equation").map(EinsumEquation.init), equation.inputs.count == 2,
      equation.inputs.allSatisfy({ $0.ellipsis == nil })
    else { return nil }
    return loops(of: equation, over: [context.input(0), kernels(context).first])
  }

  /// For each step of each sample, the products with both kernels: the first two stored tensors.
  private static func recurrentLayer(_ context: CostContext) -> Int64? {
    let found = kernels(context)
    guard found.count >= 2, found[0].count == 2, found[1].count == 2, let input = context.input(0),
      input.count == 3
    else { return nil }
    return product([input[0], input[1], sum([product(found[0].map { $0 }), product(found[1].map { $0 })])])
  }

  /// Both directions of a layer: their stored tensors stand one after the other.
  private static func bidirectionalLayer(_ context: CostContext) -> Int64? {
    let found = kernels(context)
    guard ["LSTM", "GRU", "SimpleRNN"].contains(context.node.facts.wrapped), found.count % 2 == 0,
      found.count >= 4,
      let input = context.input(0), input.count == 3
    else { return nil }
    let half = found.count / 2
    let matrices = [found[0], found[1], found[half], found[half + 1]]
    guard matrices.allSatisfy({ $0.count == 2 }) else { return nil }
    return sum(matrices.map { kernel in product([input[0], input[1]] + kernel.map { $0 }) })
  }

  /// The layer inside at all steps, where it counts by its result and its kernel.
  private static func distributedLayer(_ context: CostContext) -> Int64? {
    switch context.node.facts.wrapped {
    case "Dense": denseLayer(context)
    case "Conv1D", "Conv2D", "Conv3D": convolutionLayer(context)
    case "DepthwiseConv1D", "DepthwiseConv2D": depthwiseLayer(context)
    default: nil
    }
  }

  /// Four projections, of queries, keys, values and of the result, and between them the scores and the weighted sum
  /// (Keras, MultiHeadAttention: kernels are width × heads × size, the last one heads × size × width).
  private static func attentionLayer(_ context: CostContext) -> Int64? {
    let found = kernels(context).filter { $0.count == 3 }
    let data = context.node.inputs.indices.filter { slot in
      context.node.inputs[slot].map { context.graph.values[$0].constant == nil } ?? false
    }
    guard found.count == 4, data.count >= 2, let query = context.input(data[0]),
      let value = context.input(data[1]),
      query.count == 3, value.count == 3, found[0][1] == found[2][1]
    else { return nil }
    let (queries, keys) = (product([query[0], query[1]]), product([value[0], value[1]]))
    func project(_ rows: Int64?, _ kernel: [Int64]) -> Int64? { product([rows] + kernel.map { $0 }) }
    return sum([
      project(queries, found[0]), project(keys, found[1]), project(keys, found[2]),
      project(queries, found[3]),
      scores(query[0], found[0][1], query[1], value[1], sum([found[0][2], found[2][2]])),
    ])
  }

  /// out · in: the kernel is in × out.
  private static func denseLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count == 2, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + [kernel[0]])
  }
}
