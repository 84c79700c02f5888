import Diagnostics
import DiagramModel

/// A component with all its positions, in its own coordinates: x from its left end, y from the panel's top.
struct Part {
  let component: Component
  private let net: Net
  private let ends: LineEnds
  private let bands: Bands
  private let left: Double
  /// How wide it is.
  let width: Double
  /// How far down it reaches, without padding.
  let bottom: Double

  /// Where the way round all boxes is, right of the rightmost.
  private static let busGap = 14.0

  /// Lays out a component. Cost: bounded per piece by dot's limits, linear in pieces.
  init(_ component: Component, header: Double, _ solver: inout DotSolver) throws(FoldoutError) {
    self.component = component
    let graph = component.graph
    let pieces = Pieces(graph)
    let isChain = graph.isChain
    var net = Net(graph, try Ranking(graph, pieces, deep: !isChain, &solver))
    try net.place(&solver)
    if !net.bodiesAreClear {
      net = Net(graph, try Ranking(graph, pieces, deep: false, &solver))
      try net.place(&solver)
    }
    let ends = LineEnds(net)
    net.straighten(ends)
    bands = Bands(net, ends, header: header)
    var low = Double.infinity
    var high = -Double.infinity
    for item in net.items {
      low = min(low, item.x - item.left)
      high = max(high, item.x + item.right)
    }
    if net.isBus.contains(true) { high += Part.busGap + 2 }
    left = low
    width = high - low
    self.net = net
    self.ends = ends
    bottom = bands.bottom.last ?? 0
  }

  /// The panel's node for the input that the main path starts from, if it does.
  var mainEntry: Int? {
    let wires = component.graph.wires
    let first = wires.indices.first {
      net.isMain[$0] && component.graph.nodes[wires[$0].source].role == .entry
    }
    return first.map { component.origin[wires[$0].source] }
  }

  /// Whether lines go on below it.
  var hasExits: Bool { component.graph.nodes.contains { $0.role == .exit } }

  /// Where a node's front rectangle is; a border port's is its point.
  func rect(of node: Int, height: Double) -> Rect {
    let box = component.graph.nodes[node]
    let item = net.itemOfNode[node]
    let x = net.items[item].x - left
    switch box.role {
    case .entry: return Rect(Point(x, 0), Size(0, 0))
    case .exit: return Rect(Point(x, height), Size(0, 0))
    case .box:
      return Rect(Point(x - box.width / 2, boxTop(item)), Size(box.width, box.height))
    }
  }

  /// Boxes of about the same depth are centred in their band; a box beside a much deeper one stands at the
  /// top, near what feeds it.
  private func boxTop(_ item: Int) -> Double {
    let row = net.items[item].row
    let node = net.items[item].node ?? 0
    let slack = bands.bottom[net.ranking.lastRow(node)] - bands.top[row] - net.depth(item)
    return bands.top[row] + (slack <= 40 ? slack / 2 : 0) + component.graph.nodes[node].padding.top
  }

  /// The way of a wire. Cost: linear in the rows it passes.
  func route(_ index: Int, height: Double) -> Route {
    let wire = component.graph.wires[index]
    let source = rect(of: wire.source, height: height)
    let target = rect(of: wire.target, height: height)
    let startRow = net.ranking.lastRow(wire.source)
    let endRow = net.ranking.rank[wire.target]
    var pen = Pen(Point(ends.start[wire.value] - left, source.maxY))
    let isEntry = component.graph.nodes[wire.source].role == .entry
    if isEntry { pen = Pen(Point(source.minX, 0)) }
    if net.isBus[index] {
      pen.bend(to: width - 2, bands.bendStart[startRow], bands.bendEnd[startRow])
    } else {
      let trunk = net.trunks[wire.value].first
      for row in startRow..<endRow - 1 {
        pen.bend(
          to: net.items[trunk + row - startRow].x - left, bands.bendStart[row], bands.bendEnd[row])
      }
    }
    pen.bend(to: ends.end[index] - left, bands.bendStart[endRow - 1], bands.bendEnd[endRow - 1])
    pen.line(to: target.minY)
    return pen.route(
      isReversed: wire.isReversed,
      hasArrow: component.graph.nodes[wire.isReversed ? wire.source : wire.target].hasArrow)
  }

  /// The labels of a node's ports, as (port, rectangle).
  func labels(of node: Int, values: [Int], height: Double) -> [(port: Int, rect: Rect)] {
    let graph = component.graph
    let box = rect(of: node, height: height)
    var result: [(port: Int, rect: Rect)] = []
    // Lines that go up, in graphs with circles, end here too: they have no port, but need room.
    let places = values.map { value -> (x: Double, port: Int?, label: FlowGraph.Label?) in
      let port = net.portOfValue[value]
      let labels = graph.nodes[node].labels
      return (ends.start[value] - left, port, port.flatMap { $0 < labels.count ? labels[$0] : nil })
    }.sorted { ($0.x, $0.port ?? -1) < ($1.x, $1.port ?? -1) }
    for (index, place) in places.enumerated() {
      guard let label = place.label, let port = place.port else { continue }
      let isDown = graph.direction == .down
      let x = isDown ? place.x + graph.labelGap : place.x - graph.labelGap - label.across
      let neighbour = isDown ? index + 1 : index - 1
      if places.indices.contains(neighbour) {
        let room = abs(places[neighbour].x - place.x)
        if room < graph.labelGap + label.across + 3 { continue }
      }
      let reach = abs(x + (isDown ? label.across : 0) - net.items[net.itemOfNode[node]].x + left)
      let item = net.items[net.itemOfNode[node]]
      if reach > (isDown ? item.right : item.left) { continue }
      let y = box.maxY + graph.nodes[node].padding.bottom + (isDown ? 2 : 4)
      result.append((port, Rect(Point(x, y), Size(label.across, label.along))))
    }
    return result
  }
}

extension FlowGraph {
  /// Whether nothing stands beside anything else.
  fileprivate var isChain: Bool {
    var seen = [Bool](repeating: false, count: 2 * nodes.count)
    for wire in wires {
      if seen[2 * wire.source] || seen[2 * wire.target + 1] { return false }
      seen[2 * wire.source] = true
      seen[2 * wire.target + 1] = true
    }
    return true
  }
}

/// Draws a line downwards.
private struct Pen {
  private let start: Point
  private var at: Point
  private var segments: [Route.Segment] = []

  init(_ start: Point) {
    self.start = start
    at = start
  }

  /// Goes straight down to a bend and through it to another x; without a bend, it leaves the rest to later.
  mutating func bend(to x: Double, _ top: Double, _ bottom: Double) {
    guard abs(x - at.x) > 0.01 else { return }
    line(to: top)
    let middle = (top + bottom) / 2
    let end = Point(x, bottom)
    segments.append(.curve(Point(at.x, middle), Point(x, middle), end))
    at = end
  }

  mutating func line(to y: Double) {
    guard y > at.y else { return }
    at = Point(at.x, y)
    segments.append(.line(at))
  }

  func route(isReversed: Bool, hasArrow: Bool) -> Route {
    guard isReversed else { return Route(start: start, segments: segments, hasArrow: hasArrow) }
    var back: [Route.Segment] = []
    for (index, segment) in segments.enumerated().reversed() {
      let end = index > 0 ? segments[index - 1].end : start
      switch segment {
      case .line: back.append(.line(end))
      case .curve(let a, let b, _): back.append(.curve(b, a, end))
      }
    }
    return Route(start: at, segments: back, hasArrow: hasArrow)
  }
}
