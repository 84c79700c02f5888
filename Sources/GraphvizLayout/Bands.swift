/// Where the rows of a component stand along the flow.
///
/// A row's band is as deep as its deepest box; in it every line is straight. Lines bend only in the gaps
/// between bands, where nothing else is, so a line can't meet a box. All bends of a gap span the same depth
/// and have the same shape; two lines that keep their order therefore never cross.
struct Bands {
  /// By row.
  var top: [Double]
  var bottom: [Double]
  /// By row: where the bends of the gap below it start and end.
  var bendStart: [Double]
  var bendEnd: [Double]
}

extension Bands {
  /// The least distance between boxes of neighbouring bands.
  static let leastGap = 24.0
  /// Straight pieces at a bend's two sides; the lower one carries the arrowhead.
  private static let lead = 4.0
  private static let tail = 10.0

  /// Finds the bands.
  /// - Parameter header: where the panel's header ends; boxes and bends stay below.
  init(_ net: Net, _ ends: LineEnds, header: Double) {
    let hasEntries = net.rows.first?.contains { net.role($0) == .entry } ?? false
    top = []
    bottom = []
    bendStart = []
    bendEnd = []
    var y = hasEntries ? 0 : header
    // The end of the last band with boxes, from which the least distance to the next counts.
    var boxEnd = hasEntries ? header - Bands.leastGap + 12 : header - Bands.leastGap
    let busRows = net.busRows()
    for row in net.rows.indices {
      let hasBoxes = net.rows[row].contains { net.role($0) == .box && net.isEnd($0) }
      top.append(y)
      for item in net.rows[row] where net.isEnd(item) {
        let start = net.items[item].node.map { top[net.ranking.rank[$0]] } ?? top[row]
        y = max(y, start + net.depth(item))
      }
      bottom.append(y)
      if hasBoxes { boxEnd = y }
      let label = net.rows[row].map(net.labelDepth).max() ?? 0
      if row == 0 && hasEntries { y = max(y, header) }
      guard row + 1 < net.rows.count else {
        bendStart.append(y)
        bendEnd.append(y)
        break
      }
      let bend = Bands.bend(net, ends, row, hasBus: busRows.contains(row))
      y += label > 0 ? label + 3 : hasBoxes && bend > 0 ? Bands.lead : 0
      bendStart.append(y)
      y += bend
      bendEnd.append(y)
      let leadsToBox = net.rows[row + 1].contains { net.role($0) == .box && !net.items[$0].isBody }
      let leadsOut = net.rows[row + 1].contains { net.role($0) == .exit }
      if leadsToBox { y = max(y + Bands.tail, boxEnd + Bands.leastGap) }
      if leadsOut { y = max(y + 2, boxEnd + 14) }
    }
  }

  /// How deep a gap's bends are: the further a line goes sideways, the deeper, that it stays gentle.
  private static func bend(_ net: Net, _ ends: LineEnds, _ row: Int, hasBus: Bool) -> Double {
    var span = hasBus ? 300.0 : 0
    for arc in net.arcs[row] { span = max(span, abs(net.upperX(arc, ends) - net.lowerX(arc, ends))) }
    if span < 0.05 { return 0 }
    return min(max(12 + span * 0.16, 16), span > 600 ? 72 : 46)
  }
}

extension Net {
  /// What a node is; nil for a dummy.
  func role(_ item: Int) -> FlowGraph.Node.Role? { items[item].node.map { graph.nodes[$0].role } }

  /// Whether an item's node ends in its row.
  func isEnd(_ item: Int) -> Bool { items[item].node.map { lastItemOfNode[$0] == item } ?? true }

  /// How deep an item's node is, sheets included.
  func depth(_ item: Int) -> Double {
    guard let node = items[item].node else { return 0 }
    let box = graph.nodes[node]
    return box.padding.top + box.height + box.padding.bottom
  }

  /// The gaps in which wires bend to the way round the side and back.
  fileprivate func busRows() -> Set<Int> {
    var result: Set<Int> = []
    for index in graph.wires.indices where isBus[index] {
      result.insert(ranking.lastRow(graph.wires[index].source))
      result.insert(ranking.rank[graph.wires[index].target] - 1)
    }
    return result
  }

  /// The room that the labels below an item take.
  fileprivate func labelDepth(_ item: Int) -> Double {
    guard let node = items[item].node, isEnd(item) else { return 0 }
    return graph.nodes[node].labels.compactMap { $0?.along }.max() ?? 0
  }

  /// Where an arc leaves its upper item.
  func upperX(_ arc: Arc, _ ends: LineEnds) -> Double {
    items[arc.upper].node == nil ? items[arc.upper].x : ends.start[arc.value]
  }

  /// Where an arc meets its lower item.
  func lowerX(_ arc: Arc, _ ends: LineEnds) -> Double {
    arc.wire.map { ends.end[$0] } ?? items[arc.lower].x
  }
}
