import ModelGraph

/// Between real and quantised numbers.
enum Quantizing {
  static let rules: [Rule] = [
    Rule("QuantizeLinear", quantize), Rule("DequantizeLinear", dequantize),
    Rule("DynamicQuantizeLinear", dynamic),
  ]

  /// The zero point says the type, else an attribute, else it is uint8.
  static func quantize(_ context: InferenceContext) throws(RuleError) {
    let given = context.has(2) ? context.element(2) : context.dataType("output_dtype") ?? .uint8
    context.set(0, given, context.shape(0))
  }

  /// The type is that of the scale, unless an attribute says otherwise.
  static func dequantize(_ context: InferenceContext) throws(RuleError) {
    let scale = context.element(1) == .undefined && context.version < 19 ? .float32 : context.element(1)
    context.set(0, context.dataType("output_dtype") ?? scale, context.shape(0))
  }

  private static func dynamic(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .uint8, context.shape(0))
    context.set(1, .float32, [])
    context.set(2, .uint8, [])
  }
}
