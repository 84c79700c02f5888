import Folding

extension Outline {
  /// The outline without the frames of open blocks on the page that have one input and one output, so that the chain they
  /// hold can go on in another column; nil where there is no such block.
  ///
  /// VGG's chain of operators stands in the module `features`, and would have to be cut inside that frame. A block inside
  /// a frame that was taken away loses its own too. Stacks keep theirs, which says how often they stand there.
  ///
  /// Cost: linear in the page for each frame, of which it takes a bounded number.
  public var unframed: Outline? {
    var outline = self
    var pending = innerBlocks(of: 0)
    var count = 0
    while let block = pending.popLast(), count < FigureTuning.mostFrames {
      let own = outline.blocks[block]
      guard own.isOpen, own.inputs.count == 1, own.outputs.count == 1, outline.dissolve(block, in: 0)
      else { continue }
      count += 1
      pending += own.items.compactMap { outline.items[$0].block }
    }
    return count > 0 ? outline : nil
  }
}

extension Figure {
  /// The figure without such frames in its overview; nil where it has none.
  public var unframed: Figure? {
    guard let overview = overview.unframed else { return nil }
    var figure = self
    figure.overview = overview
    return figure
  }
}
