import ModelGraph

/// What the calls of one graph are called in the names of values inside of them: `fc1` in `block0/fc1/y`.
///
/// Calls are nodes that have something inside: a local function, or bodies. A label is the node's name; where it has none, another
/// call has the same, or it is long and the other shorter, that of its first output.
public struct CallLabels {
  private let labels: [NodeID: String]

  /// Finds them. Cost: linear in the nodes.
  public init(_ graph: Graph, isCall: (Node) -> Bool) {
    let calls = graph.nodes.indices.filter { isCall(graph.nodes[$0]) }
    var counts: [String: Int] = [:]
    for call in calls { counts[graph.nodes[call].name, default: 0] += 1 }
    var labels: [NodeID: String] = [:]
    for call in calls {
      let node = graph.nodes[call]
      let output = node.outputs.lazy.compactMap(\.self).first.map { graph.values[$0].name } ?? ""
      let isOwn = !node.name.isEmpty && counts[node.name] == 1
      let size = node.name.utf8.count
      let isLong = size > InliningTuning.longLabel && !output.isEmpty && output.utf8.count < size
      labels[call] = isOwn && !isLong ? node.name : output.isEmpty ? "\(node.op.type)_\(call)" : output
    }
    self.labels = labels
  }

  /// What the names of values inside of a call begin with.
  ///
  /// - Parameters:
  ///   - call: the call.
  ///   - outer: the same of the calls around it.
  ///   - body: the attribute of a body; nil for a function.
  public func path(of call: NodeID, in outer: String, body: String? = nil) -> String {
    Self.name(labels[call] ?? "", in: outer) + "/" + (body.map { $0 + "/" } ?? "")
  }

  /// Bytes that names inside of a call begin with at most; a call with more stays as it is.
  public static let longestPath = InliningTuning.longestPath

  /// A name with what names inside of a call begin with before it; one slash parts them.
  public static func name(_ name: String, in path: String) -> String {
    path + (name.hasPrefix("/") && !path.isEmpty ? name.dropFirst() : name[...])
  }
}

extension Model {
  /// By operator: the first local function that defines it.
  public var functionNumbers: [OperatorID: Int] {
    var numbers: [OperatorID: Int] = [:]
    for (number, function) in functions.enumerated() where numbers[function.id] == nil {
      numbers[function.id] = number
    }
    return numbers
  }

  /// The values that operators make in a graph and in bodies within it. Cost: linear in them.
  func valueCount(inside graph: GraphID) -> Int {
    var count = 0
    var open = [graph]
    while let next = open.popLast() {
      for node in graphs[next].nodes {
        count += node.outputs.count
        open += node.bodies.map(\.graph)
      }
    }
    return count
  }
}
