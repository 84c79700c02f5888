import ModelGraph

/// Loops with a counter and a condition.
enum Looping {
  static let rules: [Rule] = [Rule("Loop", loop)]

  /// What holds in every round is found first. Where that leaves shapes open, or values change that were known, and it
  /// is known how often the loop runs, each round is looked at by itself.
  private static func loop(_ context: InferenceContext) throws(RuleError) {
    guard let body = context.graph("body") else { throw .attribute("body is missing") }
    let graph = context.engine.model.graphs[body]
    let carried = max(0, context.inputCount - 2)
    guard graph.inputs.count == carried + 2, graph.outputs.count >= carried + 1 else {
      throw .shape(
        "the body has \(graph.inputs.count) inputs and \(graph.outputs.count) outputs for \(carried) carried values"
      )
    }
    let start = (0..<carried).map { context.fact($0 + 2) }
    guard let (facts, inner) = settle(start, body, graph, context) else { return }
    let ends = graph.outputs.dropFirst().prefix(carried).map { inner.fact(of: $0, context.engine) }
    let changes =
      zip(start, facts).contains { $0.type != $1.type }
      || zip(start, ends).contains { $0.content != nil && $0.content != $1.content }
    if changes || isOpen(inner, graph), let rounds = Rounds(start, body, graph, context) {
      return rounds.leave(in: context, graph)
    }
    context.frame.bodies.append(inner)
    let trips = context.scalar(0) ?? .unknown
    let isCounted = !context.has(1) || context.scalar(1)?.value == 1
    let staysTrue = inner.content(of: graph.outputs[0], context.engine)?.first?.extent.value == 1
    let neverRuns = trips == .known(0) || context.has(1) && context.scalar(1) == .known(0)
    for slot in 0..<context.outputCount {
      if slot < carried, neverRuns {
        context.set(slot, start[slot])
      } else if slot < carried {
        let content = Fact.commonContent(facts[slot].content, ends[slot].content)
        context.set(slot, Fact(result(facts[slot].type, ends[slot].type), content: content))
      } else if slot + 1 < graph.outputs.count {
        let isExact = isCounted && staysTrue && context.has(0) && trips.isNonnegative
        let count = neverRuns ? .known(0) : isExact ? trips : .unknown
        context.set(slot, stacked(inner.types[graph.outputs[slot + 1]], count))
      }
    }
  }

  /// Loop-carried values are first taken to keep what is known of them; what does change is made more general
  /// until nothing changes. The number of rounds does not depend on the trip count.
  private static func settle(_ start: [Fact], _ body: GraphID, _ graph: Graph, _ context: InferenceContext)
    -> (facts: [Fact], inner: Frame)?
  {
    var facts = start
    var inner: Frame?
    for attempt in 0...4 {
      let inputs = controls(of: graph, round: nil) + facts
      guard let frame = context.run(body, inputs, keeping: false) else { return nil }
      inner = frame
      var next = facts
      for (index, output) in graph.outputs.dropFirst().prefix(facts.count).enumerated() {
        let after = frame.fact(of: output, context.engine)
        next[index] = Fact(
          general(facts[index].type, after.type),
          content: Fact.commonContent(facts[index].content, after.content),
          parts: facts[index].parts == after.parts ? after.parts : nil)
      }
      if next == facts { break }
      // Each value may hang on the next one, so that changes arrive one by one: soon all are given up.
      switch attempt {
      case 0, 1: facts = next
      case 2: facts = zip(facts, next).map { Fact($0.type == $1.type ? $0.type : shapeless($0.type)) }
      default: facts = facts.map { Fact(shapeless($0.type)) }
      }
    }
    return inner.map { (facts, $0) }
  }

  /// The counter and the condition that a body gets: it runs where the condition is true. Both are scalars, or vectors
  /// of one element where the body says so.
  static func controls(of graph: Graph, round: Int?) -> [Fact] {
    let counter = round.map { [Scalar.whole(.known(Int64($0)))] }
    return [(DataType.int64, counter), (.bool, [.whole(.known(1))])].enumerated().map { slot, control in
      guard case .tensor(_, let shape?)? = graph.values[graph.inputs[slot]].type, shape.dims.count == 1 else {
        return Fact(.tensor(control.0, []), content: control.1)
      }
      return Fact(.tensor(control.0, [.known(1)]), content: control.1)
    }
  }

  /// Whether any node of a body leaves a shape open.
  private static func isOpen(_ frame: Frame, _ graph: Graph) -> Bool {
    for node in graph.nodes {
      for case let output? in node.outputs {
        switch frame.types[output] {
        case .tensor(_, let shape), .sparse(_, let shape):
          if shape?.allSatisfy(\.isDetermined) != true { return true }
        case .sequence: if frame.parts[output] == nil { return true }
        case .unknown: return true
        case .optional, .map, .opaque: continue
        }
      }
    }
    return false
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
  static func stacked(_ type: InferredType, _ count: Extent) -> InferredType {
    guard case .tensor(let element, let shape) = type else { return type }
    return .tensor(element, shape.map { [count] + $0 })
  }
}
