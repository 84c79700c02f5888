import Composing
import Diagnostics
import DiagramModel
import Figures
import Folding
import GraphvizLayout
import PageLayout

/// The forms that a page can have: a column, an overview with details, or a chain in columns.
extension Foldout {
  /// Composes an outline in the form that options ask for, and lays it out.
  ///
  /// A portrait page has details where there is something to detail, unless the caller chose which blocks are open. Else it is cut into columns where it is tall: as it is
  /// open now, or without the frames of the blocks that hold the chain. Who asked for open blocks keeps their frames.
  ///
  /// - Throws: what layout throws.
  /// - Complexity: two layouts for a tall page, else one.
  package static func page(
    of outline: Outline, _ options: DrawOptions
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement) {
    guard options.page == .portrait else {
      let diagram = compose(outline, options.compose)
      return (diagram, try layOut(diagram))
    }
    if options.compose.direction == .down, !options.fold.asksForNesting,
      let figure = makeFigure(outline, options.fold)
    {
      let diagram = compose(figure, options.compose)
      return (diagram, arrange(diagram, try layOut(diagram)))
    }
    let diagram = composeWithSeams(outline, options.compose)
    let placement = try layOut(diagram)
    if let wrapped = wrap(diagram, placement) { return (diagram, wrapped) }
    if options.compose.direction == .down, !options.fold.asksForNesting, placement.panels[0].isTall,
      let chain = outline.unframed
    {
      let diagram = composeWithSeams(chain, options.compose)
      if let wrapped = wrap(diagram, try layOut(diagram)) { return (diagram, wrapped) }
    }
    return (diagram, placement)
  }
}
