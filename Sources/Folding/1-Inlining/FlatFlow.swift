/// Who feeds whom in a flat graph, and where two blocks meet.
extension FlatGraph {
  /// The drawn nodes that a node reads from, one for each input that has one. Nodes that stand behind it are left
  /// out: reading from them closes a circle of the model's own, which no valid file has.
  func sources(of node: FlatNodeID) -> [FlatNodeID] {
    inputs(of: node).compactMap { source(of: $0, for: node) }
  }

  /// The same for one of its inputs: the drawn node before it that makes the value, if one does.
  func source(of input: FlatValueID?, for node: FlatNodeID) -> FlatNodeID? {
    guard let input, case .node(let source, _) = values[input].producer, source < node,
      nodes[source].hidden == nil
    else { return nil }
    return source
  }
}

/// Where the ways from two blocks up to the model meet.
struct BlockMeeting: Equatable {
  /// The innermost block around both.
  var block: BlockID
  /// The child of that block through which the way from the first one comes; nil where it is the block itself.
  var first: BlockID?
  /// The same for the second.
  var second: BlockID?
}

extension [Block] {
  /// Where the ways from two blocks meet. Parents and depths have to be right. Cost: the blocks between.
  func meeting(of first: BlockID, _ second: BlockID) -> BlockMeeting {
    var ends = (first, second)
    var meeting = BlockMeeting(block: first)
    while ends.0 != ends.1 {
      if self[ends.0].depth >= self[ends.1].depth {
        meeting.first = ends.0
        ends.0 = self[ends.0].parent
      } else {
        meeting.second = ends.1
        ends.1 = self[ends.1].parent
      }
    }
    meeting.block = ends.0
    return meeting
  }
}
