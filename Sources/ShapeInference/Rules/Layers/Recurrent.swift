import ModelGraph

/// Recurrent layers.
enum Recurrent {
  static let rules: [Rule] = Rule.all(["RNN", "GRU", "LSTM"], recur)

  /// All steps' states, the last state, and for LSTM the last cell. `layout` 1 has the batch first.
  static func recur(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    for slot in 0..<3 { context.set(slot, element, nil) }
    let directions = Extent.known(context.string("direction") == "bidirectional" ? 2 : 1)
    let recurrence = try context.shape(2, rank: 3)
    let hidden =
      context.int("hidden_size").map { $0 > 0 ? .known($0) : .unknown } ?? recurrence?[2] ?? .unknown
    let input = try context.shape(0, rank: 3)
    let isBatchFirst = context.flag("layout")
    let steps = input.map { $0[isBatchFirst ? 1 : 0] } ?? .unknown
    let batch = input.map { $0[isBatchFirst ? 0 : 1] } ?? .unknown
    context.set(
      0, element, isBatchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden])
    let state = isBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden]
    context.set(1, element, state)
    context.set(2, element, state)
  }
}
