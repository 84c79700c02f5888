import ModelGraph

/// One operator as it stands in the written-out model. It takes 32 bytes, since large files have millions.
struct FlatNode {
  private let graphNumber, nodeNumber: Int32
  private var blockNumber: Int32
  private let frameNumber: Int32
  /// Where its values stand in the graph's list: inputs first, then outputs.
  var firstSlot: Int32 = 0
  var inputCount: Int32 = 0
  var outputCount: Int32 = 0
  /// Why it is not drawn, if it isn't.
  var hidden: HiddenReason?

  init(graph: GraphID, node: NodeID, block: BlockID, frame: Int) {
    graphNumber = Int32(graph)
    nodeNumber = Int32(node)
    blockNumber = Int32(block)
    frameNumber = Int32(frame)
  }

  /// The graph that its node is in.
  var graph: GraphID { Int(graphNumber) }
  /// Its node there.
  var node: NodeID { Int(nodeNumber) }
  /// The innermost block around it.
  var block: BlockID {
    get { Int(blockNumber) }
    set { blockNumber = Int32(newValue) }
  }
  /// The attribute bindings that its references are resolved by.
  var frame: Int { Int(frameNumber) }
}

/// Why an operator is not drawn.
enum HiddenReason {
  /// It computes shapes, or nothing uses it.
  case plumbing
  /// It is a constant or prepares one.
  case constant
}
