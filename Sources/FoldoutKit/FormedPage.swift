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
  /// A page has details where there is something to detail, unless the caller chose which blocks are open; two towers stand
  /// side by side. Where it is too
  /// high or too wide for its shape, other contents are tried, and the first that fits wins, else the one that comes
  /// nearest: an overview without the frames of the blocks that hold its chain, so that this can be cut into columns; then
  /// fewer details.
  ///
  /// - Throws: what layout throws.
  /// - Complexity: one layout for a page that fits, a bounded number otherwise.
  package static func page(
    of outline: Outline, _ options: DrawOptions
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement) {
    guard let shape = options.page.shape else {
      let diagram = compose(outline, options.compose)
      return (diagram, try layOut(diagram))
    }
    var search = PageSearch(shape: shape)
    let mayRecompose = !options.fold.asksForNesting
    if mayRecompose, let figure = makeFigure(outline, options.fold, request: options.details) {
      var best = try search.attempt(figure, options.compose)
      var count = figure.details.count - 1
      while !search.fits, count > 0, options.details == .automatic,
        let figure = makeFigure(outline, options.fold, request: .atMost(count))
      {
        best = try search.attempt(figure, options.compose)
        count -= 1
      }
      return search.noted(best)
    }
    var best = try search.attempt(composeWithSeams(outline, options.compose))
    if !search.fits, mayRecompose, options.compose.direction == .down, let chain = outline.unframed {
      best = try search.attempt(composeWithSeams(chain, options.compose))
    }
    return search.noted(best)
  }
}

/// Looks for contents of a page that fit its shape.
private struct PageSearch {
  let shape: PageShape
  private var best: (misfit: Double, diagram: Diagram, placement: Placement)?

  init(shape: PageShape) { self.shape = shape }

  /// Whether what was tried so far fits.
  var fits: Bool { best?.misfit == 0 }

  /// A page with its notes beside it, if it is too high for its shape.
  func noted(_ page: (diagram: Diagram, placement: Placement)) -> (diagram: Diagram, placement: Placement) {
    (page.diagram, placeNotes(page.placement, shape))
  }

  /// Lays out a figure in the form that suits it: as towers, with the frames of its overview, or without them.
  mutating func attempt(
    _ figure: Figure, _ options: ComposeOptions
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement) {
    if options.direction == .down, let best = try attempt(towersOf: figure, options) { return best }
    let best = try attempt(composeWithSeams(figure, options))
    guard !fits, let unframed = figure.unframed else { return best }
    return try attempt(composeWithSeams(unframed, options))
  }

  /// Lays out the two towers that a figure is; nil where it is none, or they can't be drawn.
  private mutating func attempt(
    towersOf figure: Figure, _ options: ComposeOptions
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement)? {
    var best: (diagram: Diagram, placement: Placement)?
    for opensStacks in [true, false] where !fits {
      guard let towers = figure.asTowers(opensStacks: opensStacks) else { return nil }
      let diagram = compose(towers, options)
      guard let drawing = TowerDrawing(diagram), let placement = drawing.placement(try layOut(drawing.halves))
      else { continue }
      best = keep(diagram, arrange(diagram, placement, shape))
    }
    return best
  }

  /// Lays out a diagram, and returns what fits best of all that were tried, the first of equals.
  mutating func attempt(
    _ diagram: Diagram
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement) {
    var placement = try layOut(diagram)
    if !diagram.details.isEmpty {
      placement = arrange(diagram, placement, shape)
    } else if let wrapped = wrap(diagram, placement, shape) {
      placement = wrapped
    }
    return keep(diagram, placement)
  }

  private mutating func keep(
    _ diagram: Diagram, _ placement: Placement
  ) -> (diagram: Diagram, placement: Placement) {
    let misfit = shape.misfit(of: placement)
    if let best, best.misfit <= misfit { return (best.diagram, best.placement) }
    best = (misfit, diagram, placement)
    return (diagram, placement)
  }
}
