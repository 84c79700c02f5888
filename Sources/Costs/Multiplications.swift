import ModelGraph
import OperatorCatalog
import ShapeMath

/// Multiply-accumulates of one operator: a multiplication and the addition of its result count as one.
///
/// The convention is that of the tables in papers: convolutions, matrix products, recurrent layers and
/// attention count; biases, normalisation, activations, pooling and element-wise arithmetic do not, being
/// linear in the size of the data. By it ResNet-50 has 4.09 G at 224×224.
///
/// - Parameter attributes: the node's attributes, references to a function's resolved.
/// - Returns: 0 for operators that do not count; nil where dims are missing, the number does not fit, or nobody knows how often
///   the operator multiplies, as of one that an author wrote.
public func multiplications(of node: Node, attributes: [Attribute], in graph: Graph) -> Int64? {
  multiplications(of: node, attributes, in: graph, .none)
}

/// The same with sizes for dims that the file leaves open.
func multiplications(
  of node: Node, _ attributes: [Attribute], in graph: Graph, _ sizes: OpenSizes
) -> Int64? {
  let key = MacRules.Key(domain: node.op.domain, type: node.op.type)
  guard let rule = MacRules.table[key] else { return MacRules.mayMultiply(node.op) ? nil : 0 }
  return rule(CostContext(node: node, attributes: attributes, graph: graph, sizes: sizes))
}

/// The rules of ``multiplications(of:attributes:in:)``.
enum MacRules {
  struct Key: Hashable {
    var domain: String
    var type: String
  }

  typealias Rule = @Sendable (CostContext) -> Int64?

  static let table: [Key: Rule] = {
    var table: [Key: Rule] = [:]
    func add(_ domain: String, _ types: [String], _ rule: @escaping Rule) {
      for type in types { table[Key(domain: domain, type: type)] = rule }
    }
    let microsoft = "com.microsoft"
    add("", ["Conv", "ConvInteger", "DeformConv", "CausalConvWithState"]) { convolution($0, weight: 1) }
    add("", ["QLinearConv"]) { convolution($0, weight: 3) }
    add(microsoft, ["FusedConv", "NhwcFusedConv"]) { convolution($0, weight: 1) }
    add(microsoft, ["QLinearConv"]) { convolution($0, weight: 3) }
    add("com.microsoft.nchwc", ["Conv"]) { convolution($0, weight: 1) }
    add("", ["ConvTranspose"], transposedConvolution)
    add("", ["MatMul", "MatMulInteger", "QLinearMatMul"]) { matrixProduct($0) }
    add(microsoft, ["FusedMatMul", "TransposeMatMul", "FusedMatMulActivation"]) { fusedProduct($0) }
    add(microsoft, ["MatMulIntegerToFloat", "DynamicQuantizeMatMul", "MatMulInteger16", "GemmFastGelu"]) {
      matrixProduct($0)
    }
    add(microsoft, ["MatMulNBits", "MatMulBnb4", "MatMulFpQ4"], blockProduct)
    add("", ["Gemm"], gemm)
    add(microsoft, ["FusedGemm", "QGemm"], gemm)
    add("", ["Einsum"], einsum)
    add("", ["LSTM"]) { recurrent($0, gates: 4) }
    add("", ["GRU"]) { recurrent($0, gates: 3) }
    add("", ["RNN"]) { recurrent($0, gates: 1) }
    add("", ["Attention"], attention)
    add(microsoft, ["Attention", "QAttention"], packedAttention)
    add(microsoft, ["MultiHeadAttention", "DecoderMaskedMultiHeadAttention"], multiHeadAttention)
    add(microsoft, ["GroupQueryAttention"], groupQueryAttention)
    for (types, rule) in layers { add("keras", types, rule) }
    return table
  }()

  /// Whether an operator without a rule may multiply: that there is no number is better than one that is too small.
  static func mayMultiply(_ op: OperatorID) -> Bool {
    if op.domain == "keras", uncounted.contains(op.type) { return true }
    switch Operators.info(for: op).kind {
    case .convolution, .linear, .attention, .recurrent, .custom: return !movesOnly.contains(op.type)
    default: return false
    }
  }

  /// Operators of these kinds that only move elements or take each once.
  static let movesOnly: Set = [
    "Fold", "Unfold", "RotaryEmbedding", "GemmaRotaryEmbedding", "MRotaryEmbedding", "RelativePositionBias",
  ]

  // MARK: Convolutions

