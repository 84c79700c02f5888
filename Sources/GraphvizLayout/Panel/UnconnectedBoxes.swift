import DiagramModel

/// Boxes without any line, in rows of about a page's width, in file order.
struct UnconnectedBoxes {
  /// By box, in the order given.
  private(set) var rects: [(node: Int, rect: Rect)] = []
  private(set) var width = 0.0
  private(set) var bottom = 0.0

  init(_ graph: FlowGraph, _ nodes: [Int], top: Double) {
    guard !nodes.isEmpty else { return }
    var area = 0.0
    for node in nodes {
      let box = graph.nodes[node]
      area += (box.width + LayoutTuning.unconnectedGap) * (box.height + LayoutTuning.unconnectedGap)
    }
    let limit = max(
      LayoutTuning.leastUnconnectedWidth, area.squareRoot() * LayoutTuning.unconnectedAspect)
    var x = 0.0
    var y = top
    var depth = 0.0
    for node in nodes {
      let box = graph.nodes[node]
      let across = (box.padding.left + box.width + box.padding.right).rounded(.up)
      if x > 0 && x + across > limit {
        x = 0
        y += depth + LayoutTuning.unconnectedGap
        depth = 0
      }
      rects.append(
        (
          node,
          Rect(Point(x + box.padding.left, y + box.padding.top), Size(box.width, box.height))
        ))
      x += across
      width = max(width, x)
      x += LayoutTuning.unconnectedGap
      depth = max(depth, box.padding.top + box.height + box.padding.bottom)
    }
    bottom = y + depth
  }
}
