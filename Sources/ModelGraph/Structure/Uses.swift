/// Which nodes of a graph read each value, and in which slot, in the order of nodes.
///
/// Made where it is needed, in two arrays, rather than kept with every value.
public struct Uses: Sendable {
  /// By value: where its uses begin in ``list``; one more at the end.
  private var starts: [Int]
  private var list: [Usage]

  /// Lists the uses of a graph's values. Cost: linear in nodes and values.
  public init(of graph: Graph) {
    starts = [Int](repeating: 0, count: graph.values.count + 1)
    for node in graph.nodes { for case let value? in node.inputs { starts[value + 1] += 1 } }
    for value in graph.values.indices { starts[value + 1] += starts[value] }
    list = [Usage](repeating: Usage(node: 0, slot: 0), count: starts[graph.values.count])
    var next = starts
    for (index, node) in graph.nodes.enumerated() {
      for (slot, value) in node.inputs.enumerated() {
        guard let value else { continue }
        list[next[value]] = Usage(node: index, slot: slot)
        next[value] += 1
      }
    }
  }

  /// The places that read a value.
  public subscript(value: ValueID) -> ArraySlice<Usage> { list[starts[value]..<starts[value + 1]] }
}
