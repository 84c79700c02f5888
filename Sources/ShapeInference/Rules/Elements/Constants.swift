import ModelGraph

/// Values that stand in the graph itself.
enum Constants {
  static let rules: [Rule] = [
    Rule("Constant", constant), Rule("ConstantOfShape", constantOfShape), Rule("EyeLike", eyeLike),
  ]

  private static func constant(_ context: InferenceContext) throws(RuleError) {
    for attribute in context.node.attributes {
      switch (attribute.name, context.attribute(attribute.name)) {
      case ("value", .tensor(let tensor)?):
        context.set(0, tensor.dataType, tensor.dims.map { .known($0) })
        if let content = context.engine.content(of: tensor) { context.setContent(0, content) }
      case ("sparse_value", .sparseTensor(let tensor)?):
        context.set(0, .sparse(tensor.dataType, tensor.dims.map { .known($0) }))
      case ("value_int", .int(let value)?):
        context.set(0, .int64, [])
        context.setContent(0, [.whole(.known(value))])
      case ("value_float", .float(let value)?):
        context.set(0, .float32, [])
        context.setContent(0, [Scalar(Double(value))])
      case ("value_string", .string?): context.set(0, .string, [])
      case ("value_ints", .ints(let list)?):
        context.set(0, .int64, [.known(Int64(list.count))])
        context.setContent(0, list.prefix(InferenceLimits.elements + 1).map { .whole(.known($0)) })
      case ("value_floats", .floats(let list)?):
        context.set(0, .float32, [.known(Int64(list.count))])
        context.setContent(0, list.prefix(InferenceLimits.elements + 1).map { Scalar(Double($0)) })
      case ("value_strings", .strings(let list)?): context.set(0, .string, [.known(Int64(list.count))])
      default: continue
      }
      return
    }
  }

  /// The input's elements are the dims; one element fills the tensor, by default 0.0.
  private static func constantOfShape(_ context: InferenceContext) throws(RuleError) {
    let value = context.tensor("value")
    let element = value?.dataType ?? .float32
    context.set(0, element, nil)
    guard let shape = context.extents(0) else {
      guard let rank = context.length(0), rank <= InferenceLimits.rank else { return }
      return context.set(0, element, [Extent](repeating: .unknown, count: rank))
    }
    try context.setChecked(0, element, shape)
    guard let count = Broadcasting.count(shape) else { return }
    let filler = value.map { context.engine.content(of: $0)?.first ?? .unknown } ?? Scalar(0)
    context.setContent(0, [Scalar](repeating: filler, count: count))
  }

  private static func eyeLike(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.dataType("dtype") ?? context.element(0), try context.shape(0, rank: 2))
  }
}
