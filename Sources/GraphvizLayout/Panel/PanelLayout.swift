import Diagnostics
import DiagramModel

/// Puts the parts of one panel side by side and frames them.
struct PanelLayout {
  private let panel: Panel
  private let graph: FlowGraph
  /// The header's extents across and along the flow.
  private let header: Size?
  private var result: PanelPlacement
  private var mainInput: Int?

  /// Lays out a panel whose inner panels are done, and finds the input that its main path starts from.
  static func place(
    _ panel: Panel, inner: [PanelPlacement], mainInputs: [Int?], direction: Diagram.Direction,
    _ solver: inout DotSolver
  ) throws(FoldoutError) -> (PanelPlacement, mainInput: Int?) {
    let graph = try FlowGraph(panel, inner: inner, mainInputs: mainInputs, direction: direction)
    var layout = PanelLayout(panel, graph)
    try layout.place(&solver)
    return (layout.result, layout.mainInput)
  }

  private init(_ panel: Panel, _ graph: FlowGraph) {
    self.panel = panel
    self.graph = graph
    header = panel.header.map { header in
      graph.direction == .down ? header.size : Size(header.size.height, header.size.width)
    }
    let nowhere = Rect(Point(0, 0), Size(0, 0))
    result = PanelPlacement(
      size: Size(0, 0), boxes: Array(repeating: nowhere, count: panel.boxes.count),
      routes: Array(repeating: Route(start: Point(0, 0)), count: panel.links.count),
      inputs: Array(repeating: Point(0, 0), count: panel.inputs.count),
      outputs: Array(repeating: Point(0, 0), count: panel.outputs.count))
    result.inputLabels = Array(repeating: nil, count: panel.inputs.count)
  }

  private mutating func place(_ solver: inout DotSolver) throws(FoldoutError) {
    let isDown = graph.direction == .down
    let inset = header == nil && panel.inputs.isEmpty ? Metrics.panelPadding : LayoutTuning.entryInset
    let top =
      isDown ? header.map { Metrics.headerInset + $0.height + LayoutTuning.headerGap } ?? inset : inset
    var components: [ComponentLayout] = []
    var unconnected: [Int] = []
    for component in Component.all(of: graph) {
      if component.origin.count == 1 && graph.nodes[component.origin[0]].role == .box {
        unconnected.append(component.origin[0])
      } else {
        components.append(try ComponentLayout(component, header: top, &solver))
      }
    }
    let grid = UnconnectedBoxes(graph, unconnected, top: top)
    var height = grid.bottom + LayoutTuning.bottomPadding
    for component in components {
      height = max(height, component.bottom + (component.hasExits ? 0 : LayoutTuning.bottomPadding))
    }
    if !isDown, let header { height = max(height, header.height + 2 * Metrics.headerInset) }
    height = max(height, top).rounded(.up)

    if let largest = components.max(by: { $0.component.origin.count < $1.component.origin.count }) {
      mainInput = largest.mainEntry.map { $0 - graph.boxCount }
    }
    var x = 0.0
    for component in components {
      add(component, x, height)
      x += component.width + LayoutTuning.componentGap
    }
    for (node, rect) in grid.rects {
      result.boxes[node] = Rect(Point(rect.minX + x, rect.minY), rect.size)
    }
    x += grid.width + LayoutTuning.componentGap
    addLoops()
    frame(
      width: max(0, x - LayoutTuning.componentGap - (unconnected.isEmpty ? LayoutTuning.componentGap : 0)),
      height)
    if !isDown { result.transpose() }
  }

