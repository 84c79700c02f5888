import DiagramModel

extension ComponentLayout {
  /// The way of an edge. Cost: linear in the layers it passes.
  func route(_ index: Int, height: Double) -> Route {
    let edge = component.graph.edges[index]
    let source = rect(of: edge.source, height: height)
    let target = rect(of: edge.target, height: height)
    let startLayer = layered.layering.lastLayer(edge.source)
    let endLayer = layered.layering.firstLayer[edge.target]
    var pen = Pen(Point(ends.start[edge.value] - left, source.maxY))
    let isEntry = component.graph.nodes[edge.source].role == .entry
    if isEntry { pen = Pen(Point(source.minX, 0)) }
    if layered.isBus[index] {
      pen.bend(to: width - 2, bands.bendStart[startLayer], bands.bendEnd[startLayer])
    } else {
      let trunk = layered.trunks[edge.value].first
      for layer in startLayer..<endLayer - 1 {
        pen.bend(
          to: layered.vertices[trunk + layer - startLayer].x - left, bands.bendStart[layer],
          bands.bendEnd[layer])
      }
    }
    pen.bend(to: ends.end[index] - left, bands.bendStart[endLayer - 1], bands.bendEnd[endLayer - 1])
    pen.line(to: target.minY)
    return pen.route(
      isReversed: edge.isReversed,
      hasArrow: component.graph.nodes[edge.isReversed ? edge.source : edge.target].hasArrow)
  }
}
