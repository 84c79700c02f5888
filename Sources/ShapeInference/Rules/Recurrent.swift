import ModelGraph

/// Recurrent layers.
enum Recurrent {
  static let rules: [Rule] = Rule.all(["RNN", "GRU", "LSTM"], recur)

  /// All steps' states, the last state, and for LSTM the last cell. `layout` 1 has the batch first.
  static func recur(_ site: Site) throws(Fault) {
    let element = site.element(0)
    for slot in 0..<3 { site.set(slot, element, nil) }
    let directions = Extent.known(site.string("direction") == "bidirectional" ? 2 : 1)
    let recurrence = try site.shape(2, rank: 3)
    let hidden = site.int("hidden_size").map { $0 > 0 ? .known($0) : .unknown } ?? recurrence?[2] ?? .unknown
    let input = try site.shape(0, rank: 3)
    let isBatchFirst = site.flag("layout")
    let steps = input.map { $0[isBatchFirst ? 1 : 0] } ?? .unknown
    let batch = input.map { $0[isBatchFirst ? 0 : 1] } ?? .unknown
    site.set(
      0, element, isBatchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden])
    let state = isBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden]
    site.set(1, element, state)
    site.set(2, element, state)
  }
}
