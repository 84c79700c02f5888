import ModelGraph

/// The rounds of a loop whose trip count is known, looked at one by one.
///
/// So exporters write a list of tensors: a loop that slices one more off in each round and adds it to a sequence.
struct Rounds {
  /// A frame for each round.
  private var frames: [Frame] = []
  /// What the carried values are after the last round.
  private var facts: [Fact]

  /// Runs all rounds; nil where their number is not known, or more than the budget allows.
  init?(_ start: [Fact], _ body: GraphID, _ graph: Graph, _ context: InferenceContext) {
    facts = start
    let trips = context.scalar(0)?.value
    if context.has(0), trips == nil { return nil }
    var goesOn = context.has(1) ? context.scalar(1)?.value : 1
    while frames.count < trips ?? .max {
      guard let condition = goesOn, frames.count < InferenceLimits.rounds else { return nil }
      if condition == 0 { break }
      guard context.engine.mayUnroll(body) else { return nil }
      let inputs = Looping.controls(of: graph, round: frames.count) + facts
      guard let frame = context.run(body, inputs, keeping: false) else { return nil }
      frames.append(frame)
      goesOn = frame.content(of: graph.outputs[0], context.engine)?.first?.extent.value
      facts = graph.outputs.dropFirst().prefix(facts.count).map { frame.fact(of: $0, context.engine) }
    }
    // Without any round there is nothing to show in the body.
    if frames.isEmpty { return nil }
  }

  /// Leaves the results: carried values as they are in the end, others stacked along a new first axis.
  func leave(in context: InferenceContext, _ graph: Graph) {
    context.frame.bodies += frames
    for slot in 0..<context.outputCount {
      if slot < facts.count {
        context.set(slot, facts[slot])
        continue
      }
      guard graph.outputs.indices.contains(slot + 1), let first = frames.first else { continue }
      let output = graph.outputs[slot + 1]
      let type = frames.dropFirst().reduce(first.types[output]) { InferredType.common($0, $1.types[output]) }
      context.set(slot, Looping.stacked(type, .known(Int64(frames.count))))
      let contents = frames.compactMap { $0.content(of: output, context.engine) }
      if contents.count == frames.count { context.setContent(slot, Array(contents.joined())) }
    }
  }
}
