import Activity
import Attention
import AttentionPages
import Charts

/// The attention of a recording as parts of a page.
struct AttentionParts {
  let report: ActivityReport
  let options: ActivityPageOptions

  /// The layers, as heads × queries × keys of one sample.
  private var layers: [AttentionLayer] {
    var layers: [AttentionLayer] = []
    for value in report.values where value.kind == .attention && !value.isGradient {
      if let layer = value.attention(options.sample) { layers.append(layer) }
      if layers.count == ActivityPageTuning.mostAttentionLayers { break }
    }
    return layers
  }

  var sections: [Sheet.Section] {
    let attention = AttentionReport(layers)
    guard !attention.layers.isEmpty else { return [] }
    var page = AttentionPageOptions()
    page.tokens = options.tokens
    page.isImage = report.values.contains { value in
      guard case .maps = value.kind else { return false }
      return value.value?.isInput == true
    }
    if options.isChosen {
      // Whoever names a layer wants to see its heads.
      for (number, layer) in attention.layers.enumerated() {
        page.heads += (0..<layer.heads).map { .init(layer: number, head: $0) }
      }
    }
    return attentionSections(attention, page)
  }
}
