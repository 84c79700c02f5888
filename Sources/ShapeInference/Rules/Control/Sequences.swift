import ModelGraph

/// Sequences of tensors, followed tensor by tensor where their number is known.
enum Sequences {
  static let rules: [Rule] = [
    Rule("SequenceEmpty") { context throws(RuleError) in
      leave(context, [], empty: .tensor(context.dataType("dtype") ?? .float32, nil))
    },
    Rule("SequenceConstruct", construct), Rule("SequenceInsert", insert), Rule("SequenceErase", erase),
    Rule("SequenceAt", at), Rule("SequenceLength", length), Rule("SequenceMap", map),
  ]

  /// Leaves a sequence of known tensors.
  static func leave(_ context: InferenceContext, _ parts: [Fact.Part], empty: InferredType) {
    context.set(0, Fact.sequence(of: parts, empty: empty))
    context.setParts(0, parts)
  }

  private static func part(_ context: InferenceContext, _ slot: Int) -> Fact.Part {
    Fact.Part(type: context.type(slot), content: context.content(slot))
  }

  private static func construct(_ context: InferenceContext) throws(RuleError) {
    guard context.inputCount > 0 else { return }
    leave(context, (0..<context.inputCount).map { part(context, $0) }, empty: .unknown)
  }

  /// Where the position in an input points in a sequence of some length; `standard` where there is none.
  private static func position(_ context: InferenceContext, _ slot: Int, _ count: Int, standard: Int) -> Int?
  {
    guard context.has(slot) else { return standard }
    guard let given = context.scalar(slot)?.value, given.magnitude <= UInt64(InferenceLimits.parts) else {
      return nil
    }
    return Int(given) + (given < 0 ? count : 0)
  }

  private static func insert(_ context: InferenceContext) throws(RuleError) {
    guard case .sequence(let element) = context.type(0) else { return }
    if var parts = context.parts(0), let place = position(context, 2, parts.count, standard: parts.count),
      (0...parts.count).contains(place)
    {
      parts.insert(part(context, 1), at: place)
      return leave(context, parts, empty: element)
    }
    context.set(0, .sequence(InferredType.common(element, context.type(1))))
  }

  private static func erase(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    guard case .sequence(let element) = context.type(0), var parts = context.parts(0),
      let place = position(context, 1, parts.count, standard: parts.count - 1), parts.indices.contains(place)
    else { return }
    parts.remove(at: place)
    leave(context, parts, empty: element)
  }

  private static func at(_ context: InferenceContext) throws(RuleError) {
    guard case .sequence(let element) = context.type(0) else { return }
    context.set(0, element)
    guard let parts = context.parts(0), let place = position(context, 1, parts.count, standard: -1),
      parts.indices.contains(place)
    else { return }
    context.set(0, Fact(parts[place].type, content: parts[place].content))
  }

  private static func length(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .int64, [])
    if let parts = context.parts(0) { context.setContent(0, [.whole(.known(Int64(parts.count)))]) }
  }

  /// The body sees one element of every sequence, and other inputs as they are.
  private static func map(_ context: InferenceContext) throws(RuleError) {
    guard let body = context.graph("body") else { throw .attribute("body is missing") }
    let inputs = (0..<context.inputCount).map { slot -> Fact in
      if case .sequence(let element) = context.type(slot) { Fact(element) } else { context.fact(slot) }
    }
    guard let inner = context.run(body, inputs) else { return }
    for (slot, output) in context.engine.model.graphs[body].outputs.enumerated() {
      context.set(slot, .sequence(inner.types[output]))
    }
  }
}
