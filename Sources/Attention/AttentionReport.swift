/// Layers of attention with what is known of their heads.
public struct AttentionReport: Sendable {
  /// The layers, the first one first.
  public let layers: [AttentionLayer]
  /// By layer and head; nil where no query's weights are shares of 1.
  public let figures: [[HeadFigures?]]
  /// The heads of which a word can be said, layer by layer.
  public let marks: [HeadMark]

  /// Works out the figures of one sample. Cost: linear in the weights.
  public init(_ layers: [AttentionLayer]) {
    self.layers = layers
    figures = layers.map { layer in (0..<layer.heads).map { HeadFigures(layer, head: $0) } }
    marks = markedHeads(figures, keys: layers.map(\.keys))
  }

  /// The marks of a head.
  public func marks(layer: Int, head: Int) -> [HeadMark] {
    marks.filter { $0.layer == layer && $0.head == head }
  }
}
