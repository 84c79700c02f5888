import ModelGraph

/// Loops over slices of tensors.
enum Scanning {
  static let rules: [Rule] = [Rule("Scan", since: 8, scanBatches), Rule("Scan", since: 9, scan)]

  private static func scan(_ context: InferenceContext) throws(RuleError) {
    let inputs = try counted(context, first: 0)
    let states = context.inputCount - inputs
    let axes = context.ints("scan_input_axes") ?? [Int64](repeating: 0, count: inputs)
    guard axes.count == inputs else {
      throw .attribute("scan_input_axes has \(axes.count) entries for \(inputs) inputs")
    }
    var types: [InferredType] = []
    var length = Extent.unknown
    for slot in 0..<context.inputCount {
      guard slot >= states, case .tensor(let element, let shape?) = context.type(slot) else {
        types.append(context.type(slot))
        continue
      }
      let axis = try context.axis(axes[slot - states], rank: shape.count)
      length = Joining.same(length, shape[axis]) ?? length
      var slice = shape
      slice.remove(at: axis)
      types.append(.tensor(element, slice))
    }
    try run(context, types, states) { (type, index) throws(RuleError) in
      guard case .tensor(let element, let shape?) = type else { return type }
      let axes = context.ints("scan_output_axes")
      let given = axes.map { $0.indices.contains(index) ? $0[index] : 0 } ?? 0
      var result = shape
      result.insert(length, at: try context.axis(given, rank: shape.count + 1))
      return .tensor(element, result)
    } state: {
      $0
    }
  }

  /// Version 8 has a first input of lengths, and a batch in front of all dims.
  private static func scanBatches(_ context: InferenceContext) throws(RuleError) {
    let inputs = try counted(context, first: 1)
    let states = context.inputCount - 1 - inputs
    var types: [InferredType] = []
    var (batch, length) = (Extent.unknown, Extent.unknown)
    for slot in 1..<context.inputCount {
      guard case .tensor(let element, let shape?) = context.type(slot), let first = shape.first else {
        types.append(context.type(slot))
        continue
      }
      batch = Joining.same(batch, first) ?? batch
      let isScanned = slot - 1 >= states && shape.count > 1
      if isScanned { length = Joining.same(length, shape[1]) ?? length }
      types.append(.tensor(element, Array(shape.dropFirst(isScanned ? 2 : 1))))
    }
    try run(context, types, states) { (type, _) throws(RuleError) in
      guard case .tensor(let element, let shape?) = type else { return type }
      return .tensor(element, [batch, length] + shape)
    } state: { type in
      guard case .tensor(let element, let shape?) = type else { return type }
      return .tensor(element, [batch] + shape)
    }
  }

  private static func counted(_ context: InferenceContext, first: Int) throws(RuleError) -> Int {
    guard let count = context.int("num_scan_inputs"), count >= 0, count <= Int64(context.inputCount - first)
    else {
      throw .attribute("num_scan_inputs does not fit \(context.inputCount) inputs")
    }
    return Int(count)
  }

  private static func run(
    _ context: InferenceContext, _ types: [InferredType], _ states: Int,
    output: (InferredType, Int) throws(RuleError) -> InferredType,
    state: (InferredType) -> InferredType
  ) throws(RuleError) {
    guard let body = context.graph("body") else { throw .attribute("body is missing") }
    let graph = context.engine.model.graphs[body]
    guard let inner = context.run(body, types.map { Fact($0) }) else { return }
    for slot in 0..<min(context.outputCount, graph.outputs.count) {
      let type = inner.types[graph.outputs[slot]]
      if slot < states {
        // States keep the shape they came with.
        context.set(slot, state(Reconciling.merge(declared: types[slot], inferred: type).type))
      } else {
        context.set(slot, try output(type, slot - states))
      }
    }
  }
}
