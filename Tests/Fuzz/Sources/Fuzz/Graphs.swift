import FoldoutKit
import ModelGraph

/// Graphs of any form, drawn with any options: operators that read whatever is there, in scopes that come and go,
/// with stretches that repeat.
enum Graphs {
  private static let operators = [
    "Relu", "Conv", "Add", "Concat", "MatMul", "Identity", "Shape", "Gather", "Constant", "Cast", "Reshape",
    "Split",
  ]

  static func run(_ bytes: UnsafeRawBufferPointer) {
    var feed = Feed(bytes)
    var graph = Graph()
    for _ in 0..<feed.below(8) {
      let parent = feed.below(graph.scopes.count)
      graph.scopes.append(
        Scope(
          name: feed.one(of: ["a", "b", "layer.0", "layer.1", "", "é/x"]),
          className: feed.once(in: 3) ? feed.one(of: ["Block", "Layer"]) : nil, parent: parent))
    }
    for number in 0..<(1 + feed.below(4)) {
      graph.inputs.append(graph.values.count)
      graph.values.append(
        Value(name: "x\(number)", producer: .input, type: .tensor(.float32, Shape([.known(4)]))))
    }
    var start = 0
    while !feed.isEmpty, graph.nodes.count < 150 {
      let count = graph.nodes.count
      if feed.once(in: 8), count > start {
        // The nodes made since the last time, some times more.
        let stretch = graph.nodes[start...]
        for _ in 0...feed.below(6) where graph.nodes.count < 150 { again(stretch, &graph, &feed) }
        start = graph.nodes.count
      } else {
        let scope = feed.below(graph.scopes.count)
        let reach = feed.once(in: 4) ? graph.values.count : min(graph.values.count, 4)
        let inputs = (0..<feed.below(4)).map { _ in graph.values.count - 1 - feed.below(reach) }
        add(feed.one(of: operators), inputs, outputs: 1 + feed.below(10) / 7, scope, &graph)
      }
    }
    for _ in 0..<feed.below(4) { graph.outputs.append(feed.below(graph.values.count)) }
    if graph.outputs.isEmpty { graph.outputs = [graph.values.count - 1] }
    var model = Model()
    model.graphs = [graph]
    Readers.check(model)
    Drawing.draw(model, Dice(bytes))
  }

  private static func add(
    _ type: String, _ inputs: [ValueID], outputs: Int, _ scope: ScopeID, _ graph: inout Graph
  ) {
    let number = graph.nodes.count
    let made = (0..<outputs).map { graph.values.count + $0 }
    for slot in 0..<outputs {
      graph.values.append(Value(name: "v\(number)_\(slot)", producer: .node(number, slot: slot)))
    }
    graph.nodes.append(
      Node(
        op: OperatorID(type: type), name: "n\(number)", inputs: Slots(inputs), outputs: Slots(made),
        scope: scope))
  }

  /// The same operators, reading as far back as they did, in the same scope or another.
  private static func again(_ stretch: ArraySlice<Node>, _ graph: inout Graph, _ feed: inout Feed) {
    let isElsewhere = feed.once(in: 3)
    for node in stretch where graph.nodes.count < 150 {
      guard case .some(let first?) = node.outputs.first else { continue }
      let inputs = node.inputs.compactMap { $0 }.map { max(0, graph.values.count - (first - $0)) }
      add(
        node.op.type, inputs, outputs: node.outputs.count,
        isElsewhere ? feed.below(graph.scopes.count) : node.scope,
        &graph)
    }
  }
}
