import DiagramModel

extension ComponentLayout {
  /// The labels of a node's ports, as (port, rectangle).
  func labels(of node: Int, values: [Int], height: Double) -> [(port: Int, rect: Rect)] {
    let graph = component.graph
    let box = rect(of: node, height: height)
    var result: [(port: Int, rect: Rect)] = []
    // Lines that go up, in graphs with circles, end here too: they have no port, but need room.
    let places = values.map { value -> (x: Double, port: Int?, label: FlowGraph.Label?) in
      let port = layered.portOfValue[value]
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
      let reach = abs(x + (isDown ? label.across : 0) - layered.vertices[layered.vertexOfNode[node]].x + left)
      let vertex = layered.vertices[layered.vertexOfNode[node]]
      if reach > (isDown ? vertex.right : vertex.left) { continue }
      let y = box.maxY + graph.nodes[node].padding.bottom + (isDown ? 2 : 4)
      result.append((port, Rect(Point(x, y), Size(label.across, label.along))))
    }
    return result
  }
}
