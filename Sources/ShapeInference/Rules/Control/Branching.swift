import ModelGraph

/// A choice between two bodies.
enum Branching {
  static let rules: [Rule] = [Rule("If", branch)]

  /// The common type of both branches; where the condition is known, that branch's result.
  private static func branch(_ context: InferenceContext) throws(RuleError) {
    guard let first = context.graph("then_branch"), let second = context.graph("else_branch") else {
      throw .attribute("a branch is missing")
    }
    let condition = context.scalar(0)?.value
    let yes = context.run(first, [], asserting: condition.map { $0 != 0 ? .certain : .never } ?? .perhaps)
    let no = context.run(second, [], asserting: condition.map { $0 == 0 ? .certain : .never } ?? .perhaps)
    let graphs = context.engine.model.graphs
    for slot in 0..<context.outputCount {
      guard graphs[first].outputs.indices.contains(slot), graphs[second].outputs.indices.contains(slot) else {
        throw .shape(
          "the branches have \(graphs[first].outputs.count) and \(graphs[second].outputs.count) outputs, not \(context.outputCount)"
        )
      }
      let (a, b) = (graphs[first].outputs[slot], graphs[second].outputs[slot])
      guard let yes, let no else { continue }
      if let condition {
        let (taken, output) = condition != 0 ? (yes, a) : (no, b)
        context.set(slot, taken.fact(of: output, context.engine))
      } else {
        context.set(slot, joined(yes.types[a], no.types[b]))
        let (x, y) = (yes.fact(of: a, context.engine), no.fact(of: b, context.engine))
        if let content = Fact.commonContent(x.content, y.content) { context.setContent(slot, content) }
        if let parts = x.parts, parts == y.parts { context.setParts(slot, parts) }
      }
    }
  }

  /// An optional and its element join to the optional.
  private static func joined(_ a: InferredType, _ b: InferredType) -> InferredType {
    switch (a, b) {
    case (.optional, .optional): InferredType.common(a, b)
    case (.optional(let element), let other), (let other, .optional(let element)):
      .optional(InferredType.common(element, other))
    default: InferredType.common(a, b)
    }
  }
}