  /// Every element of the output is a sum over the kernel and the channels of its group:
  /// out · (C/group) · ∏k (ONNX, operator Conv: the weight has the dims M × C/group × k…).
  static func convolution(_ context: CostContext, weight slot: Int) -> Int64? {
    guard let weight = context.input(slot), weight.count >= 2, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + weight.dropFirst().map { $0 })
  }

  /// Every element of the input is spread over the kernel and the output channels of its group:
  /// in · (M/group) · ∏k (ONNX, operator ConvTranspose: the weight has the dims C × M/group × k…).
  private static func transposedConvolution(_ context: CostContext) -> Int64? {
    guard let weight = context.input(1), weight.count >= 2, let input = context.input(0) else { return nil }
    return product(input.map { $0 } + weight.dropFirst().map { $0 })
  }

  // MARK: Matrix products

  /// Every element of the output is a sum over the inner dim: out · k (NumPy's matmul).
  private static func matrixProduct(_ context: CostContext) -> Int64? {
    guard let left = context.input(0), let inner = left.last, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + [inner])
  }

  /// As a matrix product; with `transA` the inner dim is the last but one.
  private static func fusedProduct(_ context: CostContext) -> Int64? {
    guard let left = context.input(0), left.count >= 1, let output = context.output() else { return nil }
    let inner = context.flag("transA") && left.count > 1 ? left[left.count - 2] : left[left.count - 1]
    return product(output.map { $0 } + [inner])
  }

  /// rows · K · N: the weight is packed, so the attributes say how large it is.
  private static func blockProduct(_ context: CostContext) -> Int64? {
    guard let rows = context.input(0)?.dropLast(), let inner = context.int("K"),
      let columns = context.int("N"),
      inner >= 0,
      columns >= 0
    else { return nil }
    return product(rows.map { $0 } + [inner, columns])
  }

  /// M · K · N.
  private static func gemm(_ context: CostContext) -> Int64? {
    guard let left = context.input(0), left.count == 2, let output = context.output() else { return nil }
    return product(output.map { $0 } + [left[context.flag("transA") ? 0 : 1]])
  }

  /// The product of the sizes of all indices, as a loop nest over them would do; with one operand there
  /// is nothing to multiply. With three or more a good order takes less.
  private static func einsum(_ context: CostContext) -> Int64? {
    guard context.node.inputs.count > 1 else { return 0 }
    guard let equation = context.string("equation").map(EinsumEquation.init),
      equation.inputs.allSatisfy({ $0.ellipsis == nil })
    else {
      // With dots: as if the last dim of the first operand were summed over.
      return matrixProduct(context)
    }
    return loops(of: equation, over: equation.inputs.indices.map { context.input($0) })
  }

  /// The product of the sizes of all indices of an equation, by its operands' dims; nil where these do not fit it.
  static func loops(of equation: EinsumEquation, over operands: [[Int64]?]) -> Int64? {
    var sizes: [UInt8: Int64] = [:]
    for (dims, term) in zip(operands, equation.inputs) {
      guard let dims, dims.count == term.letters.count else { return nil }
      for (letter, size) in zip(term.letters, dims) { sizes[letter] = max(sizes[letter] ?? 1, size) }
    }
    return product(sizes.keys.sorted().map { sizes[$0] })
  }

  // MARK: Recurrent layers

  /// steps · batch · directions · gates · hidden · (input + hidden) (ONNX, operators LSTM, GRU and RNN:
  /// each gate is W·x + R·h).
  private static func recurrent(_ context: CostContext, gates: Int64) -> Int64? {
    guard let input = context.input(0), input.count == 3, let weight = context.input(2), weight.count == 3
    else {
      return nil
    }
    return product([input[0], input[1], weight[0], gates, weight[2], sum([input[2], weight[2]])])
  }

  // MARK: Attention

  /// Q·Kᵀ and the weights times V: batch · heads · q · kv · (size + value size) (Vaswani et al., 2017).
  static func scores(_ batch: Int64?, _ heads: Int64?, _ queries: Int64?, _ keys: Int64?, _ sizes: Int64?)
    -> Int64?
  {
    product([batch, heads, queries, keys, sizes])
  }

  /// The standard operator, on three or four dims.
  private static func attention(_ context: CostContext) -> Int64? {
    guard let query = context.input(0), let key = context.input(1), let value = context.input(2) else {
      return nil
    }
    if query.count == 4, key.count == 4, value.count == 4 {
      let past = context.has(4) ? context.input(4).flatMap { $0.count == 4 ? $0[2] : nil } : 0
      return scores(query[0], query[1], query[2], sum([key[2], past]), sum([query[3], value[3]]))
    }
    guard query.count == 3, key.count == 3, value.count == 3, let heads = context.int("q_num_heads"),
      let keyHeads = context.int("kv_num_heads"), heads > 0, keyHeads > 0
    else { return nil }
    let past = context.has(4) ? context.input(4).flatMap { $0.count == 4 ? $0[2] : nil } : 0
    return scores(
      query[0], heads, query[1], sum([key[1], past]), sum([query[2] / heads, value[2] / keyHeads]))
  }

  /// The projection to queries, keys and values, then attention (ONNX Runtime, operator Attention).
  private static func packedAttention(_ context: CostContext) -> Int64? {
    guard let input = context.input(0), input.count == 3, let weight = context.input(1), weight.count == 2
    else {
      return nil
    }
    let sizes = context.ints("qkv_hidden_sizes") ?? [weight[1] / 3, weight[1] / 3, weight[1] / 3]
    guard sizes.count == 3, let projection = product([input[0], input[1], input[2], weight[1]]) else {
      return nil
    }
    let (width, overflow) = sizes[0].addingReportingOverflow(sizes[2])
    guard !overflow, let inner = scores(input[0], 1, input[1], input[1], width) else { return nil }
    return saturatingSum(projection, inner)
  }

  /// Attention of projected inputs batch × length × hidden (ONNX Runtime, operator MultiHeadAttention).
  private static func multiHeadAttention(_ context: CostContext) -> Int64? {
    guard let query = context.input(0), query.count == 3, let output = context.output(), output.count == 3
    else {
      return nil
    }
    let key = context.input(1)
    let keys = context.has(1) ? key.flatMap { $0.count == 3 ? $0[1] : $0.count == 4 ? $0[2] : nil } : query[1]
    return scores(query[0], 1, query[1], keys, sum([query[2], output[2]]))
  }

  /// As above; keys have fewer heads, but each head of the queries has its own scores.
  private static func groupQueryAttention(_ context: CostContext) -> Int64? {
    guard let output = context.output(), output.count == 3 else { return nil }
    let present = context.output(1).flatMap { $0.count == 4 ? $0[2] : nil }
    return scores(output[0], 2, output[1], present ?? output[1], output[2])
  }
}
