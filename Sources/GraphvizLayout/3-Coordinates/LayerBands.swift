/// Phase 3: the places of layers along the flow.
///
/// A layer's band is as deep as its deepest box; in it every line is straight. Lines bend only in the gaps
/// between bands, where nothing else is, so a line can't meet a box. All bends of a gap span the same depth
/// and have the same shape; two lines that keep their order therefore never cross.
struct LayerBands {
  /// By layer.
  var top: [Double]
  var bottom: [Double]
  /// By layer: where the bends of the gap below it start and end.
  var bendStart: [Double]
  var bendEnd: [Double]
}

extension LayerBands {
  /// Finds the bands.
  /// - Parameter header: where the panel's header ends; boxes and bends stay below.
  init(_ layered: LayeredGraph, _ ends: LineEnds, header: Double) {
    let hasEntries = layered.layers.first?.contains { layered.role($0) == .entry } ?? false
    top = []
    bottom = []
    bendStart = []
    bendEnd = []
    var y = hasEntries ? 0 : header
    // The end of the last band with boxes, from which the least distance to the next counts.
    var boxEnd = header - LayoutTuning.layerGap + (hasEntries ? LayoutTuning.borderLead.below : 0)
    let busLayers = layered.busLayers()
    for layer in layered.layers.indices {
      let hasBoxes = layered.layers[layer].contains { layered.role($0) == .box && layered.isEnd($0) }
      top.append(y)
      for vertex in layered.layers[layer] where layered.isEnd(vertex) {
        let start = layered.vertices[vertex].node.map { top[layered.layering.firstLayer[$0]] } ?? top[layer]
        y = max(y, start + layered.depth(vertex))
      }
      bottom.append(y)
      if hasBoxes { boxEnd = y }
      let label = layered.layers[layer].map(layered.labelDepth).max() ?? 0
      if layer == 0 && hasEntries { y = max(y, header) }
      guard layer + 1 < layered.layers.count else {
        bendStart.append(y)
        bendEnd.append(y)
        break
      }
      let bend = LayerBands.bend(layered, ends, layer, hasBus: busLayers.contains(layer))
      y += label > 0 ? label + 3 : hasBoxes && bend > 0 ? LayoutTuning.bendLead.above : 0
      bendStart.append(y)
      y += bend
      bendEnd.append(y)
      let leadsToBox = layered.layers[layer + 1].contains {
        layered.role($0) == .box && !layered.vertices[$0].isBody
      }
      let leadsOut = layered.layers[layer + 1].contains { layered.role($0) == .exit }
      if leadsToBox { y = max(y + LayoutTuning.bendLead.below, boxEnd + LayoutTuning.layerGap) }
      if leadsOut { y = max(y + 2, boxEnd + LayoutTuning.borderLead.above) }
    }
  }

  /// The depth of a gap's bends: the further a line goes sideways, the deeper, so that it stays gentle.
  private static func bend(_ layered: LayeredGraph, _ ends: LineEnds, _ layer: Int, hasBus: Bool) -> Double {
    let tuning = LayoutTuning.bend
    var span = hasBus ? tuning.bus : 0
    for segment in layered.segments[layer] {
      span = max(span, abs(ends.upper(of: segment, layered) - ends.lower(of: segment, layered)))
    }
    if span < 0.05 { return 0 }
    return min(
      max(tuning.base + span * tuning.share, tuning.least), span > tuning.wide ? tuning.mostWide : tuning.most
    )
  }
}

extension LayeredGraph {
  /// The gaps in which edges bend to the way round the side and back.
  fileprivate func busLayers() -> Set<Int> {
    var result: Set<Int> = []
    for index in graph.edges.indices where isBus[index] {
      result.insert(layering.lastLayer(graph.edges[index].source))
      result.insert(layering.firstLayer[graph.edges[index].target] - 1)
    }
    return result
  }

  /// The room that the labels below a vertex take.
  fileprivate func labelDepth(_ vertex: Int) -> Double {
    guard let node = vertices[vertex].node, isEnd(vertex) else { return 0 }
    return graph.nodes[node].labels.compactMap { $0?.along }.max() ?? 0
  }
}
