import Diagnostics
import DiagramModel

/// One panel in abstract coordinates: the data flows down, whichever way the picture goes.
///
/// Boxes, then input ports, then output ports of the panel are the nodes, numbered in that order.
struct FlowGraph {
  /// Something a wire can start or end at.
  struct Node {
    /// What it is.
    enum Role {
      case box
      case entry
      case exit
    }

    var role: Role
    /// The front rectangle. Across the flow, and along it.
    var width = 0.0
    var height = 0.0
    /// Room around it for the sheets of a stack and for loops.
    var padding = Padding()
    /// Where ports must be, from the left side, when an inner panel's layout has decided.
    var inputX: [Double]?
    var outputX: [Double]?
    /// By output port: the room its label takes.
    var labels: [Label?] = []
    /// For a block, the input that its own main path starts from: known for an open one; for a closed one,
    /// the first, which mostly is what it works on. Nil for others.
    var mainInput: Int?
    /// Whether lines end here in an arrowhead.
    var hasArrow = false
  }

  /// Room on the four sides.
  struct Padding {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0
  }

  /// The room a label takes along and across the flow.
  struct Label {
    var along: Double
    var across: Double
  }

  /// A link in the direction in which layout takes it: down.
  struct Wire {
    var source: Int
    var sourcePort: Int
    var target: Int
    var targetPort: Int
    /// The link it is the way of.
    var link: Int
    /// What it carries, as a number that all wires from one port share.
    var value: Int
    /// Whether the data goes from `target` to `source`: the link closes a cycle.
    var isReversed = false
  }

  var direction: Diagram.Direction
  var nodes: [Node]
  var wires: [Wire] = []
  /// Links from a box to itself.
  var loops: [Int] = []
  var boxCount: Int
  var inputCount: Int
  /// How many values there are.
  var valueCount = 0
}

extension FlowGraph {
  /// Turns a panel around so that its data flows down.
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
    for _ in panel.inputs { nodes.append(Node(role: .entry)) }
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
        nodes[source.node].padding.right = max(nodes[source.node].padding.right, FlowGraph.loopWidth)
      } else {
        wires.append(
          Wire(
            source: source.node, sourcePort: source.port, target: target.node, targetPort: target.port,
            link: index, value: 0))
      }
    }
    breakCycles()
    numberValues()
  }

  /// How far a link from a box to itself reaches out.
  static let loopWidth = 24.0

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
    node.labels = box.outputs.map { port in
      guard let label = port.label else { return nil }
      let height = label.style.lineHeight
      return direction == .down
        ? Label(along: height, across: label.width) : Label(along: label.width, across: height)
    }
    return node
  }

  /// Gives all wires from one port one number, in the order in which ports are first met.
  private mutating func numberValues() {
    var numbers: [[Int: Int]] = Array(repeating: [:], count: nodes.count)
    for index in wires.indices {
      let wire = wires[index]
      // The wires of a cycle start at an input port; no two of them share a value.
      let port = wire.isReversed ? -1 - index : wire.sourcePort
      if let number = numbers[wire.source][port] {
        wires[index].value = number
      } else {
        numbers[wire.source][port] = valueCount
        wires[index].value = valueCount
        valueCount += 1
      }
    }
  }
}