  private mutating func add(_ component: ComponentLayout, _ x: Double, _ height: Double) {
    let local = component.component.graph
    var values: [[Int]] = Array(repeating: [], count: local.nodes.count)
    var isKnown = [Bool](repeating: false, count: local.valueCount)
    for (index, edge) in local.edges.enumerated() {
      if !isKnown[edge.value] { values[edge.source].append(edge.value) }
      isKnown[edge.value] = true
      result.routes[edge.link] = component.route(index, height: height).moved(x, 0)
    }
    for node in local.nodes.indices {
      let global = component.component.origin[node]
      let rect = component.rect(of: node, height: height).moved(x, 0)
      switch local.nodes[node].role {
      case .box: result.boxes[global] = rect
      case .entry: result.inputs[global - graph.boxCount] = rect.origin
      case .exit: result.outputs[global - graph.boxCount - graph.inputCount] = rect.origin
      }
      guard local.nodes[node].role != .exit else { continue }
      for label in component.labels(of: node, values: values[node], height: height) {
        guard local.nodes[node].role == .box else {
          result.inputLabels[global - graph.boxCount] = label.rect.moved(x, 0)
          continue
        }
        result.labels.append(PlacedLabel(box: global, port: label.port, rect: label.rect.moved(x, 0)))
      }
    }
  }

  /// A link from a box to itself is a small segment at its right side.
  private mutating func addLoops() {
    for index in graph.loops {
      guard case .box(let box, _) = panel.links[index].source else { continue }
      let rect = result.boxes[box]
      let start = Point(rect.maxX, rect.minY + rect.size.height * LayoutTuning.loopEnds.start)
      let end = Point(rect.maxX, rect.minY + rect.size.height * LayoutTuning.loopEnds.end)
      let reach = rect.maxX + LayoutTuning.loopWidth
      result.routes[index] = Route(
        start: start, segments: [.curve(Point(reach, start.y), Point(reach, end.y), end)],
        hasArrow: graph.nodes[box].hasArrow)
    }
  }

  /// Adds padding and the header, and moves everything so that the panel's corner is the origin.
  private mutating func frame(width: Double, _ height: Double) {
    var left = Metrics.panelPadding
    var right = Metrics.panelPadding
    if let header {
      if graph.direction == .right {
        left = (Metrics.headerInset + header.width + LayoutTuning.headerGap).rounded(.up)
        result.header = Point(Metrics.headerInset - left, Metrics.headerInset)
      } else {
        result.header = placeHeader(header, width, &left, &right)
      }
    }
    result.size = Size(left + width + right, height)
    // So that the centre and all ports are whole numbers in the enclosing panel too.
    result.size.makeWidthEven()
    result.move(left, 0)
  }

  /// Finds the header's place: upper left, clear of the lines that come in; where they leave no room there,
  /// wherever the panel needs to grow least.
  private func placeHeader(
    _ header: Size, _ width: Double, _ left: inout Double, _ right: inout Double
  ) -> Point {
    let need = header.width + Metrics.headerInset + LayoutTuning.headerClearance
    let ports = result.inputs.map(\.x).sorted()
    guard let first = ports.first, let last = ports.last else {
      right = max(right, header.width + 2 * Metrics.headerInset - left - width)
      return Point(Metrics.headerInset - left, Metrics.headerInset)
    }
    let growth = max(0, need - (first + left))
    let growthRight = max(0, need - (width + right - last))
    let room = header.width + 2 * LayoutTuning.headerClearance
    let gap = zip(ports, ports.dropFirst()).first { $1 - $0 >= room }
    if growth > LayoutTuning.mostHeaderGrowth, let gap {
      return Point(gap.0 + LayoutTuning.headerClearance, Metrics.headerInset)
    }
    if growth > LayoutTuning.mostHeaderGrowth && growthRight < growth {
      right += growthRight.rounded(.up)
      return Point(last + LayoutTuning.headerClearance, Metrics.headerInset)
    }
    left += growth.rounded(.up)
    // A single line should be in the middle of its panel: panels below each other then line up.
    if ports.count == 1 && growth <= LayoutTuning.mostBalance {
      right += min(growth, max(0, (left + first) - (width + right - first))).rounded(.up)
    }
    return Point(Metrics.headerInset - left, Metrics.headerInset)
  }
}
