import Diagnostics
import DiagramModel

extension FlowGraph {
  /// Turns a panel around so that its data flows down, and makes it acyclic.
  ///
  /// - Throws: `layout-link` where a link names no port.
  init(
    _ panel: Panel, inner: [PanelPlacement], mainInputs: [Int?], direction: Diagram.Direction
  ) throws(FoldoutError) {
    self.direction = direction
    boxCount = panel.boxes.count
    inputCount = panel.inputs.count
    nodes = []
    nodes.reserveCapacity(boxCount + inputCount + panel.outputs.count)
    for box in panel.boxes {
      nodes.append(FlowGraph.node(box, inner: inner, mainInputs: mainInputs, direction: direction))
    }
    for port in panel.inputs {
      var node = Node(role: .entry)
      if port.label != nil { node.labels = [FlowGraph.label(port, direction)] }
      nodes.append(node)
    }
    for _ in panel.outputs { nodes.append(Node(role: .exit)) }
    for index in panel.links.indices {
      let link = panel.links[index]
      guard let source = end(link.source, panel, isSource: true),
        let target = end(link.target, panel, isSource: false)
      else {
        throw FoldoutError(.internal, "layout-link", "link \(index) of a panel ends at no port")
      }
      if source.node == target.node {
        loops.append(index)
        nodes[source.node].padding.right = max(nodes[source.node].padding.right, LayoutTuning.loopWidth)
      } else {
        edges.append(
          Edge(
            source: source.node, sourcePort: source.port, target: target.node, targetPort: target.port,
            link: index, value: 0))
      }
    }
    breakCycles(&edges, nodeCount: nodes.count)
    numberValues()
  }

  private func end(_ end: Link.End, _ panel: Panel, isSource: Bool) -> (node: Int, port: Int)? {
    switch end {
    case .box(let box, let port):
      guard panel.boxes.indices.contains(box) else { return nil }
      let ports = isSource ? panel.boxes[box].outputs : panel.boxes[box].inputs
      return ports.indices.contains(port) ? (box, port) : nil
    case .border(let port):
      let ports = isSource ? panel.inputs : panel.outputs
      return ports.indices.contains(port) ? (boxCount + (isSource ? 0 : inputCount) + port, 0) : nil
    }
  }

  private static func node(
    _ box: Box, inner: [PanelPlacement], mainInputs: [Int?], direction: Diagram.Direction
  ) -> Node {
    var node = Node(role: .box)
    node.hasArrow = true
    var size = box.size
    if case .panel(let id) = box.content, inner.indices.contains(id) {
      let panel = inner[id]
      size = panel.size
      node.hasArrow = false
      node.mainInput = mainInputs[id]
      node.inputX = panel.inputs.map { direction == .down ? $0.x : $0.y }
      node.outputX = panel.outputs.map { direction == .down ? $0.x : $0.y }
    }
    if case .card(let card) = box.content, card.form == .block { node.mainInput = 0 }
    node.width = direction == .down ? size.width : size.height
    node.height = direction == .down ? size.height : size.width
    if box.repeats > 1 {
      let sheets = Metrics.sheetOffset * Double(Metrics.sheetCount)
      node.padding =
        direction == .down ? Padding(right: sheets, top: sheets) : Padding(left: sheets, bottom: sheets)
    }
    node.labels = box.outputs.map { label($0, direction) }
    return node
  }

  private static func label(_ port: Port, _ direction: Diagram.Direction) -> Label? {
    guard let label = port.label else { return nil }
    let height = label.style.lineHeight
    return direction == .down
      ? Label(along: height, across: label.width) : Label(along: label.width, across: height)
  }

  /// Gives all edges from one port one number, in the order in which ports are first met.
  private mutating func numberValues() {
    var numbers: [[Int: Int]] = Array(repeating: [:], count: nodes.count)
    for index in edges.indices {
      let edge = edges[index]
      // The edges of a cycle start at an input port; no two of them share a value.
      let port = edge.isReversed ? -1 - index : edge.sourcePort
      if let number = numbers[edge.source][port] {
        edges[index].value = number
      } else {
        numbers[edge.source][port] = valueCount
        edges[index].value = valueCount
        valueCount += 1
      }
    }
  }
}
