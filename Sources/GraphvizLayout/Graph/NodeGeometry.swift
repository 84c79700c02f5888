/// Where on nodes ports and labels are, as far as that is known before layout.
extension FlowGraph {
  /// From a line to its label, across the flow.
  var labelGap: Double { direction == .down ? LayoutTuning.labelGap.down : LayoutTuning.labelGap.right }

  /// How far a node reaches to both sides of its front rectangle's centre, labels included.
  func room(of index: Int) -> (left: Double, right: Double) {
    let node = nodes[index]
    guard node.role == .box || !node.labels.isEmpty else {
      return (LayoutTuning.portRoom, LayoutTuning.portRoom)
    }
    // Whole numbers, so that every centre that dot finds is a whole number and equal ones are equal.
    let least = node.role == .box ? node.width / 2 : LayoutTuning.portRoom
    var left = least + node.padding.left
    var right = least + node.padding.right
    for port in node.labels.indices {
      guard let label = node.labels[port] else { continue }
      let reach = labelGap + label.across + 4
      let x = portX(node, port) - node.width / 2
      if direction == .down { right = max(right, x + reach) } else { left = max(left, reach - x) }
    }
    // Nearly symmetric is made symmetric: dot then needs no port that marks the centre.
    if abs(right - left) <= 4 { (left, right) = (max(left, right), max(left, right)) }
    return (left.rounded(.up), right.rounded(.up))
  }

  /// Where an output port is along a box, as far as it's known before lines are drawn: the last of several
  /// may come to stand at the right end.
  private func portX(_ node: Node, _ port: Int) -> Double {
    if let x = node.outputX, port < x.count { return x[port] }
    if node.labels.count < 2 { return node.width / 2 }
    let margin = FlowGraph.cornerMargin(node.width)
    return direction == .down ? node.width - margin : margin
  }

  /// The least distance from a line's end to a corner of a box whose side is that long.
  static func cornerMargin(_ side: Double) -> Double {
    min(LayoutTuning.cornerMargin.most, side * LayoutTuning.cornerMargin.share)
  }

  /// All places where an inner panel's ports are, ascending; nil for a box that has none.
  func fixedX(of node: Int) -> [Double]? {
    guard let inputs = nodes[node].inputX, let outputs = nodes[node].outputX else { return nil }
    let all = (inputs + outputs).sorted()
    return all.isEmpty ? nil : all
  }

  /// Where along its target an edge must end, if that's fixed.
  func endX(of edge: Int) -> Double? {
    let edge = edges[edge]
    guard !edge.isReversed, let x = nodes[edge.target].inputX, edge.targetPort < x.count else { return nil }
    return x[edge.targetPort]
  }

  /// Whether nothing stands beside anything else.
  var isChain: Bool {
    var seen = [Bool](repeating: false, count: 2 * nodes.count)
    for edge in edges {
      if seen[2 * edge.source] || seen[2 * edge.target + 1] { return false }
      seen[2 * edge.source] = true
      seen[2 * edge.target + 1] = true
    }
    return true
  }
}
