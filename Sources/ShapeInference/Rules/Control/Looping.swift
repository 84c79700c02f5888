import ModelGraph

/// Loops with a counter and a condition.
enum Looping {
  static let rules: [Rule] = [Rule("Loop", loop)]

  /// Loop-carried values are first taken to keep their shapes; types that do change are made more general until
  /// nothing changes. The number of rounds does not depend on the trip count.
  private static func loop(_ context: InferenceContext) throws(RuleError) {
    guard let body = context.graph("body") else { throw .attribute("body is missing") }
    let graph = context.engine.model.graphs[body]
    let carried = max(0, context.inputCount - 2)
    guard graph.inputs.count == carried + 2, graph.outputs.count >= carried + 1 else {
      throw .shape(
        "the body has \(graph.inputs.count) inputs and \(graph.outputs.count) outputs for \(carried) carried values"
      )
    }
    var types = (0..<carried).map { context.type($0 + 2) }
    var inner: Frame?
    for attempt in 0..<4 {
      let inputs: [InferredType] = [.tensor(.int64, []), .tensor(.bool, [])] + types
      guard let frame = context.run(body, inputs, keeping: false) else { return }
      inner = frame
      var next = types
      for index in 0..<carried { next[index] = general(types[index], frame.types[graph.outputs[index + 1]]) }
      if next == types { break }
      types = attempt < 2 ? next : zip(types, next).map { $0 == $1 ? $0 : shapeless($0) }
    }
    guard let inner else { return }
    context.frame.bodies.append(inner)
    let trips = context.scalar(0) ?? .unknown
    let isCounted = !context.has(1) || context.scalar(1)?.value == 1
    let staysTrue = inner.content(of: graph.outputs[0], context.engine)?.first?.extent.value == 1
    for slot in 0..<context.outputCount {
      if slot < carried {
        context.set(slot, result(types[slot], inner.types[graph.outputs[slot + 1]]))
      } else if slot + 1 < graph.outputs.count {
        let count = isCounted && staysTrue && context.has(0) && trips.isNonnegative ? trips : .unknown
        context.set(slot, stacked(inner.types[graph.outputs[slot + 1]], count))
      }
    }
  }

  /// The type that holds before the loop and after each round. An unknown result of a round leaves the type.
  private static func general(_ before: InferredType, _ after: InferredType) -> InferredType {
    switch (before, after) {
    case (_, .unknown): before == .unknown ? .unknown : shapeless(before)
    case (.unknown, _): shapeless(after)
    case (.tensor(let x, let p), .tensor(let y, let q)):
      .tensor(x == .undefined ? y : x, InferredType.commonShape(p, q))
    // A sequence that starts empty puts no bounds on the elements that a round adds.
    case (.sequence(.tensor(_, nil)), .sequence(let b)): .sequence(b)
    case (.optional(let a), .optional(let b)): .optional(general(a, b))
    case (.optional(let a), _): .optional(general(a, after))
    case (_, .optional(let b)): .optional(general(before, b))
    default: InferredType.common(before, after)
    }
  }

  /// An optional that goes in may come out as what it holds.
  private static func result(_ carried: InferredType, _ after: InferredType) -> InferredType {
    if case .optional(let element) = carried, after != .unknown {
      if case .optional = after { return carried }
      return element
    }
    return carried
  }

  private static func shapeless(_ type: InferredType) -> InferredType {
    switch type {
    case .tensor(let element, _): .tensor(element, nil)
    case .sparse(let element, _): .sparse(element, nil)
    case .sequence(let element): .sequence(shapeless(element))
    case .optional(let element): .optional(shapeless(element))
    default: type
    }
  }

  /// One output per trip, stacked along a new first axis.
  private static func stacked(_ type: InferredType, _ count: Extent) -> InferredType {
    guard case .tensor(let element, let shape) = type else { return type }
    return .tensor(element, shape.map { [count] + $0 })
  }
}
