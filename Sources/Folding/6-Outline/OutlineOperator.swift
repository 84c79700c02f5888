import ModelGraph
import OperatorCatalog

/// One operator of an outline. It looks its node up in the model, of which an outline may show every node.
public struct OutlineOperator: Sendable, Equatable {
  private let graphs: SharedGraphs
  private let graphNumber, nodeNumber: Int32
  /// The operator by its place in the model.
  public var origin: OperatorCopy { OperatorCopy(graphs: graphs, graph: graph, number: Int(nodeNumber)) }
  /// The attributes, references resolved.
  public var attributes: [Attribute]
  /// By input slot: the constant tensor it reads, through casts and transposes too; empty where it reads none.
  public var constants: [TensorRef?] {
    get { ownConstants ?? readConstants }
    set { ownConstants = newValue }
  }
  /// The same; nil where these are just the tensors of the values that the node reads, as for most.
  private var ownConstants: [TensorRef?]?
  /// Elements of the initializers it uses, each once.
  public var parameters: Int64
  /// The idiom that it is by itself: a Clip from 0 to 6 is a ReLU6.
  public var idiom: OutlineIdiom?

  init(
    graphs: SharedGraphs, graph: GraphID, number: NodeID, attributes: [Attribute], constants: [TensorRef?],
    parameters: Int64, idiom: OutlineIdiom?
  ) {
    self.graphs = graphs
    graphNumber = Int32(graph)
    nodeNumber = Int32(number)
    self.attributes = attributes
    self.parameters = parameters
    self.idiom = idiom
    ownConstants = constants
    if !constants.isEmpty, constants == readConstants { ownConstants = nil }
  }

  /// The tensors of the values that the node reads.
  private var readConstants: [TensorRef?] {
    graphs.all[graph].nodes[Int(nodeNumber)].inputs.map { value in
      value.flatMap { graphs.all[graph].values[$0].constant }
    }
  }

  /// The node as in its graph.
  public var node: Node { graphs.all[graph].nodes[Int(nodeNumber)] }
  /// The node with its attributes resolved, as it is drawn.
  public var resolvedNode: Node {
    var node = node
    node.attributes = attributes
    return node
  }
  /// What tells it from others of its type, in the field's shorthand: `3×3 /2 p1`.
  public var shorthand: String? { Operators.detail(for: resolvedNode, weights: constants) }
  /// What stands beside its heading: what its idiom says, else its ``shorthand``.
  public var detail: String? { idiom?.detail ?? shorthand }
  /// Its purpose: that of the idiom that it is, else of its type.
  public var kind: OperatorKind {
    idiom.flatMap { OperatorKind(rawValue: $0.kind) } ?? Operators.info(for: node.op).kind
  }
  /// A value of the node's graph.
  func graphValue(_ value: ValueID) -> Value? {
    let values = graphs.all[graph].values
    return values.indices.contains(value) ? values[value] : nil
  }
  /// Where the node stands in the model.
  public var graph: GraphID { Int(graphNumber) }

  /// Whether two operators say the same.
  public static func == (a: OutlineOperator, b: OutlineOperator) -> Bool {
    a.graph == b.graph && a.node == b.node && a.attributes == b.attributes && a.constants == b.constants
      && a.parameters == b.parameters && a.idiom == b.idiom
  }
}

/// The graphs of a model, which the operators of an outline share.
final class SharedGraphs: Sendable {
  let all: [Graph]

  init(_ graphs: [Graph]) { all = graphs }
}
