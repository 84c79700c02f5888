import ModelGraph

/// Sequences of tensors.
enum Sequences {
  static let rules: [Rule] = [
    Rule("SequenceEmpty") { context throws(RuleError) in
      context.set(0, .sequence(.tensor(context.dataType("dtype") ?? .float32, nil)))
    },
    Rule("SequenceConstruct", construct), Rule("SequenceInsert", insert),
    Rule("SequenceErase") { context throws(RuleError) in context.set(0, context.type(0)) },
    Rule("SequenceAt") { context throws(RuleError) in
      if case .sequence(let element) = context.type(0) { context.set(0, element) }
    },
    Rule("SequenceLength") { context throws(RuleError) in context.set(0, .int64, []) },
    Rule("ConcatFromSequence", concat), Rule("SplitToSequence", split), Rule("SequenceMap", map),
  ]

  private static func construct(_ context: InferenceContext) throws(RuleError) {
    guard context.inputCount > 0 else { return }
    var element = context.type(0)
    for slot in 1..<max(1, context.inputCount) { element = InferredType.common(element, context.type(slot)) }
    context.set(0, .sequence(element))
  }

  private static func insert(_ context: InferenceContext) throws(RuleError) {
    guard case .sequence(let element) = context.type(0) else { return }
    context.set(0, .sequence(InferredType.common(element, context.type(1))))
  }

  private static func concat(_ context: InferenceContext) throws(RuleError) {
    guard case .sequence(.tensor(let element, let shape)) = context.type(0) else { return }
    context.set(0, element, nil)
    guard let shape else { return }
    guard let given = context.int("axis") else { throw .attribute("axis is missing") }
    let isNew = context.flag("new_axis")
    let axis = try context.axis(given, rank: shape.count + (isNew ? 1 : 0))
    var result = shape
    if isNew { result.insert(.unknown, at: axis) } else { result[axis] = .unknown }
    context.set(0, element, result)
  }

  /// Parts of one length (1 without a second input), or of given lengths.
  private static func split(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, .sequence(.tensor(element, nil)))
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    var part = shape
    if !context.has(1) {
      if context.flag("keepdims", or: true) { part[axis] = .known(1) } else { part.remove(at: axis) }
      return context.set(0, .sequence(.tensor(element, part)))
    }
    part[axis] = .unknown
    if let lengths = context.inputInts(1), let first = lengths.first {
      if context.shape(1) == [] {
        guard first > 0 else { throw .shape("the length of the parts is \(first)") }
        if let size = shape[axis].value, size % first == 0 { part[axis] = .known(first) }
      } else if lengths.allSatisfy({ $0 == first }), first >= 0 {
        part[axis] = .known(first)
      }
    }
    context.set(0, .sequence(.tensor(element, part)))
  }

  /// The body sees one element of every sequence, and other inputs as they are.
  private static func map(_ context: InferenceContext) throws(RuleError) {
    guard let body = context.graph("body") else { throw .attribute("body is missing") }
    let inputs = (0..<context.inputCount).map { slot -> InferredType in
      if case .sequence(let element) = context.type(slot) { element } else { context.type(slot) }
    }
    guard let inner = context.run(body, inputs) else { return }
    for (slot, output) in context.engine.model.graphs[body].outputs.enumerated() {
      context.set(slot, .sequence(inner.types[output]))
    }
  }
}
