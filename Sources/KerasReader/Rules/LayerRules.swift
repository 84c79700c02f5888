/// The results of calls of some classes of layers, by the definitions of Keras.
struct LayerRule: Sendable {
  /// - Returns: nil where settings are missing without which nothing can be said.
  typealias Apply = @Sendable (LayerContext) -> LayerResult?

  /// The classes, by all names that they ever had.
  var classes: [String]
  var apply: Apply

  init(_ classes: String..., apply: @escaping Apply) { self.init(classes, apply: apply) }

  init(_ classes: [String], apply: @escaping Apply) {
    self.classes = classes
    self.apply = apply
  }
}

/// All rules, one family of classes a file.
enum LayerRules {
  private static let layers = table([
    ConvolutionLayers.rules, PoolingLayers.rules, DenseLayers.rules, NormalizationLayers.rules,
    PassThroughLayers.rules, MergingLayers.rules, ReshapingLayers.rules, PaddingLayers.rules,
    AttentionLayers.rules, RecurrentLayers.rules, WrapperLayers.rules, PreprocessingLayers.rules,
  ])
  private static let operations = table([TensorOperations.rules])

  private static func table(_ families: [[LayerRule]]) -> [String: LayerRule.Apply] {
    var table: [String: LayerRule.Apply] = [:]
    for rule in families.joined() { for name in rule.classes { table[name] = rule.apply } }
    return table
  }

  /// The classes that have a rule, sorted.
  static var listing: [String] { Set(layers.keys).union(operations.keys).sorted() }

  /// Whether a class is a layer with a rule, and not an operation.
  static func isLayer(_ name: String) -> Bool { layers[name] != nil }

  /// The result of a call. Operations that are listed as layers without their module count too.
  static func result(_ context: LayerContext) -> LayerResult {
    let name = context.className
    if !context.isOperation, let result = layers[name]?(context) { return result }
    return operations[name]?(context) ?? .unknown
  }
}
