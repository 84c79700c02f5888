import Composing
import Diagnostics
import DiagramModel
import Figures
import Folding
import GraphvizLayout
import PageLayout

/// The forms that a page can have: a column, a U, towers, an overview with details, or a chain in columns.
extension Foldout {
  /// A page that is laid out.
  package typealias FormedPage = (diagram: Diagram, placement: Placement)

  /// Composes an outline in the form that options ask for, and lays it out.
  ///
  /// A page is a U or two towers where the model is that, and has details where there is something to detail: none of it
  /// where the caller chose which blocks are open. Where a page is too high or too wide for its shape, other contents are
  /// tried, and the first that fits wins, else the one that comes nearest: an overview without the frames of the
  /// blocks that hold its chain, so that this can be cut into columns; then fewer details.
  ///
  /// - Throws: what layout throws.
  /// - Complexity: one layout for a page that fits, a bounded number otherwise.
  package static func page(
    of outline: Outline, _ options: DrawOptions
  ) throws(FoldoutError) -> FormedPage {
    guard let shape = options.page.shape else {
      let diagram = compose(outline, options.compose)
      return (diagram, try layOut(diagram))
    }
    var search = PageSearch(shape: shape, options: options.compose)
    guard !options.fold.asksForNesting else { return try search.page(of: outline, mayUnframe: false) }
    let isDown = options.compose.direction == .down
    var maker = FigureMaker(outline, options.fold, allowsScales: isDown)
    let fewer: (Int) -> DetailRequest? = { options.details == .automatic ? .atMost($0) : nil }
    if let figure = maker.scales(options.details),
      let page = try search.page(of: figure, fewer: { fewer($0).flatMap { maker.scales($0) } })
    {
      return page
    }
    if let figure = maker.figure(options.details),
      let page = try search.page(of: figure, fewer: { fewer($0).flatMap { maker.figure($0) } })
    {
      return page
    }
    return try search.page(of: outline, mayUnframe: isDown)
  }
}
